/**
 * The settings of a session, made by its first statement. Poolers refuse or drop what the startup of a
 * connection asks for, and the defaults of the server, the database and the role may be anything
 * (docs/decisions/0040-readiness-and-sessions.md).
 */
import type { ClientBase } from "pg";

/** Settings by their names in PostgreSQL, as PostgreSQL shows them. */
export type Settings = Readonly<Record<string, string>>;

/** What every session needs, or this program's results would be others. */
export const neededSettings: Settings = {
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  default_transaction_isolation: "read committed",
};

/**
 * Whoever gives no sign of life for so long is taken for frozen: longer than any pause of a healthy process,
 * shorter than the time for which a command waits.
 */
export const frozenSeconds = 5;

/**
 * A process that is frozen within a transaction loses its locks, because commands of other instances wait for
 * them. A session that only waits is not ended: it may hear notifications or hold a lead. A session
 * whose client has vanished from the network is ended within 20 seconds: it would keep a place among the
 * server's connections for hours.
 */
const bounds: Settings = {
  statement_timeout: "30s",
  lock_timeout: "20s",
  idle_in_transaction_session_timeout: `${frozenSeconds}s`,
  idle_session_timeout: "0",
  tcp_keepalives_idle: "5",
  tcp_keepalives_interval: "5",
  tcp_keepalives_count: "3",
  tcp_user_timeout: "20s",
};

/**
 * To look rows up by an index costs little more than to read a table on: that holds for SSDs and for what is in
 * memory. By its default of 4, PostgreSQL would keep plans that read whole tables while those are small
 * (docs/decisions/0044-plans-that-are-kept.md).
 */
const planning: Settings = { random_page_cost: "1.1" };

/** For work that may take any time. */
export const unbounded: Settings = { statement_timeout: "0", lock_timeout: "0" };

const milliseconds = 5_000;

/** What pg's client has besides its types. */
interface Named {
  readonly connectionParameters: { readonly application_name?: string };
}

/** @param changes to the usual settings */
export async function beginSession(client: ClientBase, changes: Settings = {}): Promise<void> {
  // By its name the server is asked about it (ask-server.ts).
  const { application_name = "muster" } = (client as unknown as Named).connectionParameters;
  const all = Object.entries({
    ...neededSettings,
    ...bounds,
    ...planning,
    ...changes,
    application_name,
  });
  const calls = all.map(
    ([name, value]) => `set_config('${name}', ${client.escapeLiteral(value)}, false)`,
  );
  // The driver's types lack the time limit.
  const query = { text: `select ${calls.join(", ")}`, query_timeout: milliseconds };
  await client.query(query);
}

/** `onConnect` of a pool: it waits for the promise, although its types do not say so. */
export function sessionsWith(changes?: Settings) {
  return ((client: ClientBase) => beginSession(client, changes)) as (client: ClientBase) => void;
}
