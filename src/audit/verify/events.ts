/** Goes through the events of a bundle once: order, leaves, personal data - and replays them. */
import { definitions, type DomainEvent } from "../../domain/catalogue.ts";
import { commitment } from "../../eventstore/commitments.ts";
import { isShown, roleChangesHeader, roleChangesLines } from "../bundle/tables.ts";
import { parseCloudEventLine, type Shown } from "../cloud-event.ts";
import { emptyRoot, leafHash } from "../merkle.ts";
import { type AuditRecord, canonicalRecord, parsedOf } from "../record.ts";
import { createReplay, type MemberRoleChange, type Replay } from "../replay.ts";
import { sealedCodec } from "../sealed-codec.ts";
import { createDigest, type Digest } from "./digest.ts";
import { type Failure, type FailureName, Unverifiable } from "./failures.ts";
import { createLeaves } from "./leaves.ts";
import { linesIn } from "./lines.ts";

export interface ReadEvents {
  readonly root: Buffer;
  readonly count: number;
  readonly replay: Replay;
  /** Of role-changes.csv, as it must be. */
  readonly roleChanges: { readonly digest: Digest; readonly count: number };
  /** The root that the log had when it was so long; undefined where it never was. */
  readonly rootAt: (size: number) => Buffer | undefined;
  /** Exports that the log tells of: what they said of its size and root. */
  readonly recorded: readonly {
    readonly size: number;
    readonly root: string;
    readonly position: number;
  }[];
  readonly failures: readonly Failure[];
}

export interface Expected {
  readonly organizationId: string;
  readonly last: number;
  readonly from: string | undefined;
  readonly onProgress: (events: number) => void;
}

const playedAtOnce = 500;
/** A line with more bytes than an event can have is none. */
const mostBytes = 8_000_000;

export async function readEvents(
  content: AsyncIterable<Buffer>,
  { organizationId, last, from, onProgress }: Expected,
): Promise<ReadEvents> {
  const leaves = createLeaves();
  const replay = createReplay();
  const digest = createDigest(roleChangesHeader());
  const found = new Map<FailureName, Failure>();
  const recorded: { size: number; root: string; position: number }[] = [];
  const order = orderOf(last);
  let count = 0;
  let roleChanges = 0;

  /** One kind of damage is named once, with the first place where it was met. */
  const fail = (name: FailureName, detail: string): void => {
    if (!found.has(name)) found.set(name, { name, detail });
  };

  function take({ record, disclosed }: Shown): void {
    const where = `position ${record.position}`;
    order.next(record.position);
    if (record.organizationId !== organizationId || !isOwnStream(record)) {
      fail("organization-mismatch", where);
    }
    if (disclosed !== undefined) {
      const { personalDigest } = record.data;
      if (commitment(disclosed.salt, disclosed.personal) !== personalDigest) {
        fail("personal-data-altered", where);
      }
    }
    leaves.append(leafHash(canonicalRecord(record)));
    count += 1;
    if (record.type === "EventLogExported") {
      const { size, root } = record.data as { size?: unknown; root?: unknown };
      recorded.push({ size: Number(size), root: String(root), position: record.position });
    }
  }

  /** Plays what was taken, many at once: one by one, waiting would take longer than the work. */
  async function play(batch: readonly Shown[]): Promise<void> {
    const events = await decoded(batch);
    const changes: MemberRoleChange[] = [];
    for (const [index, { record, disclosed }] of batch.entries()) {
      const event = events[index];
      if (event === undefined) continue;
      const place = { ...record, subjectId: record.subjectId, personal: disclosed?.personal };
      changes.push(...replay.play(event, place).filter((change) => isShown(change, from)));
    }
    digest.add(roleChangesLines(changes));
    roleChanges += changes.length;
    onProgress(count);
  }

  /** Undefined where an event is none that we know. */
  async function decoded(batch: readonly Shown[]): Promise<(DomainEvent | undefined)[]> {
    try {
      const events = await sealedCodec.decodeParsed(batch.map(({ record }) => parsedOf(record)));
      for (const event of events) if (isPlayed(event.stream)) checkData(event);
      return events;
    } catch (error) {
      const [first] = batch;
      if (first === undefined || batch.length > 1) {
        return (await Promise.all(batch.map((shown) => decoded([shown])))).flat();
      }
      fail("event-unknown", `position ${first.record.position}: ${(error as Error).message}`);
      return [undefined];
    }
  }

  // What follows a line that is none cannot be where it should be: the order tells no more than this.
  let batch: Shown[] = [];
  try {
    for await (const lines of linesIn(content, mostBytes)) {
      for (const line of lines) {
        const shown = parseCloudEventLine(line);
        take(shown);
        batch.push(shown);
      }
      if (batch.length < playedAtOnce) continue;
      await play(batch);
      batch = [];
    }
    await play(batch);
  } catch (error) {
    if (error instanceof Unverifiable) throw error;
    const [said = ""] = (error as Error).message.split("\n");
    fail("event-malformed", `line ${count + 1}: ${said.slice(0, 200)}`);
  }
  if (!found.has("event-malformed")) {
    const disorder = order.end();
    if (disorder !== undefined) fail(disorder.name, disorder.detail);
  }
  return {
    root: leaves.rootAt(count) ?? emptyRoot,
    count,
    replay,
    roleChanges: { digest, count: roleChanges },
    rootAt: leaves.rootAt,
    recorded,
    failures: [...found.values()],
  };
}

/** Streams whose events make the tables. */
function isPlayed(stream: string): boolean {
  return stream.startsWith("member-") || stream.startsWith("token-");
}

/** @throws where the data does not fit the type's schema, which the service checks when it writes */
function checkData({ type, data }: DomainEvent): void {
  definitions.get(type)?.definition.data.parse(data);
}

/** The streams whose names tell an organization, and whom they are about, must tell these. */
function isOwnStream({ stream, organizationId, subjectId }: AuditRecord): boolean {
  if (stream.startsWith("member-")) return stream === `member-${organizationId}.${subjectId}`;
  if (stream.startsWith("organization-")) return stream === `organization-${organizationId}`;
  return true;
}

/** Tells from the positions alone what was done to the order. */
function orderOf(last: number) {
  let expected = 1;
  let first: string | undefined;
  let isBackwards = false;
  let isRepeated = false;
  let highest = 0;
  let count = 0;
  return {
    next(position: number): void {
      count += 1;
      if (position !== expected) first ??= `expected position ${expected}, found ${position}`;
      if (position === expected - 1) isRepeated = true;
      else if (position < expected) isBackwards = true;
      highest = Math.max(highest, position);
      expected = position + 1;
    },
    end(): Failure | undefined {
      if (first !== undefined) {
        const name =
          isRepeated || count > last
            ? "events-inserted"
            : isBackwards
              ? "events-out-of-order"
              : "events-missing";
        return { name, detail: first };
      }
      if (highest < last)
        return { name: "events-truncated", detail: `ends at ${highest} of ${last}` };
      if (highest > last) return { name: "events-inserted", detail: `goes on behind ${last}` };
      return undefined;
    },
  };
}
