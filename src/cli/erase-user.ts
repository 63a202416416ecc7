/** `muster erase-user`: erases a person on the operator's behalf, after showing whom and what is kept. */
import { once } from "node:events";
import { userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
import { eraseUser } from "../commands/erasure/erase-user.ts";
import { type PersonStrings, personStrings } from "../commands/erasure/person.ts";
import { listMemberships } from "../commands/erasure/rows.ts";
import type { Services } from "../commands/kit/context.ts";
import { RejectedError } from "../commands/kit/rejected-error.ts";
import { systemActor, systemContext } from "../commands/kit/system-context.ts";
import { execute } from "../commands/kit/wait-until-visible.ts";
import type { ErasureOrder } from "../domain/user/decider.ts";
import { userStream } from "../domain/streams.ts";
import { erasureOrder } from "../domain/user/events.ts";
import { mentions } from "../platform/mail/mentions.ts";
import { StartupError } from "../platform/startup-error.ts";
import { findUserByEmail } from "../projections/directory/queries/authorization.ts";
import { namesForOperators } from "../projections/directory/queries/users.ts";

export interface EraseOptions {
  readonly email?: string;
  readonly user?: string;
  readonly reason?: string;
  readonly operator?: string;
  readonly yes?: boolean;
}

type Terminal = Pick<NodeJS.Process, "stdin" | "stdout">;

/** @param terminal only tests pass another one */
export async function eraseByOperator(
  services: Services,
  options: EraseOptions,
  terminal: Terminal = process,
): Promise<void> {
  const userId = await findUserId(services, options);
  const person = await personStrings(services, userId);
  const order = orderOf(options, person);
  const names = await namesForOperators(services.pool, [userId]);
  const memberships = await listMemberships(services.pool, userId);
  const lines = [
    `To be erased for ever: user ${userId}, ${names.get(userId) ?? "erased already"}`,
    ...(person.email === undefined ? [] : [`  ${person.email}`]),
    ...memberships.map(
      ({ organization, role, status }) => `  ${organization}: ${role} (${status})`,
    ),
    "Kept: the log of each organization with ids, roles, times and who did what, and copies that have",
    "left the service: exports, backups and mail.",
    `Recorded: operator ${order.operator}, ${order.reason === undefined ? "no reason" : `reason: ${order.reason}`}`,
  ];
  terminal.stdout.write(`${lines.join("\n")}\n`);
  if (!options.yes) await requireYes(terminal);
  const context = systemContext(services);
  await execute(context, eraseUser, userId, systemActor, order).catch(explain);
  terminal.stdout.write(`user ${userId} is erased; the key to their data is destroyed\n`);
}

async function findUserId(
  { pool, store }: Services,
  { email, user: id }: EraseOptions,
): Promise<string> {
  if (email !== undefined && id !== undefined) {
    throw new StartupError("give --email <address> or --user <id>, not both");
  }
  if (id !== undefined) {
    const events = await store.readStream(userStream(id));
    if (events.length === 0) throw new StartupError(`no user has the id ${id}`);
    return id;
  }
  if (email === undefined) throw new StartupError("give --email <address> or --user <id>");
  const user = await findUserByEmail(pool, email);
  if (user === undefined) throw new StartupError(`no user has the address ${email}`);
  return user.userId;
}

function orderOf(
  { reason, operator }: EraseOptions,
  { email, others }: PersonStrings,
): ErasureOrder {
  const order = erasureOrder.safeParse({ reason, operator: operator ?? systemUser() });
  if (!order.success) {
    const [{ path, message } = { path: [], message: "" }] = order.error.issues;
    throw new StartupError(`--${path.join(".")} ${message}`);
  }
  // Shorter names are words of a language as well.
  const personal = [email ?? "", ...others].filter((text) => text.length > 2);
  const named = personal.find((text) => mentions(order.data.reason ?? "", text));
  if (named !== undefined) {
    throw new StartupError(`--reason is kept for ever: leave out "${named}"`);
  }
  return order.data;
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw new StartupError("the system has no name for this user; give --operator <name>");
  }
}

/** @throws StartupError unless the operator types `yes` */
async function requireYes({ stdin, stdout }: Terminal): Promise<void> {
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new StartupError(
      "nothing was erased: there is no terminal to ask at; pass --yes to erase without a question",
    );
  }
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    const closed = once(lines, "close").then(() => "");
    const answer = await Promise.race([
      lines.question("Erase this person for ever? Type yes: ").catch(() => ""),
      closed,
    ]);
    if (answer.trim() !== "yes") throw new StartupError("nothing was erased");
  } finally {
    lines.close();
  }
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
