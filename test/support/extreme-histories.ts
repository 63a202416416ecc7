/**
 * Histories of extreme events: every type of the catalogue, with content that its schema allows at the
 * limits, in streams that begin as deciders let them begin. Afterwards a stream may hold its events in any
 * order, and streams are interleaved at will.
 */
import { createSecretKey } from "node:crypto";
import * as fc from "fast-check";
import { definitions } from "../../src/domain/catalogue.ts";
import type { AnyEvent, EventDefinition } from "../../src/domain/event.ts";
import * as streams from "../../src/domain/streams.ts";
import { createCodec, metadataSchema, type RecordedEvent } from "../../src/eventstore/codec.ts";
import type { StoredRecord } from "../../src/eventstore/port.ts";
import { id } from "./event-log.ts";
import { extremesOf } from "./extremes.ts";

/** Few ids, so that events meet each other. */
const ids = fc.constantFrom(id(1), id(2), "ffffffff-ffff-ffff-ffff-ffffffffffff");

/** The events with which a stream begins, by category. The others have one type, or need no beginning. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  organization: ["OrganizationFounded"],
  user: ["UserRegistered"],
  member: ["MemberFounded", "MemberInvited"],
  solution: ["SolutionRegistered"],
  token: ["TokenIssued"],
  session: ["UserLoggedIn"],
  notification: ["NotificationRequested"],
};

/** These happen once in a stream. */
const isOnce = (type: string): boolean =>
  Object.values(beginnings).flat().includes(type) && !type.startsWith("Member");

interface Step {
  readonly event: AnyEvent;
  readonly metadata: { readonly occurredAt: string } & Record<string, unknown>;
  /** Choose the stream. */
  readonly first: string;
  readonly second: string;
}

const stepOf = ({ type, data, personal }: EventDefinition): fc.Arbitrary<Step> =>
  fc
    .record({
      data: extremesOf(data, ids),
      personal: personal === undefined ? fc.constant(undefined) : extremesOf(personal, ids),
      metadata: extremesOf(metadataSchema, ids),
      first: ids,
      second: ids,
    })
    .map(({ data, personal, ...rest }) => ({
      ...(rest as Omit<Step, "event">),
      event: { type, data, ...(personal !== undefined && { personal }) } as AnyEvent,
    }));

const typeOf = (type: string): EventDefinition => {
  const found = definitions.get(type)?.definition;
  if (found === undefined) throw new Error(`${type} is not in the catalogue`);
  return found;
};

/** One event of every type, and for every stream that they need one that begins it. */
const everyType: fc.Arbitrary<readonly Step[]> = fc.tuple(
  ...[...definitions.values()].map(({ definition }) => stepOf(definition)),
);
const everyBeginning = fc.record(
  Object.fromEntries(
    Object.entries(beginnings).map(([category, types]) => [
      category,
      fc.array(fc.oneof(...types.map((type) => stepOf(typeOf(type)))), {
        minLength: 9,
        maxLength: 9,
      }),
    ]),
  ),
);

/** Events by stream, each in the order of its stream. */
type ByStream = ReadonlyMap<string, readonly Step[]>;

const worlds: fc.Arbitrary<ByStream> = fc
  .tuple(
    fc.shuffledSubarray([...definitions.keys()], { minLength: definitions.size }),
    everyType,
    everyBeginning,
  )
  .map(([order, events, begin]) => {
    const sorted = events.toSorted(
      (a, b) => order.indexOf(a.event.type) - order.indexOf(b.event.type),
    );
    const found = new Map<string, Step[]>();
    const begun = new Map(Object.entries(begin).map(([category, steps]) => [category, [...steps]]));
    for (const step of sorted) {
      const stream = streamOf(step);
      const begins = beginnings[streams.categoryOf(stream)]?.includes(step.event.type) === true;
      const held = found.get(stream);
      if (held !== undefined && !isOnce(step.event.type)) held.push(step);
      if (held !== undefined) continue;
      const needs =
        !begins && !streams.idIn(stream).includes(".") ? streams.categoryOf(stream) : "";
      const isMember = streams.categoryOf(stream) === "member" && !begins;
      const beginning = begun.get(isMember ? "member" : needs)?.pop();
      found.set(stream, beginning === undefined ? [step] : [beginning, step]);
    }
    return found;
  });

function streamOf({ event, first, second }: Step): string {
  switch (definitions.get(event.type)?.category) {
    case "organization":
      return streams.organizationStream(first);
    case "user":
      return streams.userStream(first);
    case "member":
      return streams.memberStream(first, second);
    case "solution":
      return streams.solutionStream(first);
    case "token":
      return streams.tokenStream(first);
    case "session":
      return streams.sessionStream(first);
    case "export":
      return streams.exportStream(first);
    case "notification":
      return event.type === "NotificationRead"
        ? streams.readingStream(first, second)
        : streams.notificationStream(first);
    default:
      return streams.emailStream(first);
  }
}

/** A history as projections get it: decoded, and as stored. */
export interface ExtremeHistory {
  readonly events: readonly RecordedEvent[];
  readonly records: readonly StoredRecord[];
}

/** The same streams, interleaved in two ways. */
export const extremeHistories: fc.Arbitrary<
  readonly [ByStream, readonly number[], readonly number[]]
> = fc.tuple(worlds, interleaving(), interleaving());

function interleaving(): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.nat(1000), { minLength: 150, maxLength: 150 });
}

const key = createSecretKey(Buffer.alloc(32, 3));
const codec = createCodec({
  forWriting: async () => key,
  forReading: async (subjects) => new Map([...subjects].map((subject) => [subject, key])),
});

/** Writes and reads the streams' events through the codec, in one order of all. */
export async function historyOf(
  byStream: ByStream,
  picks: readonly number[],
): Promise<ExtremeHistory> {
  const records: StoredRecord[] = [];
  const rest = [...byStream].map(([stream, steps]) => ({ stream, steps, next: 0 }));
  for (let turn = 0; rest.length > 0; turn += 1) {
    const index = (picks[turn % picks.length] ?? 0) % rest.length;
    const at = rest[index];
    const step = at?.steps[at.next];
    if (at === undefined || step === undefined) throw new Error("a stream has no more events");
    const position = BigInt(records.length + 1);
    const [record] = await codec.encode(at.stream, [
      {
        event: withFreshIds(step.event, records.length),
        eventId: id(1_000_000 + records.length),
        metadata: metadataOf(at.stream, step),
      },
    ]);
    if (record === undefined) throw new Error("one event makes one record");
    records.push({ ...record, stream: at.stream, revision: at.next, position });
    at.next += 1;
    if (at.next === at.steps.length) rest.splice(index, 1);
  }
  return { records, events: await codec.decode(records) };
}

/** Each sending has an id of its own. */
function withFreshIds(event: AnyEvent, number: number): AnyEvent {
  if (event.type !== "InviteIssued") return event;
  return { ...event, data: { ...event.data, sendingId: id(2_000_000 + number) } };
}

/** As commands record it: personal streams belong to no organization. */
function metadataOf(stream: string, { metadata, second }: Step) {
  const drawn = metadata as ReturnType<typeof metadataSchema.parse>;
  const ofStream = streams.idIn(stream);
  switch (streams.categoryOf(stream)) {
    case "user":
      return { ...drawn, organizationId: undefined, subjectId: ofStream };
    case "email":
    case "token":
    case "session":
      return { ...drawn, organizationId: undefined, subjectId: second };
    case "member": {
      const { organizationId, userId } = streams.membershipIn(stream);
      return { ...drawn, organizationId, subjectId: userId };
    }
    case "organization":
      return { ...drawn, organizationId: ofStream };
    default:
      return { ...drawn, organizationId: id(1), subjectId: second };
  }
}
