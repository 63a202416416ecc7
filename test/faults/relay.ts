/** A TCP relay between the service and a part that it needs. It can hinder the connections in several ways. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

export interface Relay {
  readonly port: number;
  /** Ends every hindrance. What was held back arrives. */
  pass(): Promise<void>;
  /** Refuses new connections and breaks the open ones. */
  refuse(): Promise<void>;
  /** Every piece, in both directions, arrives so many milliseconds later. */
  slow(milliseconds: number): void;
  /** Holds everything back, in open and new connections, and closes none. */
  silence(): void;
  /** The open connections stay silent for ever, as if the way forgot them; new ones work. */
  strand(): void;
  /** Breaks the open connections; new ones work. */
  cut(): void;
  /** Breaks the open connections, and answers nonsense in new ones. */
  babble(): void;
  /** The relay's own ports towards the part, by which the part knows its clients. */
  ports(): readonly number[];
  close(): Promise<void>;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  isStranded: boolean;
}

/** @param target where the part listens at the moment */
export async function startRelay(
  target: () => { readonly host?: string; readonly port: number },
): Promise<Relay> {
  const links = new Set<Link>();
  let lateBy = 0;
  /** Resolves when nothing is held back. */
  let free: PromiseWithResolvers<void> | undefined;
  let isBabbling = false;
  const babbling = new Set<Socket>();

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    if (isBabbling) {
      babbling.add(near);
      near.on("close", () => babbling.delete(near));
      babble(near);
      return;
    }
    const far = connect({ host: "127.0.0.1", ...target(), allowHalfOpen: true, noDelay: true });
    const link = { near, far, isStranded: false };
    links.add(link);
    connectTo(link, near, far);
    connectTo(link, far, near);
  });

  /** All that one side sends reaches the other in order. */
  function connectTo(link: Link, from: Socket, to: Socket): void {
    let before = Promise.resolve();
    const pass = (deliver: () => void) => {
      const dueAt = performance.now() + lateBy;
      const deliverAfter = async (earlier: Promise<void>) => {
        await earlier;
        const early = dueAt - performance.now();
        if (early > 0) await delay(early, undefined, { ref: false });
        if (free !== undefined) await free.promise;
        if (!link.isStranded) deliver();
      };
      before = deliverAfter(before);
    };
    from.on("data", (piece: Buffer) => pass(() => to.write(piece)));
    from.on("end", () => pass(() => to.end()));
    from.on("error", () => undefined);
    from.on("close", () =>
      pass(() => {
        to.destroy();
        links.delete(link);
      }),
    );
  }

  async function listen(port: number): Promise<void> {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  }

  function cut(): void {
    for (const { near, far } of links) {
      near.destroy();
      far.destroy();
    }
    links.clear();
    for (const near of babbling) near.destroy();
    babbling.clear();
  }

  async function refuse(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    cut();
    await closed;
  }

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async pass() {
      if (isBabbling) cut();
      isBabbling = false;
      lateBy = 0;
      free?.resolve();
      free = undefined;
      if (!server.listening) await listen(port);
    },
    refuse,
    slow: (milliseconds) => void (lateBy = milliseconds),
    silence: () => void (free ??= Promise.withResolvers()),
    strand() {
      for (const link of links) link.isStranded = true;
    },
    cut,
    babble() {
      cut();
      isBabbling = true;
    },
    ports: () => [...links].flatMap(({ far }) => far.localPort ?? []),
    close: refuse,
  };
}

/** Lines that look like some protocol, and bytes that are no text. */
const nonsense = [
  "HTTP/9.9 999 lorem\r\n\r\n",
  "999 ipsum\r\n",
  Buffer.alloc(64, 0xff),
  "250-dolor\r\n".repeat(100),
];

function babble(near: Socket): void {
  let said = 0;
  const say = () => near.write(nonsense[said++ % nonsense.length] ?? "");
  near.on("error", () => undefined);
  near.on("data", say);
  near.on("end", () => near.end());
  say();
}
