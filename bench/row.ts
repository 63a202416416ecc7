/** A row of the results, and how it is written as Markdown. */

export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, measured in the same run. */
  readonly peer?: string;
  /** Our value over the peer's. */
  readonly ratio?: number;
  /** The minimum for the ratio if there is one, otherwise for the value. */
  readonly bar?: number;
  /** The maximum for the ratio if there is one, otherwise for the value. */
  readonly atMost?: number;
}

/** The row as a line of a Markdown table. */
export function line({ name, value, unit, peer, ratio, bar, atMost }: Row): string {
  const measured = ratio ?? value;
  const target =
    bar !== undefined ? `>= ${bar}` : atMost !== undefined ? `<= ${atMost}` : undefined;
  const isReached = bar !== undefined ? measured >= bar : measured <= (atMost ?? Infinity);
  const cells = [
    name,
    `${formatted(value)} ${unit}`,
    peer ?? "",
    ratio === undefined ? "" : ratio.toFixed(2),
    target === undefined ? "" : `${target}${ratio === undefined ? ` ${unit}` : " (ratio)"}`,
    target === undefined ? "" : isReached ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

function formatted(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(1);
}
