/**
 * A pooler in front of PostgreSQL, on a socket of its own, which does what PgBouncer does: it answers the
 * startup itself, refuses parameters that it does not know, makes up the process that it tells, and lends a
 * client a server's session for as long as the client lives, or for a transaction.
 */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../src/platform/database/pool.ts";

export type PoolMode = "session" | "transaction";

export interface Pooler {
  /** The given connection, through the pooler. */
  readonly connection: Connection;
  close(): Promise<void>;
}

interface PoolerOptions {
  readonly mode: PoolMode;
  /** Lends the session that was unused the longest, like `server_round_robin`; else the last one used. */
  readonly isRoundRobin?: boolean;
}

/** A session of the server. */
interface Session {
  readonly socket: Socket;
  client: Socket | undefined;
}

const knownParameters = new Set(["user", "database", "client_encoding", "application_name"]);

export async function startPooler(
  connection: Connection,
  { mode, isRoundRobin = false }: PoolerOptions,
): Promise<Pooler> {
  if (!("host" in connection)) throw new Error("the test server listens on a socket");
  const { host, port, user, database } = connection;
  const folder = await mkdtemp(join(tmpdir(), "muster-pooler-"));
  const socketName = `.s.PGSQL.${port}`;
  const sockets = new Set<Socket>();
  const idle: Session[] = [];
  const lent = new Map<Socket, Session>();
  let clients = 0;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };

  function openSession(): Session {
    const socket = keep(connect(join(host, socketName)));
    const session: Session = { socket, client: undefined };
    let isReady = false;
    socket.write(startup({ user, database, client_encoding: "UTF8" }));
    socket.on(
      "data",
      framed((message) => {
        const isOver = message.toString("latin1", 0, 1) === "Z";
        const { client } = session;
        if (!isReady || client === undefined) {
          isReady ||= isOver;
          return;
        }
        client.write(message);
        const isIdle = isOver && message.toString("latin1", 5) === "I";
        if (mode === "session" || !isIdle) return;
        lent.delete(client);
        session.client = undefined;
        idle.push(session);
      }),
    );
    socket.once("close", () => session.client?.destroy());
    return session;
  }

  function sessionFor(client: Socket): Session {
    const session = lent.get(client) ?? (isRoundRobin ? idle.shift() : idle.pop()) ?? openSession();
    session.client = client;
    lent.set(client, session);
    return session;
  }

  const server = createServer((client) => {
    keep(client);
    client.once("data", (first: Buffer) => {
      const names = parametersOf(first);
      const refused = names.find((name) => !knownParameters.has(name));
      if (refused !== undefined) {
        client.end(refusal(`unsupported startup parameter: ${refused}`));
        return;
      }
      clients += 1;
      client.write(welcome(1_000_000 + clients));
      client.on(
        "data",
        framed((message) => {
          if (message.toString("latin1", 0, 1) === "X") client.end();
          else sessionFor(client).socket.write(message);
        }),
      );
    });
    client.once("close", () => {
      lent.get(client)?.socket.destroy();
      lent.delete(client);
    });
  });
  server.listen(join(folder, socketName));
  await once(server, "listening");
  return {
    connection: { ...connection, host: folder },
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}

/** Calls the handler with each whole message: a letter, a length and the content. */
function framed(handle: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1;
      handle(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

/** Names and values, each ended by a zero, after the length and the protocol's version. */
function parametersOf(startupMessage: Buffer): string[] {
  const texts = startupMessage.toString("utf8", 8).split("\0");
  return texts.filter((text, index) => index % 2 === 0 && text !== "");
}

function startup(parameters: Record<string, string>): Buffer {
  const body = `${Object.entries(parameters).flat().join("\0")}\0\0`;
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + Buffer.byteLength(body), 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, Buffer.from(body)]);
}

function message(letter: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, "latin1");
  head.writeInt32BE(4 + content.length, 1);
  return Buffer.concat([head, content]);
}

const refusal = (text: string): Buffer =>
  message("E", Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${text}\0\0`));

/** Authentication is done, the process, and that it is ready. */
function welcome(process: number): Buffer {
  const key = Buffer.alloc(8);
  key.writeInt32BE(process, 0);
  return Buffer.concat([
    message("R", Buffer.alloc(4)),
    message("K", key),
    message("Z", Buffer.from("I")),
  ]);
}
