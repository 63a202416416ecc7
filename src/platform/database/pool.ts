/** The connection pool, and how PostgreSQL's values are parsed. */
import {
  type ClientConfig,
  type CustomTypesConfig,
  Pool,
  type PoolClient,
  types as defaults,
} from "pg";
import { programVersion } from "../program.ts";
import { sessionsWith } from "./session.ts";
import { WatchedClient } from "./watched-client.ts";

/** How to reach a database: a URL, or the embedded server's socket directory. */
export type Connection =
  | { readonly connectionString: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
    };

const timestamptz: number = defaults.builtins.TIMESTAMPTZ;
const int8: number = defaults.builtins.INT8;

/** Parses timestamptz as RFC 3339 in UTC with milliseconds and int8 as bigint; otherwise the driver's defaults. */
const types: CustomTypesConfig = {
  getTypeParser(type: number, format?: "text" | "binary") {
    if (format !== "binary") {
      if (type === timestamptz) return toRfc3339;
      if (type === int8) return BigInt;
    }
    return defaults.getTypeParser(type, format);
  },
};

/** `2026-11-23 02:00:00.12+00` -> `2026-11-23T02:00:00.120Z`; `infinity` and `-infinity` stay as they are. */
function toRfc3339(text: string): string {
  if (text.endsWith("infinity")) return text;
  if (!text.endsWith("+00")) return inUtc(text);
  const time = text.slice(11, text.length - 3);
  const fraction = time.slice(9, 12).padEnd(3, "0");
  return `${text.slice(0, 10)}T${time.slice(0, 8)}.${fraction}Z`;
}

/** Sessions are in UTC (session.ts). The times of one that is not are still right. */
function inUtc(text: string): string {
  const [, local = "", sign, hours, minutes = 0, seconds = 0] =
    /^(.+)([+-])(\d+)(?::(\d+))?(?::(\d+))?$/.exec(text) ?? [];
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const time = Date.parse(`${local.replace(" ", "T")}Z`);
  return new Date(sign === "-" ? time + offset : time - offset).toISOString();
}

/** Version 0.1.0, which announces no instances, is told by the name without a version. */
export const namelessApplication = "muster";
const applicationName = `${namelessApplication} ${programVersion}`;

/** How every connection, pooled or not, is made. `beginSession` makes the rest of its settings. */
export function clientConfig(connection: Connection): ClientConfig {
  return {
    ...connection,
    types,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
}

/** @param name what PostgreSQL shows as the connections' application */
export function createPool(connection: Connection, max = 16, name = applicationName): Pool {
  const config = { ...clientConfig(connection), application_name: name, Client: WatchedClient };
  const pool = new Pool({ ...config, max, idleTimeoutMillis: 60_000, onConnect: sessionsWith() });
  // The pool replaces a broken connection at the next use, and a running query fails by itself. An
  // `error` event without a listener would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** Runs the work in one transaction; rolls back if it fails. */
export async function transaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
