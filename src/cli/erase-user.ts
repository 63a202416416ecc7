/** `muster erase-user`: erases a person on the operator's behalf. */
import type { Services } from "../commands/kit/context.ts";
import { eraseUser } from "../commands/erasure/erase-user.ts";
import { RejectedError } from "../commands/kit/rejected-error.ts";
import { systemActor, systemContext } from "../commands/kit/system-context.ts";
import { execute } from "../commands/kit/wait-until-visible.ts";
import { findUserByEmail } from "../projections/directory/queries/authorization.ts";
import { StartupError } from "../platform/startup-error.ts";

interface PersonOptions {
  readonly email?: string;
  readonly user?: string;
}

export async function eraseByOperator(services: Services, person: PersonOptions): Promise<void> {
  const userId = await findUserId(services, person);
  await execute(systemContext(services), eraseUser, userId, systemActor).catch(explain);
  process.stdout.write(`user ${userId} is erased; the key to their data is destroyed\n`);
}

async function findUserId(services: Services, { email, user: id }: PersonOptions): Promise<string> {
  if (email !== undefined && id !== undefined) {
    throw new StartupError("give --email <address> or --user <id>, not both");
  }
  if (id !== undefined) return id;
  if (email === undefined) throw new StartupError("give --email <address> or --user <id>");
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined) throw new StartupError(`no user has the address ${email}`);
  return user.userId;
}

function explain(error: unknown): never {
  if (!(error instanceof RejectedError)) throw error;
  const isLast = error.code === "last-owner";
  const advice = isLast
    ? " Make somebody else an owner first, or delete the organization."
    : error.code === "not-yet-visible"
      ? " See `muster projections status`, then try again."
      : "";
  throw new StartupError(`${error.detail}${advice}`);
}
