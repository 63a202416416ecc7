/**
 * The projection `audit`: for each organization a log, whose entries have a position, a leaf in the Merkle
 * tree and what they changed, and the history of roles (docs/decisions/0012-the-audit-log.md). What ends many roles at once is written by hand:
 * one statement, however many they are.
 */
import type pg from "pg";
import { parseRecord, type RecordedEvent } from "../../eventstore/codec.ts";
import type { StoredRecord } from "../../eventstore/port.ts";
import { idIn, memberStream, organizationStream } from "../../domain/streams.ts";
import { type Endings, runsOf } from "../engine/fold-in-memory.ts";
import type { Gathering, Projection } from "../engine/projection.ts";
import { organizationInKey } from "../engine/set-aside.ts";
import { slicesOf } from "../engine/slices.ts";
import {
  beginAudit,
  flushAudit,
  forgetAudit,
  loadAudit,
  measureAudit,
  writeEntries,
} from "./draft.ts";
import { addToManyLogs, costsOf } from "./fan-out.ts";
import { evolve, foldAudit, noState, streamsOf } from "./fold.ts";
import { isPersonal, personOf } from "./logs-of.ts";
import { expectNoMembership, readMemberships } from "./memberships.ts";

interface GatherBounds {
  /** Changed rows before they are written. */
  readonly changes: number;
  /** Held rows before they are released; a large one counts for several. */
  readonly rows: number;
}
/** Fewer than of other projections: a state is large. */
const usualBounds: GatherBounds = { changes: 10_000, rows: 50_000 };

/**
 * @param maxEntries how many entries are in memory at once
 * @param bounds only tests pass others
 */
export function auditWithin(maxEntries: number, bounds = usualBounds): Projection {
  const none: ReadonlySet<string> = new Set();
  return {
    name: "audit",
    version: 1,
    tables: ["audit_logs", "audit_entries", "audit_subtrees", "audit_states", "audit_roles"],
    foldIndexes: ["audit_roles_held_by_user", "audit_roles_held_in_solution"],

    async apply(batch, client, records, setAside = none) {
      const gathering = gather(client, { maxEntries, setAside, ...bounds });
      await gathering.fold(batch, records);
      await gathering.finish();
    },

    gather: (client) => gather(client, { maxEntries, setAside: none, ...bounds }),

    /** A person's event that is held back is missing in every log that it would enter. */
    async setAside(client, key, { stream }) {
      if (organizationInKey(key) !== undefined || !isPersonal(stream)) return undefined;
      const memberships = await readMemberships(client, [idIn(key)]);
      return memberships.map(({ organization_id: id }) => organizationStream(id));
    },
  };
}

export const audit: Projection = auditWithin(2_000);

/** What bounds a fold. */
interface FoldLimits extends GatherBounds {
  readonly maxEntries: number;
  /** The keys of the logs that stay as they are. */
  readonly setAside: ReadonlySet<string>;
}

function gather(client: pg.ClientBase, limits: FoldLimits): Gathering {
  const { maxEntries, setAside, changes, rows } = limits;
  const draft = beginAudit();
  let writing: Promise<void> = Promise.resolve();

  /** Not awaited: the database writes while the next events are folded. */
  async function begin(write: typeof flushAudit): Promise<void> {
    await writing;
    writing = write(draft, client);
    writing.catch(() => undefined);
  }

  async function writeAndForget(): Promise<void> {
    await begin(flushAudit);
    forgetAudit(draft);
  }

  async function foldSlice(events: readonly RecordedEvent[], records: readonly StoredRecord[]) {
    const wanted = {
      setAside,
      organizationIds: events.flatMap(({ metadata }) => metadata.organizationId ?? []),
      personIds: events.flatMap((event) => personOf(event) ?? []),
      streams: events.flatMap(streamsOf),
    };
    await loadAudit(draft, client, wanted);
    for (const [index, event] of events.entries()) {
      const record = records[index];
      if (record?.id !== event.eventId) throw new Error("the events and records do not match");
      foldAudit(draft, event, parseRecord(record));
    }
    const held = measureAudit(draft);
    if (held.size >= rows) await writeAndForget();
    else if (held.changes >= changes) await begin(flushAudit);
    else if (draft.entries.length >= maxEntries) await begin(writeEntries);
  }

  async function foldRun(events: readonly RecordedEvent[], records: readonly StoredRecord[]) {
    for (const { type, stream } of events) {
      if (type === "UserRegistered") expectNoMembership(draft, idIn(stream));
    }
    const costs = await costsOf(draft, client, events, records);
    for (const { start, end, rows: entries } of slicesOf(costs, maxEntries)) {
      const [event, record] = [events[start], records[start]];
      if (event === undefined || record === undefined) throw new Error("an event has no record");
      if (entries > maxEntries && personOf(event) !== undefined) {
        await writeAndForget();
        await foldWide(event, record, client, limits);
      } else await foldSlice(events.slice(start, end), records.slice(start, end));
    }
  }

  async function foldRuns(batch: readonly RecordedEvent[], records: readonly StoredRecord[]) {
    let done = 0;
    for (const { run, last, ending } of runsOf(batch, endings)) {
      await foldRun(run, records.slice(done, done + run.length));
      done += run.length;
      if (ending === undefined) continue;
      await writeAndForget();
      await client.query({ ...ending, values: endingValues(last) });
    }
  }

  return {
    async fold(batch, records) {
      try {
        await foldRuns(batch, records);
      } catch (error) {
        // If a write failed before, that is why.
        await writing;
        throw error;
      }
    },
    async finish() {
      await begin(flushAudit);
      await writing;
    },
    // All of a write was sent when it began.
    stop: async () => void (await Promise.allSettled([writing])),
  };
}

/** An event of a person in very many organizations. */
async function foldWide(
  event: RecordedEvent,
  record: StoredRecord,
  client: pg.ClientBase,
  { maxEntries, setAside }: FoldLimits,
): Promise<void> {
  const draft = beginAudit();
  await loadAudit(draft, client, {
    organizationIds: [],
    personIds: [],
    streams: streamsOf(event),
  });
  const before = draft.unit.states.get(event.stream) ?? noState(event.stream);
  const after = evolve(before, event, 0);
  const wide = { event, record, parsed: parseRecord(record), before, after, setAside };
  await addToManyLogs(client, wide, maxEntries);
}

/** $1 is the organization, $2 the actor, $3 their role, $4 a member stream's format, $5 the solution. */
const endings: Endings = {
  SolutionDeleted: {
    name: "audit solution ended",
    text: `with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $2::uuid,
               ended_by_role = $3::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.solution_id = $5::uuid and r.valid_to is null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = s.access #- array['solutions', $5::uuid::text]
           from ended
           where s.stream = format($4, ended.organization_id, ended.user_id)`,
  },
  OrganizationDeleted: {
    name: "audit organization ended",
    text: `with ended as (
             update audit_roles r set valid_to = l.effective_at, ended_by = $2::uuid,
               ended_by_role = $3::text, ended_position = l.size
             from audit_logs l
             where l.organization_id = $1::uuid and r.organization_id = l.organization_id
               and r.valid_to is null
             returning r.organization_id, r.user_id
           )
           update audit_states s set access = null
           from ended
           where s.stream = format($4, ended.organization_id, ended.user_id)`,
  },
};

function endingValues({ type, stream, metadata }: RecordedEvent): unknown[] {
  const { organizationId, actor } = metadata;
  const values = [organizationId, actor.userId, actor.role ?? null, memberStream("%s", "%s")];
  return type === "SolutionDeleted" ? [...values, idIn(stream)] : values;
}
