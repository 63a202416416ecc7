/** A rebuild of the directory, and of all projections one after the other, from a realistic log. */
import { randomBytes } from "node:crypto";
import { createCodec } from "../../src/eventstore/codec.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { projections } from "../../src/service/features.ts";
import { type Entry, watched } from "../contest.ts";
import { openStore } from "../event-store.ts";
import { type Passed, runMeasured } from "../load.ts";
import { writePeopleLog } from "../people-log.ts";
import type { RebuildJob } from "../rebuilding.ts";
import type { Prepare } from "../systems.ts";

/** Each has 13 events. */
const people = 10_000;

export const rebuilds: Prepare = async ({ rig }) => {
  const connection = await rig.createDatabase("bench_rebuild");
  const pool = createPool(connection);
  await migrate(pool);
  const masterKey = randomBytes(32);
  const store = openStore({ connection });
  await writePeopleLog(store, createCodec(createPersonKeys(pool, masterKey)), people);
  await store.close();
  await pool.query("vacuum analyze");
  await pool.end();
  const entry = (name: string, names: readonly string[]): Entry => ({
    case: name,
    unit: "events/s",
    system: "Muster",
    measure() {
      const job: RebuildJob = { connection, masterKey: masterKey.toString("base64"), names };
      return watched(rig, {
        database: "bench_rebuild",
        run: () => runMeasured<Passed>("rebuilding.ts", job),
      });
    },
  });
  return {
    entries: [
      entry("directory", ["directory"]),
      entry(
        "all projections",
        projections.map(({ name }) => name),
      ),
    ],
  };
};
