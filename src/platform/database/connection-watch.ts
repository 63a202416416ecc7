/**
 * Finds connections that died without a word: the network drops their packets, or the server hangs
 * (docs/decisions/0041-connections.md). A quiet one is asked for a sign of life. Of one that owes an answer
 * for too long the server is asked on a new connection: a long statement is left alone, anything else is
 * closed, so that whoever uses it fails at once and opens another.
 */
import type { ClientConfig } from "pg";
import { askServer } from "./ask-server.ts";

export type ConnectionWatch = ReturnType<typeof createConnectionWatch>;

/** A connection that is open. */
interface Watched {
  /** Unique; a part of its application name, by which the server knows it. */
  readonly id: string;
  /** How to reach its server. */
  readonly config: ClientConfig;
  /** The same for all connections to one database. */
  readonly address: string;
  /** The bytes that have come. */
  readonly received: () => number;
  /** The bytes that wait to be sent. */
  readonly unsent: () => number;
  /** Does the server owe it an answer? */
  readonly isOwed: () => boolean;
  /** Has the server said that nothing can be written? */
  readonly isReadOnly: () => boolean;
  /** Asks for a sign of life, if it may. */
  readonly beat: () => void;
  readonly destroy: (reason: string) => void;
}

const tickMilliseconds = 1_000;
/** Ticks without a byte: after these a connection that is owed nothing is asked for a sign of life. */
const quietTicks = 1;
/** After these the server is asked about a connection that is owed an answer. */
const owedTicks = 3;
/** For these the server may take to answer about it. */
const patienceTicks = 5;

/** What was seen of a connection at the last tick, and for how many it has been so. */
interface Ticks {
  received: number;
  unsent: number;
  quiet: number;
  owed: number;
}

/** Nothing came since the last tick, and nothing went: a long upload is no silence. */
function isSilent(connection: Watched, { received, unsent }: Ticks): boolean {
  return connection.received() === received && connection.unsent() >= unsent;
}

interface Server {
  readonly config: ClientConfig;
  /** Connections that were closed while the server could not be asked. It may still hold their locks. */
  readonly abandoned: Set<string>;
  isBeingAsked: boolean;
  /** Since when it could not be asked, by `performance.now()`. */
  unreachableSince?: number | undefined;
}

/** Ticks, not times: those of a process that was frozen do not count. @param tick only tests pass another */
export function createConnectionWatch(tick = tickMilliseconds) {
  const watched = new Map<Watched, Ticks>();
  const servers = new Map<string, Server>();
  const silentSeconds = ((owedTicks - 1) * tick) / 1000;
  let timer: NodeJS.Timeout | undefined;

  return {
    add(connection: Watched): void {
      watched.set(connection, { received: -1, unsent: 0, quiet: 0, owed: 0 });
      const { address, config } = connection;
      if (!servers.has(address)) {
        servers.set(address, { config, abandoned: new Set(), isBeingAsked: false });
      }
      timer ??= setInterval(look, tick).unref();
    },

    remove(connection: Watched): void {
      watched.delete(connection);
      if (watched.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };

  function look(): void {
    const suspects = new Map<string, Watched[]>();
    for (const [connection, ticks] of watched) {
      const isQuiet = isSilent(connection, ticks);
      const isOwed = connection.isOwed();
      ticks.received = connection.received();
      ticks.unsent = connection.unsent();
      ticks.owed = isQuiet && isOwed ? ticks.owed + 1 : 0;
      ticks.quiet = isQuiet && !isOwed ? ticks.quiet + 1 : 0;
      if (ticks.quiet >= quietTicks) connection.beat();
      if (ticks.owed < owedTicks && !connection.isReadOnly()) continue;
      suspects.set(connection.address, [...(suspects.get(connection.address) ?? []), connection]);
    }
    for (const [address, server] of servers) {
      const found = suspects.get(address) ?? [];
      if (!server.isBeingAsked && found.length + server.abandoned.size > 0) void ask(server, found);
    }
  }

  async function ask(server: Server, suspects: readonly Watched[]): Promise<void> {
    server.isBeingAsked = true;
    const silent = suspects.filter((each) => (watched.get(each)?.owed ?? 0) >= owedTicks);
    const abandoned = [...server.abandoned];
    const beganAt = performance.now();
    const answer = await askServer(server.config, {
      silent,
      abandoned,
      silentSeconds,
      patienceMilliseconds: patienceTicks * tick,
    });
    server.isBeingAsked = false;
    if (answer !== "unreachable") server.unreachableSince = undefined;
    // It is there, but says nothing about them.
    if (answer === "refused") return;
    if (answer === "unreachable") {
      server.unreachableSince ??= beganAt;
      // A moment without a name server or a free port says nothing about long statements.
      if (performance.now() - server.unreachableSince < (patienceTicks - 1) * tick) return;
    }
    for (const connection of silent) {
      const ticks = watched.get(connection);
      // It may have been answered, or closed, meanwhile.
      if (ticks === undefined || ticks.owed < owedTicks) continue;
      if (!isSilent(connection, ticks)) continue;
      ticks.owed = 0;
      if (answer === "unreachable") server.abandoned.add(connection.id);
      else if (answer.atWork.has(connection.id)) continue;
      connection.destroy("the server does not answer");
    }
    if (answer === "unreachable") return;
    for (const id of abandoned) server.abandoned.delete(id);
    if (!answer.isWritable) return;
    // Another server has taken over at this address, or this one may be written again.
    for (const connection of suspects) {
      if (connection.isReadOnly() && !connection.isOwed()) {
        connection.destroy("the server is read-only, and another connection is not");
      }
    }
  }
}
