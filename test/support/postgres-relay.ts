/**
 * A relay in front of PostgreSQL, on a socket of its own, that can hold back the server's answers, and drop
 * everything as a network does that fails without a word.
 */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientConfig } from "pg";

export interface Relay<Connection extends ClientConfig = ClientConfig> {
  /** The given connection, through the relay. */
  readonly connection: Connection;
  /** From now on queries still reach the server, but its answers are held back. */
  holdAnswers(): void;
  /** Breaks all connections; new ones work. */
  cut(): void;
  /** The open connections pass nothing any more, and neither end hears of the other's. New ones work. */
  silence(): void;
  /** Whether new connections pass nothing, either. */
  isolate(isIsolated: boolean): void;
  /** The next so many new connections are closed at once. */
  refuse(count: number): void;
  /** Passes what clients send slowly. */
  slowDown(): void;
  close(): Promise<void>;
}

/** @param connection to a Unix socket; `host` is its directory */
export async function createRelay<Connection extends ClientConfig>(
  connection: Connection,
): Promise<Relay<Connection>> {
  const folder = await mkdtemp(join(tmpdir(), "muster-relay-"));
  const socketName = `.s.PGSQL.${connection.port}`;
  const open = new Set<Socket>();
  /** The ends that hear of nothing. */
  const silent = new Set<Socket>();
  let holding = false;
  let isolated = false;
  let refusals = 0;
  let isSlow = false;
  const server = createServer((near) => {
    if (refusals > 0) {
      refusals -= 1;
      near.destroy();
      return;
    }
    const far = connect(join(connection.host ?? "", socketName));
    const link = (from: Socket, to: Socket, isHeldBack: () => boolean): void => {
      open.add(from);
      if (isolated) silent.add(from);
      from.on("data", (bytes: Buffer) => {
        if (!silent.has(from) && !isHeldBack()) to.write(bytes);
      });
      from.on("close", () => {
        open.delete(from);
        if (!silent.delete(from)) to.destroy();
      });
      from.on("error", () => undefined);
    };
    link(near, far, () => false);
    near.on("data", () => {
      if (!isSlow) return;
      near.pause();
      setTimeout(() => near.resume(), 5);
    });
    link(far, near, () => holding);
  });
  server.listen(join(folder, socketName));
  await once(server, "listening");
  const cut = () => {
    holding = false;
    isolated = false;
    refusals = 0;
    silent.clear();
    for (const socket of open) socket.destroy();
  };
  return {
    connection: { ...connection, host: folder },
    holdAnswers() {
      holding = true;
    },
    cut,
    silence() {
      for (const socket of open) silent.add(socket);
    },
    isolate(isIsolated) {
      isolated = isIsolated;
    },
    refuse(count) {
      refusals = count;
    },
    slowDown() {
      isSlow = true;
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}
