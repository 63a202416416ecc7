/** One line of the results. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it was compared with, in the same run. */
  readonly peer?: string;
  /** Our value over the peer's. */
  readonly ratio?: number;
  /** What is to be reached at least: of the ratio where there is one, else of the value. */
  readonly bar?: number;
  /** What is not to be passed: of the ratio where there is one, else of the value. */
  readonly atMost?: number;
}

/** As a line of a Markdown table. */
export function line({ name, value, unit, peer, ratio, bar, atMost }: Row): string {
  const measured = ratio ?? value;
  const wanted =
    bar !== undefined ? `>= ${bar}` : atMost !== undefined ? `<= ${atMost}` : undefined;
  const isReached = bar !== undefined ? measured >= bar : measured <= (atMost ?? Infinity);
  const cells = [
    name,
    `${shown(value)} ${unit}`,
    peer ?? "",
    ratio === undefined ? "" : ratio.toFixed(2),
    wanted === undefined ? "" : `${wanted}${ratio === undefined ? ` ${unit}` : " (ratio)"}`,
    wanted === undefined ? "" : isReached ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(1);
}
