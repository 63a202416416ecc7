/** Exports over HTTP: formats, filters, resuming, rights, bounds, and the event that records each. */
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberStream } from "../../../src/domain/streams.ts";
import { parseCloudEventLine } from "../../../src/audit/cloud-event.ts";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { eventually, patience } from "../../support/eventually.ts";

let service: TestService;
let organization: string;
let url: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  url = await service.app.listen({ port: 0, host: "127.0.0.1" });
  // The first reading of the hour is in the log itself.
  await listed();
});
afterAll(() => service.stop());

const owner = () => service.signIn(service.ownerId);
const call = async (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: await owner(), body });
const exported = async (query: string, token?: string) =>
  service.app.inject({
    url: `${organization}/export${query}`,
    headers: { authorization: `Bearer ${token ?? (await owner())}` },
  });
const lines = (text: string): string[] => text.split("\n").slice(0, -1);

interface Event {
  readonly position: number;
  readonly type: string;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly data: Record<string, unknown>;
}
const listed = async (): Promise<Event[]> =>
  (await call("GET", `${organization}/events?limit=500`)).body.items;
const inNdjson = (text: string): Event[] => lines(text).map((line) => JSON.parse(line) as Event);

/** Long enough to be read in several batches. */
async function lengthen(entries: number): Promise<void> {
  const { store, codec, readModel } = service.services;
  const perStream = 250;
  for (let written = 0; written < entries; written += perStream) {
    const userId = crypto.randomUUID();
    const stream = memberStream(service.organizationId, userId);
    const events: DomainEvent[] = [
      { type: "MemberInvited", data: { role: "USER", grantedBy: service.ownerId }, personal: null },
      ...Array.from({ length: perStream - 1 }, (_, index): DomainEvent =>
        index % 2 === 0
          ? { type: "MemberDisabled", data: {} }
          : { type: "MemberEnabled", data: {} },
      ),
    ];
    const metadata = {
      occurredAt: service.clock.now().toISOString(),
      organizationId: service.organizationId,
      subjectId: userId,
      actor: { userId: service.ownerId, role: "OWNER", via: "SESSION" },
      correlationId: "long",
    } as const;
    const toWrite = events.map((event) => ({ event, eventId: crypto.randomUUID(), metadata }));
    await store.append(stream, "none", await codec.encode(stream, toWrite));
  }
  expect(await readModel(audit).waitFor(await store.lastPosition(), patience)).toBe(true);
}

describe("the formats", () => {
  test("ndjson has the same entries as the event log", async () => {
    await service.addMember("ADMIN");
    const before = await listed();
    const answer = await exported("?format=ndjson");
    expect(answer.headers["content-type"]).toContain("application/x-ndjson");
    expect(answer.headers["content-disposition"]).toMatch(
      /^attachment; filename="muster-.*\.ndjson"$/,
    );
    expect(inNdjson(answer.body)).toEqual(before);
    expect((await exported("")).body.startsWith(answer.body)).toBe(true);
  });

  test("csv has ids and milliseconds, and no cell that a spreadsheet runs", async () => {
    await call("POST", `${organization}/solutions`, { name: "=cmd()", title: '@T, with "quotes"' });
    const before = await listed();
    const { body, headers } = await exported("?format=csv");
    expect(headers["content-type"]).toContain("text/csv");
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ position }) => Number(position))).toEqual(
      before.map((each) => each.position),
    );
    expect(rows.map(({ eventId }) => eventId)).toEqual(before.map((each) => each.eventId));
    expect(rows.at(-1)).toMatchObject({
      occurredAt: before.at(-1)?.occurredAt,
      actorRole: "OWNER",
    });
    expect(JSON.parse(rows.at(-2)?.["data"] ?? "")).toMatchObject(before.at(-2)?.data ?? {});
    for (const piece of body.split(/[\r\n,;"]/)) expect(piece).not.toMatch(/^[=+@-]/);
  });

  test("cloudevents are CloudEvents 1.0 with the hashed data and the proofs", async () => {
    const { body } = await exported("?format=cloudevents");
    const first = JSON.parse(lines(body)[0] ?? "");
    expect(first).toMatchObject({
      specversion: "1.0",
      source: `muster/organizations/${service.organizationId}`,
      type: "muster.MemberFounded",
      position: 1,
      data: { personal: { email: "owner@example.com" } },
    });
    for (const line of lines(body)) {
      const { record } = parseCloudEventLine(line);
      expect(record.organizationId).toBe(service.organizationId);
    }
  });
});

describe("filters", () => {
  test("from and to limit by time, after by position; an interrupted export resumes without a gap", async () => {
    service.clock.add(60_000);
    const from = service.clock.now().toISOString();
    await service.addMember("USER");
    service.clock.add(60_000);
    const to = service.clock.now().toISOString();
    await service.addMember("USER");
    const all = await listed();
    const between = all.filter(({ occurredAt }) => occurredAt >= from && occurredAt < to);
    expect(between.length).toBeGreaterThan(3);
    const ids = (text: string) => inNdjson(text).map(({ position }) => position);
    expect(ids((await exported(`?from=${from}&to=${to}`)).body)).toEqual(
      between.map(({ position }) => position),
    );
    const cut = all[4]?.position ?? 0;
    const rest = ids((await exported(`?after=${cut}&to=${to}`)).body);
    expect(rest[0]).toBe(cut + 1);
    expect(rest.at(-1)).toBe(between.at(-1)?.position);
    expect((await exported("?from=2020-01-01&to=2020-01-02")).body).toBe("");
    expect((await exported(`?from=${to}&to=${from}`)).body).toBe("");
  });

  test.each([
    ["?format=xml", "?format"],
    ["?from=yesterday", "?from"],
    ["?from=2026-02-31", "?from"],
    ["?from=2026-03-01T24:00:00Z", "?from"],
    ["?after=-1", "?after"],
    ["?after=99999", "?after"],
    ["?format=csv&after=99999", "?after"],
    ["?format=cloudevents&after=99999&to=2030-01-01", "?after"],
    ["?format=bundle&after=1", "?after"],
    ["?limit=1", "?limit"],
  ])("%s is refused at %s", async (query, pointer) => {
    const answer = await exported(query);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ pointer }] });
  });
});

describe("an export is an event", () => {
  test("that records the format and the log's state, once for each format in an hour", async () => {
    service.clock.add(3_600_000);
    await listed();
    const size = (await listed()).length;
    await exported("?format=csv&after=3&from=2026-01-01&to=2026-02-01");
    const last = (await listed()).at(-1);
    const { body } = await call("GET", `${organization}/proofs/consistency?from=${size}`);
    // It stands for the whole export that follows, so it must not say that less was read.
    expect(last).toMatchObject({ type: "EventLogExported" });
    expect(last?.data).toEqual({ format: "csv", size, root: body.fromRoot });
    await exported("?format=csv");
    expect((await listed()).at(-1)).toEqual(last);
    await exported("?format=cloudevents");
    expect((await listed()).at(-1)).toMatchObject({ data: { format: "cloudevents" } });
  });

  test("that has the filter of a bundle, because each bundle has an entry of its own", async () => {
    for (const from of ["2026-01-01", "2026-01-02"]) {
      await exported(`?format=bundle&from=${from}`);
      expect((await listed()).at(-1)).toMatchObject({
        type: "EventLogExported",
        data: { format: "bundle", from: `${from}T00:00:00.000Z` },
      });
    }
  });

  test("but a refused export and a HEAD request are not", async () => {
    const end = await service.services.store.lastPosition();
    const { session } = await service.addMember("USER");
    const after = await service.services.store.lastPosition();
    expect(after).toBeGreaterThan(end);
    expect((await exported("", session)).statusCode).toBe(403);
    expect((await exported("?format=xml")).statusCode).toBe(400);
    const head = await service.app.inject({
      method: "HEAD",
      url: `${organization}/export`,
      headers: { authorization: `Bearer ${await owner()}` },
    });
    expect(head.statusCode).toBe(404);
    expect(await service.services.store.lastPosition()).toBe(after);
  });
});

describe("a long export", () => {
  const open = async (token: string, format = "ndjson") => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}${organization}/export?format=${format}`, { headers });
    return { status: answer.status, reader: answer.body?.getReader() };
  };

  beforeAll(() => lengthen(40_000));

  test("ends when its caller loses the right, and never looks complete", async () => {
    const admin = await service.addMember("ADMIN");
    const { reader } = await open(await service.signIn(admin.userId));
    await reader?.read();
    await call("POST", `${organization}/members/${admin.userId}/disable`);
    const rest = async (): Promise<void> => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow();
  });

  test("runs beside one other of its organization; a third must wait until a reader leaves", async () => {
    const token = await owner();
    const running = [await open(token), await open(token, "bundle")];
    for (const { reader } of running) await reader?.read();
    const third = await open(token);
    expect(third.status).toBe(429);
    await third.reader?.cancel();
    for (const { reader } of running) await reader?.cancel();
    await eventually(async () => {
      const again = await open(token);
      await again.reader?.cancel();
      return again.status === 200;
    }, "there is room again");
  });
});

test("another site's page cannot cause an export with the cookie of a visitor", async () => {
  const cookie = `muster_session=${await owner()}`;
  const path = `${organization}/export`;
  const before = await service.services.store.lastPosition();
  for (const headers of [
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { origin: "null" },
  ]) {
    const refused = await service.call("GET", path, { headers: { cookie, ...headers } });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(refused.body.detail).toMatch(/allowed origin/);
  }
  expect(await service.services.store.lastPosition()).toBe(before);
  for (const headers of [
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site", origin: "http://muster.test" },
  ]) {
    const taken = await service.call("GET", path, { headers: { cookie, ...headers } });
    expect(taken.status).toBe(200);
  }
});
