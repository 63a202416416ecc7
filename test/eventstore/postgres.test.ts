/** Runs the contract suite on the postgres adapter. */
import { clientConfig } from "../../src/platform/database/pool.ts";
import { createTestDatabase } from "../support/database.ts";
import { effort } from "../support/effort.ts";
import { eventStoreContract } from "./contract.ts";
import { openStore } from "./contract/open.ts";
import type { Subject } from "./contract/subject.ts";
import { createRelay } from "../support/postgres-relay.ts";

/** A deferred trigger runs within the commit. */
const slowly = `
  create function sleep_in_commit() returns trigger language plpgsql as
    'begin perform pg_sleep(random() * 0.005); return null; end';
  create constraint trigger slow after insert on events deferrable initially deferred
    for each row execute function sleep_in_commit()`;

async function createSubject(): Promise<Subject> {
  const database = await createTestDatabase();
  const { types: _, ...direct } = clientConfig(database.connection);
  const relay = await createRelay(direct);
  const { connection } = relay;
  const name = connection.database ?? "";
  const address = { adapter: "postgres", connection } as const;
  const cutConnections = async () => {
    await database.administer(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
      [name],
    );
  };
  return {
    store: openStore(address),
    another: async () => openStore(address),
    address,
    cutConnections,
    async slowCommits() {
      await database.pool.query(slowly);
      return async () => {
        await database.pool.query("drop function sleep_in_commit cascade");
      };
    },
    outage: {
      async begin() {
        await database.administer(`alter database ${name} allow_connections false`);
        await cutConnections();
      },
      async end() {
        await database.administer(`alter database ${name} allow_connections true`);
      },
    },
    hang: { begin: relay.holdAnswers, end: relay.cut },
    async cleanup() {
      await relay.close();
      await database.drop();
    },
  };
}

eventStoreContract("postgres", createSubject, effort(60, 1500));
