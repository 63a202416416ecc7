/** `muster erase-user`: forgets a person, at the operator's word. */
import type { Services } from "../commands/kit/context.ts";
import { eraseUser } from "../commands/erasure/erase-user.ts";
import { RejectedError } from "../commands/kit/rejected-error.ts";
import { systemActor, systemContext } from "../commands/kit/system-context.ts";
import { execute } from "../commands/kit/wait-until-visible.ts";
import { findUserByEmail } from "../projections/directory/queries/authorization.ts";
import { StartupError } from "../platform/startup-error.ts";

interface Whom {
  readonly email?: string;
  readonly user?: string;
}

export async function eraseByOperator(services: Services, whom: Whom): Promise<void> {
  const userId = await userIn(services, whom);
  await execute(systemContext(services), eraseUser, userId, systemActor).catch(explain);
  process.stdout.write(`user ${userId} is erased; the key is destroyed and cannot come back\n`);
}

async function userIn(services: Services, { email, user: id }: Whom): Promise<string> {
  if (email !== undefined && id !== undefined) {
    throw new StartupError("say whom by one of them: --email <address>, or --user <id>");
  }
  if (id !== undefined) return id;
  if (email === undefined) throw new StartupError("say whom: --email <address>, or --user <id>");
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined) throw new StartupError("nobody has this address");
  return user.userId;
}

function explain(error: unknown): never {
  if (!(error instanceof RejectedError)) throw error;
  const isLast = error.code === "last-owner";
  const advice = isLast
    ? " Make somebody else an owner first, or delete the organization."
    : error.code === "not-yet-visible"
      ? " The directory is behind; see `muster projections status`. Nothing was erased."
      : "";
  throw new StartupError(`${error.detail}${advice}`);
}
