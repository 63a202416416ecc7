/** Takes all connections of a PostgreSQL, those of the service too. */
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { clientConfig, type Connection } from "../../src/platform/database/pool.ts";

const pauseMilliseconds = 20;

/** @returns gives them back */
export async function useUpConnections(connection: Connection): Promise<() => Promise<void>> {
  const taken: Client[] = [];
  const over = new AbortController();

  async function take(): Promise<void> {
    while (!over.signal.aborted) {
      const client = new Client({
        ...clientConfig(connection),
        database: "postgres",
        application_name: "faults",
      });
      client.on("error", () => undefined);
      try {
        await client.connect();
        taken.push(client);
      } catch {
        // There is none at the moment.
        await taken[0]?.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'muster%'",
        );
        await delay(pauseMilliseconds);
      }
    }
  }

  const taking = take();
  return async () => {
    over.abort();
    await taking;
    await Promise.all(taken.map((client) => client.end()));
  };
}
