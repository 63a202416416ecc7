/** Writes the results as Markdown, from the raw figures alone. */
import { type Bar, bars, reading } from "./bars.ts";
import type { Cell, Measured } from "./contest.ts";
import { formatted, isReached, median, type Spread, spreadOf } from "./figures.ts";
import type { Result, Results } from "./results.ts";

/**
 * @param titles by the name of the row, in the order in which they are shown
 * @param curves the rows whose systems are sizes, side by side in the table
 */
export function documentOf(
  results: Results,
  titles: ReadonlyMap<string, string>,
  curves: ReadonlySet<string> = new Set(),
): string {
  return [
    "# Results",
    "",
    "Written by `npm run bench`; the figures come unchanged from [results.json](results.json). [README.md](README.md) says how each row is measured, and [0036](../docs/decisions/0036-how-speed-is-measured.md) why so. Load generators, systems and PostgreSQL share the machine: compare within a row, and as ratios.",
    "",
    "![ratios to the peers](results.svg)",
    "",
    "## Bars",
    "",
    "Medians of the rounds; a ratio is one of medians, beside the lowest and the highest of a round.",
    "",
    "| what | figure | bar | measured | lowest - highest | reached |",
    "|---|---|---|---:|---:|---|",
    ...bars.filter(({ row }) => titles.has(row)).map((bar) => barLine(bar, reading(bar, results))),
    "",
    ...[...titles].flatMap(([name, title]) =>
      sectionOf(name, title, results[name], curves.has(name)),
    ),
  ].join("\n");
}

const names: Readonly<Record<Bar["figure"], string>> = {
  value: "rate",
  p50: "p50",
  p99: "p99",
  serviceProcessor: "processor time of the service",
  postgresProcessor: "processor time of PostgreSQL",
  memory: "resident memory",
  transactions: "transactions for one",
};

function barLine(bar: Bar, measured: Spread | undefined): string {
  const { what, peer, figure, atLeast, atMost, unit = "" } = bar;
  const factor = peer === undefined ? unit && ` ${unit}` : " x";
  const target = atLeast === undefined ? `<= ${atMost}${factor}` : `>= ${atLeast}${factor}`;
  const cells = [
    what,
    peer === undefined
      ? (bar.unit ?? names[figure])
      : `${names[figure]} / ${peer === bar.system ? bar.peerCase : peer}'s`,
    target,
    measured === undefined ? "not measured" : `${formatted(measured.median)}${factor}`,
    measured === undefined ? "" : spanOf(measured),
    measured === undefined ? "" : isReached(measured, bar) ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

function spanOf({ lowest, highest }: Spread): string {
  return `${formatted(lowest)} - ${formatted(highest)}`;
}

function sectionOf(
  name: string,
  title: string,
  result: Result | undefined,
  isCurve: boolean,
): string[] {
  if (result === undefined) return [`## ${title}`, "", "Not measured.", ""];
  const { measuredAt, machine, software, load, rounds, seconds, leftOut, verified } = result;
  return [
    `## ${title}`,
    "",
    `\`npm run bench -- ${name}\`: ${rounds} rounds of ${seconds} s, ${measuredAt.slice(0, 10)}, ${machine}, load at the start ${load.toFixed(2)}; ${software}.`,
    "",
    ...(isCurve ? curvesOf(name, result.measured) : tableOf(result.measured)),
    "",
    ...leftOut.map((reason) => `- not measured: ${reason}`),
    ...verified.map((text) => `- ${text}`),
    ...(leftOut.length + verified.length > 0 ? [""] : []),
  ];
}

interface Column {
  readonly title: string;
  readonly text: (measured: Measured) => string;
}

const columns: readonly Column[] = [
  { title: "median", text: ({ cells }) => `**${middle(cells, "value")}**` },
  {
    title: "lowest - highest",
    text: ({ cells }) => spanOf(spreadOf(cells.map(({ value }) => value))),
  },
  { title: "p50 ms", text: ({ cells }) => middle(cells, "p50") },
  { title: "p99 ms", text: ({ cells }) => middle(cells, "p99") },
  {
    title: "transactions",
    text: ({ cells, transactions }) =>
      transactions === undefined ? middle(cells, "transactions") : formatted(transactions),
  },
  { title: "statements", text: ({ statements }) => formatted(statements ?? Number.NaN) },
  { title: "CPU s/1,000: service", text: ({ cells }) => middle(cells, "serviceProcessor") },
  { title: "PostgreSQL", text: ({ cells }) => middle(cells, "postgresProcessor") },
  { title: "resident MiB", text: ({ cells }) => middle(cells, "memory") },
];

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** A line for each case: its p50 and p99 at each size, or its rate. */
function curvesOf(name: string, all: readonly Measured[]): string[] {
  const systems = [...new Set(all.map(({ system }) => system))];
  const cases = [...new Set(all.map((measured) => measured.case))];
  const cellOf = (asked: string, system: string): string => {
    const found = all.find((measured) => measured.case === asked && measured.system === system);
    if (found === undefined) return "";
    const { cells, unit } = found;
    const p50 = middle(cells, "p50");
    return p50 === "" ? `${middle(cells, "value")} ${unit}` : `${p50} / ${middle(cells, "p99")}`;
  };
  return [
    "p50 / p99 in milliseconds, the medians of the rounds.",
    "",
    line(["case", ...systems]),
    line(["---", ...systems.map(() => "---:")]),
    ...cases.map((each) => line([each, ...systems.map((system) => cellOf(each, system))])),
    "",
    `![how the times grow](${name}.svg)`,
  ];
}

/** Without the columns that would be empty. */
function tableOf(all: readonly Measured[]): string[] {
  if (all.length === 0) return [];
  const shown = columns.filter(({ text }) => all.some((measured) => text(measured) !== ""));
  return [
    line(["case", "system", "unit", ...shown.map(({ title }) => title)]),
    line(["---", "---", "---", ...shown.map(() => "---:")]),
    ...all.map((measured) =>
      line([
        measured.case,
        measured.system,
        measured.unit,
        ...shown.map(({ text }) => text(measured)),
      ]),
    ),
  ];
}

function middle(cells: readonly Cell[], figure: keyof Cell): string {
  return formatted(median(cells.flatMap((cell) => cell[figure] ?? [])));
}
