/** Keys in several processes: a destroyed key is gone in all, and the master key rotates only when unused. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { destroyKey } from "../../src/commands/erasure/purge.ts";
import { opensDatabase, rotateMasterKey } from "../../src/keys/rotate-master-key.ts";
import { createPersonKeys, type ErasablePersonKeys } from "../../src/keys/person-keys.ts";
import { loadServiceKeys } from "../../src/keys/service-keys.ts";
import { openSigner } from "../../src/keys/signing-keys.ts";
import { watchKeys } from "../../src/keys/watch.ts";
import { createListener, type Listener } from "../../src/platform/database/listener.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";

const masterKey = Buffer.alloc(32, 1);
const nextKey = Buffer.alloc(32, 2);
const person = "00000000-0000-7000-8000-000000000001";

let database: TestDatabase;
let here: ErasablePersonKeys;
let there: ErasablePersonKeys;
const listeners: Listener[] = [];
const back = vi.fn();

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool, connection } = database;
  here = createPersonKeys(pool, masterKey);
  there = createPersonKeys(pool, masterKey);
  for (const keys of [here, there]) {
    const listener = createListener(clientConfig(connection));
    listeners.push(listener);
    await watchKeys(listener, keys, back);
  }
});

afterAll(async () => {
  for (const listener of listeners) await listener.close();
  await database.drop();
});

const keyIn = async (keys: ErasablePersonKeys, id = person) =>
  (await keys.forReading(new Set([id]))).get(id);

test("a key that one process destroys is gone in the others, even from memory", async () => {
  expect(await here.forWriting(person)).toBeDefined();
  expect(await keyIn(there)).toBeDefined();
  await destroyKey({ pool: database.pool, personKeys: here }, person);
  expect(await keyIn(here)).toBeUndefined();
  await eventually(async () => (await keyIn(there)) === undefined);
  expect(await there.forWriting(person)).toBeUndefined();
});

test("a process caches no keys while its watch is disconnected", async () => {
  const other = "00000000-0000-7000-8000-000000000002";
  await there.forWriting(other);
  const cut = () =>
    database.administer(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and query like 'select pg_try_advisory_lock_shared%'`,
      [(database.connection as { database: string }).database],
    );
  const query = vi.spyOn(database.pool, "query");
  await cut();
  // Each read queries the database: nothing is cached.
  await eventually(async () => {
    query.mockClear();
    await keyIn(there, other);
    return query.mock.calls.length === 1;
  });
  await eventually(() => back.mock.calls.length === 2);
  await keyIn(there, other);
  query.mockClear();
  await keyIn(there, other);
  expect(query).not.toHaveBeenCalled();
  query.mockRestore();
});

test("keys that are asked for in the same turn are read together; one destroyed before is not found", async () => {
  const { pool } = database;
  const [first, second, third] = [5, 6, 7].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  const ids = [first ?? "", second ?? "", third ?? ""];
  const made = await Promise.all(ids.map((id) => here.forWriting(id)));
  const fresh = createPersonKeys(pool, masterKey);
  await pool.query("update person_keys set wrapped = null where person_id = $1", [second]);
  const query = vi.spyOn(pool, "query");
  const found = await Promise.all(ids.map((id) => keyIn(fresh, id)));
  expect(query).toHaveBeenCalledOnce();
  query.mockRestore();
  expect(found.map((key) => key?.export())).toEqual([
    made[0]?.export(),
    undefined,
    made[2]?.export(),
  ]);
});

test("the master key cannot be rotated while in use; afterwards the new key opens everything", async () => {
  const { pool } = database;
  const living = "00000000-0000-7000-8000-000000000003";
  const key = await here.forWriting(living);
  const services = await loadServiceKeys(pool, masterKey);
  const signer = await openSigner(pool, masterKey);
  await signer.rotate();
  const publicKey = (await signer.publicKeys()).at(-1)?.publicKey;
  const rotate = () => rotateMasterKey(pool, masterKey, nextKey, () => undefined);
  await expect(rotate()).rejects.toThrow(/stop it first/);
  for (const listener of listeners) await listener.close();
  listeners.length = 0;
  expect(await rotate()).toBeGreaterThan(8);
  expect(await opensDatabase(pool, masterKey)).toBe(false);
  expect(await opensDatabase(pool, nextKey)).toBe(true);
  await expect(loadServiceKeys(pool, masterKey)).rejects.toThrow(/rotate-master-key/);
  expect(await loadServiceKeys(pool, nextKey)).toEqual(services);
  const found = await createPersonKeys(pool, nextKey).forReading(new Set([living, person]));
  expect([...found.keys()]).toEqual([living]);
  expect(found.get(living)?.export()).toEqual(key?.export());
  const signed = await (await openSigner(pool, nextKey)).sign(Buffer.from("x"));
  expect(signed.publicKey).toBe(publicKey);
});

test("a rotation that fails half way changes nothing", async () => {
  const { pool } = database;
  await pool.query("insert into person_keys values (gen_random_uuid(), 'not a box')");
  await expect(rotateMasterKey(pool, nextKey, masterKey, () => undefined)).rejects.toThrow();
  expect(await opensDatabase(pool, nextKey)).toBe(true);
});
