/** A connection that is watched while it is open (connection-watch.ts). The service opens no other ones. */
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { Client, type ClientConfig, type Connection, Query } from "pg";
import { type ConnectionWatch, createConnectionWatch } from "./connection-watch.ts";

interface WatchedConfig extends ClientConfig {
  /** It gives signs of life within transactions, too: otherwise PostgreSQL ends one that stays idle there. */
  readonly beatsInTransactions?: boolean;
  /** Only tests pass another. */
  readonly watch?: ConnectionWatch;
}

/** What pg's client has besides its types. */
interface Inner {
  readonly connectionParameters: { application_name?: string };
  /** Has the server answered everything? */
  readonly readyForQuery?: boolean;
}

/** `writableLength` counts a large message until all of it is sent; only the queue shows that parts are. */
interface Sending extends Socket {
  readonly _handle?: { readonly writeQueueSize: number } | null;
}

interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/** PostgreSQL tells their values by itself, from version 14 on. */
const readOnlyParameters = new Set(["in_hot_standby", "default_transaction_read_only"]);
/** PostgreSQL cuts a longer application name, which ends with the id. */
const maxNameLength = 50;

const processWatch = createConnectionWatch();

/** Asks for an answer without a statement, so it costs no transaction. */
class Heartbeat extends Query {
  constructor() {
    super("", () => undefined);
    this.submit = (connection: Connection) => connection.sync();
  }
}

export class WatchedClient extends Client {
  constructor(config: WatchedConfig = {}) {
    super(config);
    const { watch = processWatch, beatsInTransactions = false } = config;
    const inner = this as unknown as Inner;
    const { connectionParameters: parameters } = inner;
    const id = randomBytes(6).toString("base64url");
    // After the constructor, because the URL may name the application.
    const name = (parameters.application_name ?? "muster").slice(0, maxNameLength);
    parameters.application_name = `${name} ${id}`;
    const readOnly = new Set<string>();
    const stream = (): Sending => this.connection.stream as Sending;
    const watched = {
      id,
      config,
      address: `${this.user} ${this.host} ${this.port} ${this.database}`,
      received: () => stream().bytesRead,
      unsent: () => stream().writableLength + (stream()._handle?.writeQueueSize ?? 0),
      isOwed: () => inner.readyForQuery !== true || stream().writableEnded,
      isReadOnly: () => readOnly.size > 0,
      beat: () => {
        const isIdle = this.getTransactionStatus() === "I";
        if (isIdle || beatsInTransactions) this.query(new Heartbeat());
      },
      destroy: (reason: string) => {
        stream().destroy(new Error(`Connection terminated: ${reason}`));
      },
    };
    this.connection.on("parameterStatus", (status: ParameterStatus) => {
      if (!readOnlyParameters.has(status.parameterName)) return;
      if (status.parameterValue === "on") readOnly.add(status.parameterName);
      else readOnly.delete(status.parameterName);
    });
    this.on("connect", () => watch.add(watched));
    this.on("end", () => watch.remove(watched));
    // Whoever uses it fails by its own statement. Without a listener, the event would end the process.
    this.on("error", () => undefined);
  }
}
