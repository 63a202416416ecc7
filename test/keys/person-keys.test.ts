/** Persons' keys that are asked for at the same time. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { masterKey } from "../support/services.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const person = () => randomUUID();

test("keys that are made at the same time take one statement", async () => {
  const keys = createPersonKeys(database.pool, masterKey);
  const query = vi.spyOn(database.pool, "query");
  const made = await Promise.all(Array.from({ length: 50 }, () => keys.forWriting(person())));
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
  expect(new Set(made.map((key) => key?.export().toString("hex"))).size).toBe(50);
});

test("two processes that make keys of the same persons get the same ones", async () => {
  const people = Array.from({ length: 20 }, person);
  const here = createPersonKeys(database.pool, masterKey);
  const there = createPersonKeys(database.pool, masterKey);
  const [some, others] = await Promise.all([
    // One asks in the other order, and for each person twice.
    Promise.all([...people, ...people].map((id) => here.forWriting(id))),
    Promise.all(people.toReversed().map((id) => there.forWriting(id))),
  ]);
  const texts = some.map((key) => key?.export().toString("hex"));
  expect(texts.slice(0, 20)).toEqual(texts.slice(20));
  expect(others.toReversed().map((key) => key?.export().toString("hex"))).toEqual(
    texts.slice(0, 20),
  );
  const stored = await createPersonKeys(database.pool, masterKey).forReading(new Set(people));
  expect(people.map((id) => stored.get(id)?.export().toString("hex"))).toEqual(texts.slice(0, 20));
});

test("an erased person gets no key, and those who ask with them get theirs", async () => {
  const erased = person();
  await database.pool.query("insert into person_keys values ($1, null)", [erased]);
  const keys = createPersonKeys(database.pool, masterKey);
  const [none, some] = await Promise.all([keys.forWriting(erased), keys.forWriting(person())]);
  expect(none).toBeUndefined();
  expect(some).toBeDefined();
});
