/** Ids have the versions of RFC 9562, and an idempotency key gives the same ids in every release. */
import { expect, test } from "vitest";
import { idsFromKey, randomIds } from "../../../src/commands/kit/ids.ts";

const scope = "caller-1\nPOST /v1/organizations/:organizationId/members\nkey-1";
const at = new Date("2026-01-15T10:00:00.000Z");
const ids = (key = scope) => idsFromKey(key, at);

test("a key gives the same ids in every release, because a request may be repeated after an upgrade", () => {
  const derived = ids();
  expect([derived.next(), derived.next()]).toEqual([
    "019bc119-0100-7958-b8c3-9f13d6de460e",
    "019bc119-0100-7e7a-bfba-9cbf88bc5947",
  ]);
  expect([derived.event("member-1", 0), derived.event("member-1", 1)]).toEqual([
    "1aadd6c8-1cca-53dc-9970-4370be6faf06",
    "307d50dd-872b-5b7d-9767-cb75eb4a2b4d",
  ]);
  expect([derived.part("0").next(), derived.part("0").event("member-1", 0)]).toEqual([
    "019bc119-0100-7f04-bc3f-f3f54da480df",
    "e9d0d28b-d67b-53cd-b926-8ef431baa598",
  ]);
});

test("another key, part or stream gives other ids", () => {
  const all = [ids(), ids(`${scope}2`), ids().part("0"), ids().part("1")].flatMap((each) => [
    each.next(),
    each.next(),
    each.event("member-1", 0),
    each.event("member-1", 1),
    each.event("member-2", 0),
  ]);
  expect(new Set(all).size).toBe(all.length);
});

test("new ids start with the time, have version 7 and do not repeat", () => {
  const random = randomIds(() => at);
  const all = Array.from({ length: 1000 }, () => random.next());
  for (const id of all)
    expect(id).toMatch(/^019bc119-0100-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(all).size).toBe(all.length);
});
