/** The bars: what each row is measured against. */
import { ratioOf, type Spread, spreadOf, type Target } from "./figures.ts";
import type { Cell, Measured } from "./contest.ts";
import type { Results } from "./results.ts";

export interface Bar extends Target {
  readonly row: string;
  readonly case: string;
  readonly what: string;
  readonly figure: keyof Cell | "transactions";
  /** Muster unless given. */
  readonly system?: string;
  /** The bar is for the ratio to this system's figure. */
  readonly peer?: string;
  readonly unit?: string;
}

const bare = "bare Fastify";
const betterAuth = "better-auth";

export const bars: readonly Bar[] = [
  ...roleChangeBars(),
  {
    row: "members-page",
    case: "32 at once",
    what: "first page of 50 by token, 32 at once",
    figure: "value",
    peer: bare,
    atLeast: 0.8,
  },
  {
    row: "members-page",
    case: "32 at once",
    what: "first page of 50 by token, 32 at once",
    figure: "value",
    peer: betterAuth,
    atLeast: 10,
  },
  {
    row: "key-check",
    case: "32 at once",
    what: "check of a token, 32 at once, distinct people",
    figure: "value",
    peer: bare,
    atLeast: 0.8,
  },
  {
    row: "key-check",
    case: "32 at once",
    what: "check of a token, 32 at once, distinct people",
    figure: "value",
    peer: betterAuth,
    atLeast: 6,
  },
];

function roleChangeBars(): Bar[] {
  const at = (number: 64 | 16 | 1) => ({
    row: "role-change",
    case: number === 1 ? "lone" : `${number} at once`,
    what: number === 1 ? "lone role change" : `role change, visible, ${number} at once`,
  });
  return [
    { ...at(64), figure: "value", peer: bare, atLeast: 1 },
    { ...at(64), figure: "value", peer: betterAuth, atLeast: 6 },
    { ...at(64), figure: "p99", peer: bare, atMost: 2 },
    { ...at(64), figure: "transactions", atMost: 1 },
    { ...at(16), figure: "value", peer: bare, atLeast: 0.5 },
    { ...at(1), figure: "p50", peer: bare, atMost: 3.5 },
    { ...at(1), figure: "transactions", atMost: 8 },
  ];
}

/** The bar's figure, or its ratio to the peer's; undefined if it was not measured. */
export function reading(bar: Bar, results: Results): Spread | undefined {
  const ours = valuesOf(bar, bar.system ?? "Muster", results);
  if (ours === undefined) return undefined;
  if (bar.peer === undefined) return spreadOf(ours);
  const theirs = valuesOf(bar, bar.peer, results);
  return theirs && ratioOf(ours, theirs);
}

/** A value per round; a single one of what is counted once. */
function valuesOf(
  { row, case: name, figure }: Bar,
  system: string,
  results: Results,
): readonly number[] | undefined {
  const found = results[row]?.measured.find(
    (measured) => measured.case === name && measured.system === system,
  );
  if (found === undefined) return undefined;
  const values = valuesIn(found, figure);
  return values.length === 0 ? undefined : values;
}

function valuesIn(measured: Measured, figure: Bar["figure"]): readonly number[] {
  if (figure !== "transactions") return measured.cells.flatMap((cell) => cell[figure] ?? []);
  return measured.transactions === undefined ? [] : [measured.transactions];
}
