/**
 * A rebuild of the directory, and of all projections, from a long log: its rate and memory for each million
 * events. BENCH_EVENTS is its length.
 */
import { randomBytes } from "node:crypto";
import { createCodec } from "../../src/eventstore/codec.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { projections } from "../../src/service/features.ts";
import { openBulkStore } from "../bulk-events.ts";
import { type Entry, watched } from "../contest.ts";
import { runMeasured } from "../load.ts";
import { eventsOfPerson, peoplePerOrganization, writePeopleLog } from "../people-log.ts";
import type { PassedInSteps, RebuildJob } from "../rebuilding.ts";
import { execute } from "../scratch-database.ts";
import type { Prepare } from "../systems.ts";

const events = Number(process.env["BENCH_EVENTS"] ?? 5_000_000);
const stepEvents = Math.min(1_000_000, events / 5);

export const longLog: Prepare = async ({ rig }) => {
  const connection = await rig.createDatabase("bench_long_log");
  const pool = createPool(connection);
  await migrate(pool);
  const masterKey = randomBytes(32);
  const store = await openBulkStore(pool);
  const organizations = Math.ceil(events / eventsOfPerson / peoplePerOrganization);
  const codec = createCodec(createPersonKeys(pool, masterKey));
  await writePeopleLog(store, codec, organizations * peoplePerOrganization);
  await store.end();
  await pool.end();
  await execute(connection, "vacuum analyze");
  return {
    entries: [
      ...entriesOf("directory", ["directory"]),
      ...entriesOf(
        "all projections",
        projections.map(({ name }) => name),
      ),
    ],
  };

  /** The whole rebuild, and then its parts, which are measured with it. */
  function entriesOf(name: string, names: readonly string[]): Entry[] {
    let last: PassedInSteps | undefined;
    const entry = (system: string, measure: Entry["measure"]): Entry => ({
      case: name,
      unit: "events/s",
      system,
      measure,
    });
    const whole = entry(`all ${events.toLocaleString("en-US")} events`, () =>
      watched(rig, {
        database: "bench_long_log",
        async run() {
          const job: RebuildJob = {
            connection,
            masterKey: masterKey.toString("base64"),
            names,
            stepEvents,
          };
          const passed = await runMeasured<PassedInSteps>("rebuilding.ts", job);
          last = passed;
          return passed;
        },
      }),
    );
    const parts = Array.from({ length: Math.floor(events / stepEvents) }, (_, index) =>
      entry(logPartNamed(index + 1), async () => {
        const step = last?.steps[index];
        if (step === undefined) throw new Error(`there is no part ${index + 1} of ${name}`);
        return { value: step.perSecond, memory: step.memory };
      }),
    );
    return [whole, ...parts];
  }
};

/** @param part from 1 */
const logPartNamed = (part: number) =>
  `events up to ${(part * stepEvents).toLocaleString("en-US")}`;
