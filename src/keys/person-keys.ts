/** One data key per person, wrapped by the master key. Deleting the key erases the person. */
import type pg from "pg";
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { givenArray } from "../platform/database/given-array.ts";
import type { PersonKeys } from "../eventstore/codec.ts";
import { EventStoreUnavailable } from "../eventstore/errors.ts";
import { seal, unseal } from "../eventstore/sealing.ts";
import { groupedRead, inOrderOf } from "../platform/group-reads.ts";

/**
 * Maximum number of unwrapped keys in memory; the oldest are dropped first. As texts of a character per byte
 * they take 150 bytes with their person's id, about a tenth of a `KeyObject`; to make one again takes a fifth
 * of unwrapping it. So a rebuild unwraps the key of each of so many persons once.
 */
const cachedKeys = 250_000;

/** The channel on which all processes hear whose key was destroyed. */
export const personKeysChannel = "person_keys";

export interface ErasablePersonKeys extends PersonKeys {
  /** Drops an erased person's key from this process's memory. */
  forget(personId: string): void;
  /**
   * Switches caching on or off; off drops all keys. Keys may be cached only while this process would
   * hear of an erasure (watch.ts).
   */
  remember(mayRemember: boolean): void;
}

export function createPersonKeys(pool: pg.Pool, masterKey: Buffer): ErasablePersonKeys {
  const master = createSecretKey(masterKey);
  const cache = new Map<string, string>();
  let mayRemember = true;
  /** A key that was read before the latest drop may be one of the dropped ones: it is not cached. */
  let drops = 0;
  /** Makes the keys that are missing; keys that are asked for at the same time by one statement. */
  const make = groupedRead(async (_: pg.Pool, personIds: readonly string[]) => {
    // Without the watch's lock, the master key may be rotated meanwhile, and the new key lost.
    if (!mayRemember) throw new EventStoreUnavailable("the key watch is down: try again");
    const before = drops;
    // In one order, so that two groups never wait for each other.
    const made = [...new Set(personIds)].toSorted().map((personId) => {
      const key = randomBytes(32);
      const wrapped = seal(master, personKeyContext(personId), key);
      return { personId, wrapped, bytes: key.toString("latin1") };
    });
    const { rows } = await pool.query<{ person_id: string }>({
      name: "make-person-keys",
      text: `insert into person_keys (person_id, wrapped) select * from unnest($1::uuid[], $2::text[])
             on conflict (person_id) do nothing returning person_id`,
      values: [made.map(({ personId }) => personId), made.map(({ wrapped }) => wrapped)],
    });
    const inserted = new Set(rows.map(({ person_id: personId }) => personId));
    const keys = new Map<string, KeyObject>();
    for (const { personId, bytes } of made) {
      if (!inserted.has(personId)) continue;
      keys.set(personId, keyFrom(bytes));
      if (drops === before) hold(personId, bytes);
    }
    const known = made.map(({ personId }) => personId).filter((id) => !inserted.has(id));
    if (known.length > 0) for (const [id, key] of await fetch(known)) keys.set(id, key);
    return personIds.map((personId) => keys.get(personId));
  });

  return {
    async forWriting(personId) {
      const known = cache.get(personId);
      return known === undefined ? make(pool, personId) : keyFrom(known);
    },

    async forReading(personIds) {
      const found = new Map<string, KeyObject>();
      const missing: string[] = [];
      for (const personId of personIds) {
        const known = cache.get(personId);
        if (known === undefined) missing.push(personId);
        else found.set(personId, keyFrom(known));
      }
      if (missing.length > 0) {
        for (const [personId, key] of await fetch(missing)) found.set(personId, key);
      }
      return found;
    },

    forget(personId) {
      drops += 1;
      cache.delete(personId);
    },

    remember(may) {
      mayRemember = may;
      drops += 1;
      if (!may) cache.clear();
    },
  };

  async function fetch(personIds: readonly string[]): Promise<Map<string, KeyObject>> {
    const before = drops;
    const [first = ""] = personIds;
    // Many, which a rebuild asks for, are a group already.
    const rows =
      personIds.length === 1 ? [await readKey(pool, first)] : await readKeys(pool, personIds);
    const keys = new Map<string, KeyObject>();
    for (const row of rows) {
      if (!row?.wrapped) continue;
      const { person_id: personId, wrapped } = row;
      const bytes = unseal(master, personKeyContext(personId), wrapped).toString("latin1");
      keys.set(personId, keyFrom(bytes));
      if (drops === before) hold(personId, bytes);
    }
    return keys;
  }

  function hold(personId: string, bytes: string): void {
    if (!mayRemember) return;
    if (!cache.has(personId) && cache.size >= cachedKeys) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    cache.set(personId, bytes);
  }
}

interface KeyRow {
  readonly person_id: string;
  readonly wrapped: string | null;
}

async function readKeys(pool: pg.Pool, personIds: readonly string[]): Promise<KeyRow[]> {
  const { rows } = await pool.query<KeyRow>({
    name: "person-keys",
    text: `select person_id, wrapped from person_keys where person_id = any(${givenArray(1, "uuid")})`,
    values: [personIds],
  });
  return rows;
}

const readKey = groupedRead(async (pool: pg.Pool, personIds: readonly string[]) =>
  inOrderOf(personIds, await readKeys(pool, personIds), (row) => row.person_id),
);

const keyFrom = (bytes: string): KeyObject => createSecretKey(bytes, "latin1");

/** The sealing context of a person's key. */
export function personKeyContext(personId: string): string {
  return `person-key\n${personId}`;
}
