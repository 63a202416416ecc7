/**
 * The connection on which a group folds: one of its own, or the one that all gentle groups of a process
 * share. The leads, which are locks of the connection, stay each group's own.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ClientBase } from "pg";
import type { Connection } from "../../platform/database/pool.ts";
import { type DatabaseSession, openDatabaseSession } from "./database-session.ts";

/** Runs the work in a transaction. The connection pipelines, so the work need not wait for `begin`. */
export type Transactions = <Result>(work: () => Promise<Result>) => Promise<Result>;

export interface GroupSession {
  readonly client: ClientBase;
  readonly lost: AbortSignal;
  /** Runs statements while no transaction of another group is open. */
  readonly outside: <Result>(
    work: (session: DatabaseSession) => Promise<Result>,
  ) => Promise<Result>;
  readonly transaction: Transactions;
  readonly close: () => Promise<void>;
}

export async function openOwnSession(
  connection: Connection,
  options: { readonly isDurable?: boolean | undefined },
): Promise<GroupSession> {
  const session = await openDatabaseSession(connection, options);
  return {
    ...session,
    outside: (work) => work(session),
    transaction: transactionsOn(session.client),
  };
}

export function transactionsOn(client: ClientBase): Transactions {
  return async (work) => {
    try {
      const [, result] = await Promise.all([client.query("begin"), work()]);
      await commit(client);
      return result;
    } catch (error) {
      // On a broken connection the server rolls back by itself; the first error is the one to report.
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  };
}

async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query("commit");
  if (command !== "COMMIT") throw new Error("the database rolled the batch back");
}

export type SharedSession = ReturnType<typeof createSharedSession>;

/** A connection that is open while a group uses it. Its commits do not wait for the disk. */
export function createSharedSession(connection: Connection) {
  let current: { readonly opened: Promise<Opened>; users: number } | undefined;

  return {
    /** @throws what connecting throws */
    async join(): Promise<GroupSession> {
      const joined = (current ??= { opened: open(connection), users: 0 });
      const forget = (): void => {
        if (current === joined) current = undefined;
      };
      joined.users += 1;
      const { session, ...shared } = await joined.opened.catch((error: unknown) => {
        forget();
        throw error;
      });
      const { client, lost } = session;
      lost.addEventListener("abort", forget);
      return {
        client,
        lost,
        ...shared,
        async close() {
          lost.removeEventListener("abort", forget);
          joined.users -= 1;
          if (joined.users > 0) return;
          forget();
          await session.close();
        },
      };
    },
  };
}

interface Opened extends Pick<GroupSession, "outside" | "transaction"> {
  readonly session: DatabaseSession;
}

async function open(connection: Connection): Promise<Opened> {
  const session = await openDatabaseSession(connection);
  const inTurn = createTurns();
  return {
    session,
    outside: (work) => inTurn(() => work(session)),
    transaction: jointTransactions(session.client, inTurn),
  };
}

type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** One work after the other. */
function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

/** The share that one group has in a transaction. */
interface Share {
  readonly run: () => Promise<void>;
  readonly settle: (error?: unknown) => void;
}

/**
 * What comes in one turn of the event loop, or while a transaction runs, goes together into the next one.
 * Each has a savepoint, so what fails is undone and reported alone.
 */
function jointTransactions(client: ClientBase, inTurn: Turns): Transactions {
  let waiting: Share[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await nextTurn();
      const shares = waiting;
      waiting = [];
      await inTurn(() => commitTogether(shares));
    }
    running = undefined;
  }

  async function commitTogether(shares: readonly Share[]): Promise<void> {
    const failures = new Map<Share, unknown>();
    try {
      await client.query("begin");
      for (const share of shares) {
        await inSavepoint(share.run).catch(async (error: unknown) => {
          failures.set(share, error);
          await client.query("rollback to savepoint share");
        });
      }
      await commit(client);
      for (const share of shares) share.settle(failures.get(share));
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      for (const share of shares) share.settle(failures.get(share) ?? error);
    }
  }

  async function inSavepoint(work: () => Promise<void>): Promise<void> {
    await Promise.all([client.query("savepoint share"), work()]);
    // Awaited, so that a failed statement is never taken for one of the next share.
    await client.query("release savepoint share");
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let result: Awaited<ReturnType<typeof work>>;
      waiting.push({
        run: async () => void (result = await work()),
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
      running ??= run();
    });
}
