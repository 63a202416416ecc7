/**
 * EventStoreDB beside the embedded event store. TEST_EVENTSTORE_URL names an empty server, on which the events
 * stay: role changes through the service, then appends and reads through the port.
 */
import type { Contest } from "../contest.ts";
import { openStore } from "../event-store.ts";
import { overHttp } from "../over-http.ts";
import type { Prepare } from "../systems.ts";
import { type Appender, appendContest, embeddedAppender, portAppender } from "./append.ts";
import { readEntry } from "./read-all.ts";
import { musterPart } from "./role-change.ts";

const name = "Muster on EventStoreDB";
/** Nothing of it is in PostgreSQL. */
const noDatabase = "none";
const absent: Contest = {
  entries: [],
  leftOut: ["EventStoreDB: set TEST_EVENTSTORE_URL to an empty server"],
};

export const eventStoreDbCommands: Prepare = ({ rig, systems }) =>
  withUrl(async (url): Promise<Contest> => {
    const parts = [musterPart(await systems.muster()), musterPart(await systems.musterOn(url))];
    const contest = await overHttp(rig, parts, [64, 16, 1]);
    return {
      ...contest,
      async verify() {
        const verified = (await contest.verify?.()) ?? [];
        // What the next row appends means nothing to a service.
        await systems.stopMusterOn();
        return verified;
      },
    };
  });

/** The most events that one reading takes. */
const mostRead = 100_000;

export const eventStoreDbPort: Prepare = ({ rig }) =>
  withUrl(async (eventStoreUrl): Promise<Contest> => {
    const database = "bench_append_beside";
    const embedded = await embeddedAppender(rig, database);
    const other = eventStoreDbAppender(eventStoreUrl);
    const contest = await appendContest(rig, [embedded, other], [64, 1]);
    return {
      ...contest,
      entries: [
        ...contest.entries,
        ...[
          { system: "Muster", database, address: { connection: rig.connectionTo(database) } },
          { system: name, database: noDatabase, address: { eventStoreUrl } },
        ].map((readable) => readEntry(rig, readable, mostRead)),
      ],
    };
  });

function withUrl(prepare: (url: string) => Promise<Contest>): Promise<Contest> {
  const url = process.env["TEST_EVENTSTORE_URL"];
  return url === undefined ? Promise.resolve(absent) : prepare(url);
}

function eventStoreDbAppender(eventStoreUrl: string): Appender {
  const address = { eventStoreUrl };
  return portAppender(name, noDatabase, address, async () => {
    const store = openStore(address);
    let events = 0;
    for await (const batch of store.readAll(0n)) events += batch.length;
    await store.close();
    return events;
  });
}
