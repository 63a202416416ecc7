/** A TCP relay that stands between client and server, so that tests can cut the line. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Link {
  readonly port: number;
  /** Breaks every open connection; new ones are welcome at once. */
  readonly cut: () => void;
  /** Breaks every open connection and refuses new ones, as a dead server does. */
  readonly down: () => Promise<void>;
  /** Takes connections again, on the same port. */
  readonly up: () => Promise<void>;
}

export async function createLink(port: number, host = "127.0.0.1"): Promise<Link> {
  const open = new Set<Socket>();
  // Small messages go at once, as they do without a relay between.
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host, noDelay: true });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
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
  };
}
