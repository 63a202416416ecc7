/** Compares the service with what it has acknowledged: the log, the read models and the answers. */
import type { Pool } from "pg";
import { listUnfinished } from "../../src/projections/directory/queries/unfinished.ts";
import { type LoadRecord, outcomeOf } from "../support/keyed-writers.ts";
import { listedMembers } from "../support/listed-members.ts";
import { caughtUp, digests, type Entry, readLog, withStore } from "./record.ts";
import type { OpenStage } from "./stage.ts";

export interface Findings {
  /** Acknowledged, but not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly twice: readonly string[];
  /** Begun and not finished. */
  readonly halfDone: readonly string[];
  /** All else that must not be. */
  readonly other: readonly string[];
}

/** How many acknowledged commands are sent again, to see that they have the same answer. */
const repeats = 20;
const attempts = 5;

/** Call it while nothing is asked of the service. @param loads all of the stage, the newest one last */
export async function findingsOf(open: OpenStage, loads: readonly LoadRecord[]): Promise<Findings> {
  return withStore(open, async (store) => {
    const { pool } = open.stage.server;
    await caughtUp(store, pool);
    const log = await readLog(store);
    const written = compareEvents(log, loads);
    const listed = await compareMembers(open, loads);
    return {
      lost: [...written.lost, ...listed.lost],
      twice: [...written.twice, ...listed.twice, ...idsTwice(log)],
      halfDone: await halfDone(log, pool),
      other: [
        ...gaps(log, store.positionUnit === "events"),
        ...(await gapsOfLogs(pool)),
        ...(await otherAnswers(open, loads)),
        ...(await compareReplay(open, store)),
      ],
    };
  });
}

/** The streams of the load hold exactly what was acknowledged. */
export function compareEvents(
  log: readonly Pick<Entry, "stream" | "type">[],
  loads: readonly Pick<LoadRecord, "streams" | "events">[],
) {
  const streams = new Set(loads.flatMap((load) => [...load.streams]));
  const found = new Map<string, number>();
  for (const { stream, type } of log) {
    if (!streams.has(stream)) continue;
    const name = `${stream} ${type}`;
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  const expected = new Map(loads.flatMap(({ events }) => [...events]));
  const names = [...new Set([...found.keys(), ...expected.keys()])];
  const differing = (sign: 1 | -1) =>
    names.filter((name) => sign * ((found.get(name) ?? 0) - (expected.get(name) ?? 0)) > 0);
  return { lost: differing(-1), twice: differing(1) };
}

/** The list of members shows those that must be there, with their roles, and nobody of the removed. */
async function compareMembers({ stage }: OpenStage, loads: readonly LoadRecord[]) {
  const { url, organizationId, owner: token } = stage;
  const listed = await listedMembers({ url, organizationId, token });
  const lost = loads
    .flatMap(({ members }) => [...members])
    .filter(([email, role]) => listed.get(email) !== role)
    .map(([email, role]) => `${email} is listed as ${listed.get(email)} instead of ${role}`);
  const twice = loads
    .flatMap(({ removed }) => [...removed])
    .filter((email) => listed.has(email))
    .map((email) => `${email} is listed, though removed`);
  return { lost, twice };
}

function idsTwice(log: readonly Entry[]): string[] {
  const ids = new Set<string>();
  return log.flatMap(({ id, stream }) => {
    if (ids.has(id)) return [`${stream}: the event ${id} is there twice`];
    ids.add(id);
    return [];
  });
}

/** Every revision follows its predecessor; so does every position, where they count events. */
export function gaps(
  log: readonly Pick<Entry, "stream" | "revision" | "position">[],
  areCounted: boolean,
): string[] {
  const revisions = new Map<string, number>();
  let last = 0n;
  return log.flatMap(({ stream, revision, position }) => {
    const found: string[] = [];
    if (revision !== (revisions.get(stream) ?? -1) + 1)
      found.push(`${stream}: a gap at ${revision}`);
    if (areCounted && position !== last + 1n) found.push(`a gap before position ${position}`);
    revisions.set(stream, revision);
    last = position;
    return found;
  });
}

/** The logs of the organizations count their entries from 1 without a gap. */
async function gapsOfLogs(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ organization_id: string }>(
    `select l.organization_id from audit_logs l
     left join (select organization_id, count(*) as entries, max(position) as last
                from audit_entries group by organization_id) e using (organization_id)
     where l.size <> coalesce(e.entries, 0) or l.size <> coalesce(e.last, 0)`,
  );
  return rows.map(({ organization_id: id }) => `the log of the organization ${id} has gaps`);
}

/** Addresses without their user, ownerships and solutions without their other half, keys without an answer. */
async function halfDone(log: readonly Entry[], pool: Pool): Promise<string[]> {
  const users = new Set(
    log.filter(({ type }) => type === "UserRegistered").map(({ stream }) => stream),
  );
  const holders = new Map<string, string>();
  for (const { stream, type, data } of log) {
    if (type === "EmailClaimed")
      holders.set(stream, (JSON.parse(data) as { userId: string }).userId);
    if (type === "EmailReleased") holders.delete(stream);
  }
  const unheld = [...holders].filter(([, userId]) => !users.has(`user-${userId}`));
  const unfinished = await listUnfinished(pool, "9999-01-01T00:00:00.000Z", 1_000);
  const { rows: open } = await pool.query<{ route: string; key: string }>(
    // Whoever has ended their session cannot ask for the answer again.
    "select route, key from idempotency_keys where status is null and route <> 'DELETE /v1/session'",
  );
  return [
    ...unheld.map(([stream, userId]) => `${stream} is held by ${userId}, who is not registered`),
    ...unfinished.map((step) => `unfinished: ${JSON.stringify(step)}`),
    ...open.map(({ route, key }) => `${route} with the key ${key} has no answer`),
  ];
}

/** A repeat of a command gets the answer that was acknowledged. */
async function otherAnswers({ stage }: OpenStage, loads: readonly LoadRecord[]): Promise<string[]> {
  const acknowledged = loads.at(-1)?.acknowledged ?? [];
  const found: string[] = [];
  for (let count = 0; count < Math.min(repeats, acknowledged.length); count += 1) {
    const one = stage.random.pick(acknowledged);
    const [first, again] = [one, await one.repeat()].map(({ answer }) =>
      JSON.stringify(outcomeOf(answer)),
    );
    if (first !== again) found.push(`a repeat was answered ${again} instead of ${first}`);
  }
  return found;
}

/** A rebuild of all read models from the log changes none. */
async function compareReplay(
  { stage }: OpenStage,
  store: Parameters<typeof caughtUp>[0],
): Promise<string[]> {
  const { pool } = stage.server;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const from = await caughtUp(store, pool);
    const before = await digests(pool);
    await stage.muster("projections", "rebuild", "--all");
    const to = await caughtUp(store, pool);
    const after = await digests(pool);
    // A job has appended something meanwhile, which the first digests lack.
    if (from !== to) continue;
    return [...before]
      .filter(([table, digest]) => digest !== after.get(table))
      .map(([table, digest]) => `${table} has ${digest}; a replay makes ${after.get(table)}`);
  }
  return ["the read models could not be compared: something is appended all the time"];
}
