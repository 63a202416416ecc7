/**
 * Checks at the start that the database and what is in front of it give sessions as Muster needs them. Each
 * fault is one line that names what to change.
 */
import type { ClientBase, Pool, PoolClient } from "pg";
import { StartupError } from "../startup-error.ts";
import { showsSessions } from "./ask-server.ts";
import { neededSettings } from "./session.ts";

/** The driver's types lack it. */
interface Connected {
  readonly processID: number | null;
}

/**
 * @param report gets a line about what the program can do without
 * @throws StartupError
 */
export async function checkSessions(pool: Pool, report: (line: string) => void): Promise<void> {
  const client = await reached(pool.connect());
  try {
    const process = await processOf(client);
    // Poolers make up the process that they tell.
    if (process !== (client as unknown as Connected).processID) {
      await checkPooler(pool, client, process);
    }
    await checkSettings(client);
    if (!(await isShown(client))) {
      report(
        "the database does not show what its sessions do, so dead connections are noticed late, and an instance that hangs keeps its lead: set track_activities = on",
      );
    }
  } finally {
    client.release();
  }
}

async function reached<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: Error) => {
    throw new StartupError(`cannot reach the database: ${error.message}; check DATABASE_URL`);
  });
}

async function checkSettings(client: ClientBase): Promise<void> {
  const names = ["server_encoding", ...Object.keys(neededSettings)];
  const { rows } = await reached(
    client.query<{ name: string; value: string }>(
      `select name, current_setting(name) as value from unnest($1::text[]) as name`,
      [names],
    ),
  );
  const found = new Map(rows.map(({ name, value }) => [name, value]));
  if (found.get("server_encoding") !== "UTF8") {
    throw new StartupError(
      `the database has the encoding ${found.get("server_encoding")}: create it with encoding 'UTF8'`,
    );
  }
  for (const [name, value] of Object.entries(neededSettings)) {
    if (found.get(name) === value) continue;
    throw new StartupError(
      `sessions of the database do not keep the setting ${name}: it is ${found.get(name)}, not ${value}; connect to PostgreSQL itself, or let the pooler pass on settings (pool_mode = session)`,
    );
  }
}

/** Otherwise a long statement and a dead connection look alike (docs/decisions/0041-connections.md). */
async function isShown(client: ClientBase): Promise<boolean> {
  const { rows } = await reached(
    client.query<{ isShown: boolean }>(`select ${showsSessions} as "isShown"`),
  );
  return rows[0]?.isShown === true;
}

async function processOf(client: ClientBase): Promise<number | undefined> {
  const { rows } = await reached(
    client.query<{ process: number }>("select pg_backend_pid() as process"),
  );
  return rows[0]?.process;
}

/**
 * A pooler that lends a session for a transaction only gives the client's to another one, or another one to
 * the client. Two others each hold one meanwhile, so that it does either, in whichever order it lends them.
 */
async function checkPooler(
  pool: Pool,
  client: PoolClient,
  process: number | undefined,
): Promise<void> {
  const others: PoolClient[] = [];
  try {
    for (let count = 0; count < 2; count += 1) {
      const other = await reached(pool.connect());
      others.push(other);
      await reached(other.query("begin"));
      const isShared = (await processOf(other)) === process;
      if (isShared || (await processOf(client)) !== process) {
        throw new StartupError(
          "DATABASE_URL leads to a pooler that lends sessions for a transaction only, but Muster holds locks and hears notifications in sessions of its own: set pool_mode = session for this database, or connect to PostgreSQL itself",
        );
      }
    }
  } finally {
    for (const other of others) {
      const broken = await other.query("rollback").then(
        () => undefined,
        (error: Error) => error,
      );
      other.release(broken);
    }
  }
}
