/** Reads the events of a bundle once: checks format, order and personal data, hashes and replays them. */
import { categoryOf, memberStream, organizationStream } from "../../../src/domain/streams.ts";
import { definitions, type DomainEvent } from "../../../src/domain/catalogue.ts";
import { commitment } from "../../../src/eventstore/commitments.ts";
import {
  isInRange,
  roleChangesHeader,
  roleChangesLines,
} from "../../../src/audit/bundle/tables.ts";
import { parseCloudEventLine, type ReadableRecord } from "../../../src/audit/cloud-event.ts";
import { leafHash } from "../../../src/audit/merkle.ts";
import { type AuditRecord, canonicalRecord, parsedOf } from "../../../src/audit/record.ts";
import { createReplay, type MemberRoleChange, type Replay } from "../../../src/audit/replay.ts";
import { sealedCodec } from "../../../src/audit/sealed-codec.ts";
import { blocksIn, linesOf } from "./blocks.ts";
import { createDigest, type Digest } from "./digest.ts";
import { type VerifyFailure, type FailureName, Unverifiable } from "./failures.ts";
import type { Leaves } from "./leaves.ts";
import { orderUpTo } from "./order.ts";

export interface ReadEvents {
  readonly count: number;
  readonly replay: Replay;
  /** The expected role-changes.csv. */
  readonly roleChanges: { readonly digest: Digest; readonly count: number };
  /** The exports that the log recorded, with its size and root at that time. */
  readonly recorded: readonly RecordedExport[];
  readonly failures: readonly VerifyFailure[];
}

export interface RecordedExport {
  readonly format: string;
  readonly size: number;
  readonly root: string;
  readonly position: number;
}

export interface Expected {
  readonly organizationId: string;
  readonly last: number;
  readonly from: string | undefined;
  readonly onProgress: (events: number) => void;
}

/** No event is longer. */
const maxLineBytes = 8_000_000;

/** @param leaves receives the hash of every event */
export async function readEvents(
  content: AsyncIterable<Buffer>,
  leaves: Leaves,
  { organizationId, last, from, onProgress }: Expected,
): Promise<ReadEvents> {
  const replay = createReplay();
  const digest = createDigest(roleChangesHeader());
  const found = new Map<FailureName, VerifyFailure>();
  const recorded: RecordedExport[] = [];
  const order = orderUpTo(last);
  let count = 0;
  let roleChanges = 0;

  /** Each kind of damage is reported once, with its first place. */
  const fail = (name: FailureName, detail: string): void => {
    if (!found.has(name)) found.set(name, { name, detail });
  };

  function take({ record, disclosed }: ReadableRecord): void {
    const where = `position ${record.position}`;
    order.next(record.position);
    leaves.append(leafHash(canonicalRecord(record)));
    if (record.organizationId !== organizationId || !isOwnStream(record)) {
      fail("organization-mismatch", where);
    }
    if (disclosed !== undefined) {
      const { personalDigest } = record.data;
      if (commitment(disclosed.salt, disclosed.personal) !== personalDigest) {
        fail("personal-data-altered", where);
      }
    }
    count += 1;
    if (record.type === "EventLogExported") {
      const { format, size, root } = record.data;
      const claim = { format: String(format), size: Number(size), root: String(root) };
      recorded.push({ ...claim, position: record.position });
    }
  }

  /** Replays a batch, because awaiting each event would take longer than the work. */
  async function play(batch: readonly ReadableRecord[]): Promise<void> {
    const events = await decoded(batch);
    const changes: MemberRoleChange[] = [];
    for (const [index, { record, disclosed }] of batch.entries()) {
      const event = events[index];
      if (event === undefined) continue;
      const place = { ...record, subjectId: record.subjectId, personal: disclosed?.personal };
      changes.push(...replay.play(event, place).filter((change) => isInRange(change, from)));
    }
    digest.add(roleChangesLines(changes));
    roleChanges += changes.length;
    onProgress(count);
  }

  /** Undefined for an unknown event. */
  async function decoded(batch: readonly ReadableRecord[]): Promise<(DomainEvent | undefined)[]> {
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

  // Reading ends at a malformed line, so that nothing can be said about the order.
  try {
    for await (const block of blocksIn(content, maxLineBytes)) {
      const batch: ReadableRecord[] = [];
      for (const line of linesOf(block)) {
        const shown = parseCloudEventLine(line);
        take(shown);
        batch.push(shown);
      }
      await play(batch);
    }
  } catch (error) {
    if (error instanceof Unverifiable) throw error;
    const [reason = ""] = (error as Error).message.split("\n");
    fail("event-malformed", `line ${count + 1}: ${reason.slice(0, 200)}`);
  }
  if (!found.has("event-malformed")) {
    const disorder = order.end();
    if (disorder !== undefined) fail(disorder.name, disorder.detail);
  }
  return {
    count,
    replay,
    roleChanges: { digest, count: roleChanges },
    recorded,
    failures: [...found.values()],
  };
}

/** Is it one of the streams from which the tables are made? */
function isPlayed(stream: string): boolean {
  return ["member", "token"].includes(categoryOf(stream));
}

/** @throws if the data does not match the type's schema, which the service checks when it writes */
function checkData({ type, data }: DomainEvent): void {
  definitions.get(type)?.definition.data.parse(data);
}

/** Do the ids in the stream's name match the entry's organization and subject? */
function isOwnStream({ stream, organizationId, subjectId = "" }: AuditRecord): boolean {
  const category = categoryOf(stream);
  if (category === "member") return stream === memberStream(organizationId, subjectId);
  if (category === "organization") return stream === organizationStream(organizationId);
  return true;
}
