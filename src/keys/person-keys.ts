/** One data key per person, wrapped by the master key. To erase a person is to delete their key. */
import type pg from "pg";
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { PersonKeys } from "../eventstore/codec.ts";
import { EventStoreUnavailable } from "../eventstore/errors.ts";
import { seal, unseal } from "../eventstore/sealing.ts";

/** Unwrapped keys held in memory; the oldest go first. */
const cachedKeys = 20_000;

/** On which all processes hear whose key was destroyed. */
export const personKeysChannel = "person_keys";

export interface ErasablePersonKeys extends PersonKeys {
  /** Drops the key from this process's memory; called when the person was erased. */
  forget(personId: string): void;
  /**
   * Whether keys may be held in memory: only while this process would hear of an erasure (watch.ts).
   * Switched off, all are dropped.
   */
  remember(mayRemember: boolean): void;
}

export function createPersonKeys(pool: pg.Pool, masterKey: Buffer): ErasablePersonKeys {
  const master = createSecretKey(masterKey);
  const cache = new Map<string, KeyObject>();
  let mayRemember = true;
  /** Counts what was forgotten: a key that was read before may be one of those. */
  let forgotten = 0;

  return {
    async forWriting(personId) {
      const known = cache.get(personId);
      if (known) return known;
      // Unseen by whoever replaces the master key, it could be wrapped by one that nobody has any more.
      if (!mayRemember) throw new EventStoreUnavailable("no new key can be kept at the moment");
      const fresh = seal(master, personKeyContext(personId), randomBytes(32));
      await pool.query(
        "insert into person_keys (person_id, wrapped) values ($1, $2) on conflict (person_id) do nothing",
        [personId, fresh],
      );
      return (await fetch([personId])).get(personId);
    },

    async forReading(personIds) {
      const found = new Map<string, KeyObject>();
      const missing: string[] = [];
      for (const personId of personIds) {
        const known = cache.get(personId);
        if (known) found.set(personId, known);
        else missing.push(personId);
      }
      if (missing.length > 0) {
        for (const [personId, key] of await fetch(missing)) found.set(personId, key);
      }
      return found;
    },

    forget(personId) {
      forgotten += 1;
      cache.delete(personId);
    },

    remember(may) {
      mayRemember = may;
      forgotten += 1;
      if (!may) cache.clear();
    },
  };

  async function fetch(personIds: readonly string[]): Promise<Map<string, KeyObject>> {
    const before = forgotten;
    const { rows } = await pool.query<{ person_id: string; wrapped: string | null }>({
      name: "person-keys",
      text: "select person_id, wrapped from person_keys where person_id = any($1::uuid[])",
      values: [personIds],
    });
    const keys = new Map<string, KeyObject>();
    for (const { person_id: personId, wrapped } of rows) {
      if (wrapped === null) continue;
      const key = createSecretKey(unseal(master, personKeyContext(personId), wrapped));
      keys.set(personId, key);
      if (forgotten === before) hold(personId, key);
    }
    return keys;
  }

  function hold(personId: string, key: KeyObject): void {
    if (!mayRemember) return;
    if (cache.size >= cachedKeys) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    cache.set(personId, key);
  }
}

/** What the box around a person's key is bound to. */
export function personKeyContext(personId: string): string {
  return `person-key\n${personId}`;
}
