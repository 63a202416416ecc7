/** What this process knows to be done in the current hour, so that it need not ask again. */

export interface HourMemory {
  /** @param hour the start of the hour, RFC 3339 */
  has(hour: string, key: string): boolean;
  add(hour: string, key: string): void;
}

/** Bounds memory; what is forgotten is only asked again. */
const maxKeys = 10_000;

export function createHourMemory(): HourMemory {
  let current = "";
  const keys = new Set<string>();
  return {
    has: (hour, key) => hour === current && keys.has(key),
    add(hour, key) {
      if (hour !== current || keys.size >= maxKeys) keys.clear();
      current = hour;
      keys.add(key);
    },
  };
}
