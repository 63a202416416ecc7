/** Creates the first organization, its owner and a session in an empty store; keeps them in first-run.json. */
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Services } from "../commands/kit/context.ts";
import { foundOrganization } from "../commands/organizations/create-organization.ts";
import { registerPerson } from "../commands/users/register-person.ts";
import { digestOf } from "../commands/kit/secrets.ts";
import { findSession, signInUser } from "../commands/sign-in/sessions.ts";
import { isClosedSomewhere } from "../projections/directory/queries/authorization.ts";
import { ownScope } from "../commands/kit/authorize.ts";
import { systemContext } from "../commands/kit/system-context.ts";
import { execute } from "../commands/kit/wait-until-visible.ts";
import { StartupError } from "../platform/startup-error.ts";
import { email } from "../domain/primitives.ts";

const fileName = "first-run.json";

/** The content of `first-run.json`: all that a script needs to begin. */
const firstRun = z.object({
  url: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  email: z.string(),
  sessionToken: z.string(),
});
export type FirstRun = z.output<typeof firstRun>;

export interface Founding {
  readonly email: string;
  readonly organization: string;
}

/**
 * Founds an organization for the holder of an address and signs them in; registers them if they are new.
 * Used by the very first start and by `muster bootstrap`.
 * @throws StartupError if the address is malformed
 */
export async function bootstrap(services: Services, founding: Founding) {
  const context = systemContext(services);
  const address = email.safeParse(founding.email);
  if (!address.success) throw new StartupError(`${founding.email} is not an e-mail address`);
  const person = { email: address.data, firstName: "First", lastName: "Owner" };
  const userId = await registerPerson(context, context.ids.next(), person);
  const { organizationId } = await foundOrganization(context, userId, {
    name: founding.organization,
  });
  const { sessionToken } = await execute(context, signInUser, userId, "BOOTSTRAP" as const);
  return { organizationId, userId, email: person.email, sessionToken };
}

/**
 * Founds the first organization if there is none, and keeps `first-run.json` up to date: replaces an
 * ended session and a changed URL. Only for embedded stores, whose data directory belongs to one operator.
 */
export async function firstRunIn(
  dataDir: string,
  services: Services,
  founding: Founding,
  url: string,
): Promise<{ readonly firstRun: FirstRun | undefined; readonly isFirst: boolean }> {
  const path = join(dataDir, fileName);
  const { rowCount } = await services.pool.query("select 1 from organizations limit 1");
  if (rowCount === 0) {
    const founded = { url, ...(await bootstrap(services, founding)) };
    await write(path, founded);
    return { firstRun: founded, isFirst: true };
  }
  const known = await read(path);
  if (known === undefined) return { firstRun: undefined, isFirst: false };
  const isAlive = await isOpenEverywhere(services, known.sessionToken);
  if (isAlive && known.url === url) return { firstRun: known, isFirst: false };
  const sessionToken = isAlive
    ? known.sessionToken
    : (await signInUser(systemContext(services), known.userId, "BOOTSTRAP")).sessionToken;
  const renewed = { ...known, url, sessionToken };
  await write(path, renewed);
  return { firstRun: renewed, isFirst: false };
}

/** Is the session valid, and is no organization closed to it because it was idle? */
async function isOpenEverywhere(services: Services, sessionToken: string): Promise<boolean> {
  const caller = await findSession(services, digestOf(sessionToken));
  return caller !== undefined && !(await isClosedSomewhere(services.pool, ownScope({ caller })));
}

/** Deletes the file if it is about this person. */
export async function forgetFirstRun(dataDir: string, userId: string): Promise<void> {
  const path = join(dataDir, fileName);
  if ((await read(path))?.userId === userId) await rm(path, { force: true });
}

async function read(path: string): Promise<FirstRun | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : firstRun.parse(JSON.parse(text));
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. Only its owner may read it. */
async function write(path: string, content: FirstRun): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
}
