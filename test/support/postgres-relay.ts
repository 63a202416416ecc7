/** A relay in front of PostgreSQL, on a socket of its own, that can hold back the server's answers. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientConfig } from "pg";

export interface Relay {
  /** The given connection, through the relay. */
  readonly connection: ClientConfig;
  /** From now on queries still reach the server, but its answers are held back. */
  holdAnswers(): void;
  /** Breaks the connections whose answers are held back; new ones work. */
  cut(): void;
  close(): Promise<void>;
}

/** @param connection to a Unix socket; `host` is its directory */
export async function createRelay(connection: ClientConfig): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), "muster-relay-"));
  const socketName = `.s.PGSQL.${connection.port}`;
  const open = new Set<Socket>();
  let holding = false;
  const server = createServer((near) => {
    const far = connect(join(connection.host ?? "", socketName));
    near.pipe(far);
    far.on("data", (answer: Buffer) => {
      if (!holding) near.write(answer);
    });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => undefined);
    }
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(join(folder, socketName));
  await once(server, "listening");
  const cut = () => {
    holding = false;
    for (const socket of open) socket.destroy();
    open.clear();
  };
  return {
    connection: { ...connection, host: folder },
    holdAnswers() {
      holding = true;
    },
    cut,
    async close() {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}
