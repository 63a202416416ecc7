/** The arithmetic of the results: what is said of several rounds, and when a bar is reached. */

/** What several rounds came to. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The value in the middle; of an even number, the mean of the two there. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/**
 * How many times as much as a peer: the ratio of the medians, and the lowest and highest ratio of a round.
 * @param ours and `theirs`: a value per round, in the order of the rounds
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  const each = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  const ratio = median(ours) / median(theirs);
  return {
    median: ratio,
    lowest: Math.min(ratio, ...each),
    highest: Math.max(ratio, ...each),
  };
}

/** The value below which so much of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Is the median good enough? */
export function isReached({ median: value }: Spread, { atLeast, atMost }: Target): boolean {
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

/** With as many digits as mean something; nothing for NaN. */
export function formatted(value: number): string {
  if (!Number.isFinite(value)) return "";
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  if (value >= 10) return value.toFixed(1);
  return value >= 1 || value === 0 ? value.toFixed(2) : value.toPrecision(2);
}
