/** The codec reads what it wrote, personal data only with its key, and every schema version forever. */
import { createSecretKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { definitions } from "../../src/domain/catalogue.ts";
import { defineEvents } from "../../src/domain/event.ts";
import { closed, createCodec, parseRecord, type PersonKeys } from "../../src/eventstore/codec.ts";
import { upcast } from "../../src/eventstore/stored-content.ts";
import { commitment } from "../../src/eventstore/commitments.ts";
import { checkAppend } from "../../src/eventstore/limits.ts";
import type { NewRecord, StoredRecord } from "../../src/eventstore/port.ts";
import { allTypes, metadata, sampleOf, subjectId } from "./samples.ts";

const key = createSecretKey(Buffer.alloc(32, 3));
const keysOf = (entries: ReadonlyMap<string, typeof key>): PersonKeys => ({
  forWriting: async (personId) => entries.get(personId),
  forReading: async () => entries,
});
const codec = createCodec(keysOf(new Map([[subjectId, key]])));
const erased = createCodec(keysOf(new Map()));
const eventId = "00000000-0000-7000-8000-00000000000e";

const streamFor = (type: string) => `${definitions.get(type)?.category}-stream`;
const stored = (stream: string, record: NewRecord): StoredRecord => ({
  ...record,
  stream,
  revision: 0,
  position: 1n,
});

async function encode(type: string): Promise<StoredRecord> {
  const stream = streamFor(type);
  const [record] = await codec.encode(stream, [{ event: sampleOf(type), eventId, metadata }]);
  if (record === undefined) throw new Error("one event makes one record");
  return stored(stream, record);
}

const personal = allTypes.filter((type) => definitions.get(type)?.definition.personal);

test.each(allTypes)("%s is read as it was written", async (type) => {
  const [decoded] = await codec.decode([await encode(type)]);
  const schemaVersion = definitions.get(type)?.definition.version;
  expect(decoded).toMatchObject({ ...sampleOf(type), eventId, metadata, schemaVersion });
});

test.each(allTypes)("%s is not parsed again by an append", async (type) => {
  const event = sampleOf(type);
  const records = await codec.encode(streamFor(type), [{ event, eventId, metadata }]);
  const parse = vi.spyOn(JSON, "parse");
  checkAppend(streamFor(type), "none", records);
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});

describe("personal data", () => {
  test.each(personal)("of %s is never stored unsealed", async (type) => {
    const { data, metadata: text } = await encode(type);
    expect(`${data}${text}`).not.toMatch(/c[aä]nary|🐤/i);
  });

  test.each(personal)("of %s is null once the person was erased", async (type) => {
    const [decoded] = await erased.decode([await encode(type)]);
    expect(decoded).toMatchObject({ type, data: sampleOf(type).data, personal: null });
  });

  test("of an erased person is not written", async () => {
    const sample = { event: sampleOf("UserRegistered"), eventId, metadata };
    const [record] = await erased.encode("user-stream", [sample]);
    expect(JSON.parse(record?.data ?? "")).toEqual({ personal: null });
  });

  test("opens only in its own event, and only if it was not altered", async () => {
    const record = await encode("UserRegistered");
    const elsewhere = { ...record, stream: "user-another" };
    await expect(codec.decode([elsewhere])).rejects.toThrow();
    await expect(codec.decode([{ ...record, id: subjectId }])).rejects.toThrow();
    const { personal: box } = JSON.parse(record.data) as { personal: string };
    const flipped = Buffer.from(box, "base64");
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const data = JSON.stringify({ personal: flipped.toString("base64") });
    await expect(codec.decode([{ ...record, data }])).rejects.toThrow();
  });

  test.each(personal)("of %s is kept from who does not say that they read it", async (type) => {
    const forReading = vi.fn<PersonKeys["forReading"]>();
    const sealed = createCodec({ ...keysOf(new Map()), forReading });
    const record = await encode(type);
    for (const decoded of [
      await sealed.decode([record], {}),
      (await codec.decode([record])).map(closed),
    ]) {
      const [event = { type: "none" }] = decoded;
      expect(() => "personal" in event && event.personal).toThrow("readsPersonal");
      const { data } = sampleOf(type);
      for (const [name, value] of Object.entries({ type, data, eventId, metadata })) {
        expect(event).toHaveProperty(name, value);
      }
    }
    expect(forReading).not.toHaveBeenCalled();
  });

  test.each(personal)(
    "of %s is disclosed with its proof, and only while there is a key",
    async (type) => {
      const record = parseRecord(await encode(type));
      const [disclosed] = await codec.disclose([record]);
      expect(sampleOf(type)).toMatchObject({ personal: disclosed?.personal });
      const { salt = Buffer.alloc(0), personal: shown = {} } = disclosed ?? {};
      expect(commitment(salt, shown)).toBe(record.data.personalDigest);
      expect(commitment(salt, { ...shown, more: "" })).not.toBe(record.data.personalDigest);
      expect(commitment(Buffer.alloc(32), shown)).not.toBe(record.data.personalDigest);
      expect(await erased.disclose([record])).toEqual([undefined]);
    },
  );

  test("is sealed differently each time, so that equal values do not look equal", async () => {
    const [one, two] = [await encode("UserRegistered"), await encode("UserRegistered")];
    expect(one.data).not.toBe(two.data);
  });
});

describe("an invalid event is refused, on writing and on reading", () => {
  test("unknown, missing or malformed fields", async () => {
    for (const data of [{ userId: "not an id" }, { userId: subjectId, more: 1 }, {}]) {
      const event = { type: "EmailClaimed", data };
      await expect(codec.encode("email-x", [{ event, eventId, metadata }])).rejects.toThrow();
    }
  });

  test("what a read model could not hold is never stored", async () => {
    const sample = sampleOf("NotificationRequested");
    for (const startAt of ["2026-11-31T12:00:00.000Z", "2026-03-01T25:61:00.000Z"]) {
      const event = { ...sample, data: { ...sample.data, startAt } };
      const toWrite = [{ event, eventId, metadata }];
      await expect(codec.encode("notification-x", toWrite)).rejects.toThrow();
    }
    for (const faulty of [
      { occurredAt: "2026-02-29T12:00:00.000Z" },
      { organizationId: "none" },
      { subjectId: "a\u0000b" },
      { actor: { userId: "SYSTEM", via: "SYSTEM" as const } },
      { correlationId: "\ud800" },
    ]) {
      const toWrite = [
        { event: sampleOf("EmailClaimed"), eventId, metadata: { ...metadata, ...faulty } },
      ];
      await expect(codec.encode("email-x", toWrite), JSON.stringify(faulty)).rejects.toThrow();
    }
  });

  test("an event in a stream of another category", async () => {
    const event = sampleOf("EmailClaimed");
    await expect(codec.encode("user-x", [{ event, eventId, metadata }])).rejects.toThrow(/belong/);
    const record = await encode("EmailClaimed");
    await expect(codec.decode([{ ...record, stream: "user-x" }])).rejects.toThrow(/belong/);
  });

  test("an unknown type, or a version newer than the program", async () => {
    const record = await encode("EmailClaimed");
    await expect(codec.decode([{ ...record, type: "Unknown" }])).rejects.toThrow(/catalogue/);
    const newer = record.metadata.replace('"schemaVersion":1', '"schemaVersion":2');
    await expect(codec.decode([{ ...record, metadata: newer }])).rejects.toThrow(/newer/);
  });
});

test("an older event is upcast version by version", () => {
  const { Grown: definition } = defineEvents({
    Grown: {
      version: 3,
      summary: "For this test.",
      data: z.strictObject({ names: z.array(z.string()), count: z.int() }),
    },
  });
  const steps = [
    ({ data }: { data: Record<string, unknown> }) => ({
      data: { names: [data["name"]] },
      personal: undefined,
    }),
    ({ data }: { data: Record<string, unknown> }) => ({
      data: { ...data, count: (data["names"] as string[]).length },
      personal: undefined,
    }),
  ];
  const first = { data: { name: "Ada" }, personal: undefined };
  expect(upcast(definition, 1, first, steps).data).toEqual({ names: ["Ada"], count: 1 });
  const second = { data: { names: ["Ada", "Bob"] }, personal: undefined };
  expect(upcast(definition, 2, second, steps).data).toEqual({ names: ["Ada", "Bob"], count: 2 });
  expect(() => upcast(definition, 1, first, steps.slice(0, 1))).toThrow(/no upcaster from/);
  expect(() => upcast(definition, 2, first, steps)).toThrow();
});

describe("golden records: every version ever written can be read forever", async () => {
  const path = join(import.meta.dirname, "golden", "events.jsonl");
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  const golden = lines.map(
    (line) => JSON.parse(line) as { record: Omit<StoredRecord, "position">; event: object },
  );

  test.each(golden.map((each) => [each.record.type, each] as const))(
    "%s",
    async (_, { record, event }) => {
      const [decoded] = await codec.decode([{ ...record, position: 1n }]);
      expect(decoded).toMatchObject(event);
    },
  );

  test("every type and version of the catalogue has one", async () => {
    const known = new Set(
      golden.map(({ record }) => {
        const { schemaVersion } = JSON.parse(record.metadata) as { schemaVersion: number };
        return `${record.type} ${schemaVersion}`;
      }),
    );
    const missing = [...definitions.values()].filter(
      ({ definition: { type, version } }) => !known.has(`${type} ${version}`),
    );
    const toAdd = await Promise.all(
      missing.map(async ({ definition: { type } }) => {
        const { position: _, ...record } = await encode(type);
        return JSON.stringify({ record, event: sampleOf(type) });
      }),
    );
    expect(toAdd, `append to ${path} and never change it again:\n${toAdd.join("\n")}`).toEqual([]);
  });
});
