/** Random choices that a seed repeats. */

export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Is true in so many of a hundred cases. */
  chance(percent: number): boolean;
}

/** mulberry32: small, fast, and good enough to choose test cases. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick<Value>(values: readonly Value[]): Value {
      const index = below(values.length);
      if (index >= values.length) throw new Error("there is nothing to pick");
      return values[index] as Value;
    },
    chance: (percent) => next() * 100 < percent,
  };
}
