/** The first organization, its owner and a session: made where a store is empty, kept in first-run.json. */
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Services } from "../commands/kit/context.ts";
import { foundOrganization } from "../commands/organizations/create-organization.ts";
import { registerPerson } from "../commands/users/register-person.ts";
import { digestOf } from "../commands/kit/secrets.ts";
import { findSession, signInUser } from "../commands/sign-in/sessions.ts";
import { systemContext } from "../commands/kit/system-context.ts";
import { execute } from "../commands/kit/wait-until-visible.ts";
import { email } from "../domain/primitives.ts";

const fileName = "first-run.json";

/** What `first-run.json` holds: all that a script needs to begin. */
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
 * Founds an organization for the holder of an address, who is registered where they are new, and
 * signs them in. For the very first start, and for an operator's `muster bootstrap`.
 */
export async function bootstrap(
  services: Services,
  founding: Founding,
): Promise<Omit<FirstRun, "url">> {
  const context = systemContext(services);
  const person = { email: email.parse(founding.email), firstName: "First", lastName: "Owner" };
  const userId = await registerPerson(context, context.ids.next(), person);
  const { organizationId } = await foundOrganization(context, userId, {
    name: founding.organization,
  });
  const { sessionToken } = await execute(context, signInUser, userId, "BOOTSTRAP" as const);
  return { organizationId, userId, email: person.email, sessionToken };
}

/**
 * Founds the first organization where there is none, and keeps `first-run.json` true: a session that
 * has ended is replaced, an address that has changed is written down. Only the embedded default calls
 * this, whose data directory is one operator's own.
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
  const isAlive = (await findSession(services, digestOf(known.sessionToken))) !== undefined;
  if (isAlive && known.url === url) return { firstRun: known, isFirst: false };
  const sessionToken = isAlive
    ? known.sessionToken
    : (await signInUser(systemContext(services), known.userId, "BOOTSTRAP")).sessionToken;
  const renewed = { ...known, url, sessionToken };
  await write(path, renewed);
  return { firstRun: renewed, isFirst: false };
}

/** The file goes where it tells of this person. */
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

/** In one step, so that a crash leaves the old file or the new one; only the owner may read it. */
async function write(path: string, content: FirstRun): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
}
