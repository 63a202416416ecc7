/** A TCP relay between client and server, so that tests can cut the connection. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Link {
  readonly port: number;
  /** Breaks every open connection; accepts new ones at once. */
  readonly cut: () => void;
  /** Breaks every open connection and refuses new ones, like a dead server. */
  readonly down: () => Promise<void>;
  /** Accepts connections again, on the same port. */
  readonly up: () => Promise<void>;
  /** Keeps and accepts connections but passes nothing on, like a process that hangs (SIGSTOP). */
  readonly freeze: () => void;
  /** Passes everything on, also what waited. */
  readonly thaw: () => void;
  /** Calls back at each connection of a client. */
  readonly onConnection: (listener: () => void) => void;
  /** How many clients are connected, and how many have ever been. */
  readonly connections: () => { readonly open: number; readonly total: number };
}

export async function createLink(port: number, host = "127.0.0.1"): Promise<Link> {
  const open = new Set<Socket>();
  const clients = new Set<Socket>();
  const pipes = new Map<Socket, Socket>();
  let total = 0;
  let isFrozen = false;
  // Sends small messages at once, as without a relay.
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host, noDelay: true });
    total++;
    clients.add(near);
    near.on("close", () => clients.delete(near));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        pipes.delete(socket);
        other.destroy();
      });
      pipes.set(socket, other);
      if (!isFrozen) socket.pipe(other);
    }
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };

  await listen(0);
  const { port: own } = server.address() as AddressInfo;
  return {
    port: own,
    cut,
    async down() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
    up: () => listen(own),
    freeze() {
      isFrozen = true;
      for (const [from, to] of pipes) from.unpipe(to);
    },
    thaw() {
      isFrozen = false;
      for (const [from, to] of pipes) from.pipe(to);
    },
    onConnection: (listener) => void server.on("connection", listener),
    connections: () => ({ open: clients.size, total }),
  };
}
