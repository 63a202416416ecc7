/** The bars: what each row is measured against. */
import { ratioOf, type Spread, spreadOf, type Target } from "./figures.ts";
import type { Cell, Measured } from "./contest.ts";
import type { Results } from "./results.ts";

export interface Bar extends Target {
  readonly row: string;
  readonly case: string;
  readonly what: string;
  readonly figure: keyof Cell;
  /** Muster unless given. */
  readonly system?: string;
  /** The bar is for the ratio to this system's figure. */
  readonly peer?: string;
  /** The peer's case; the same unless given. */
  readonly peerCase?: string;
  readonly unit?: string;
}

const bare = "bare Fastify";
const betterAuth = "better-auth";
const million = "1,000,000 members";

export const bars: readonly Bar[] = [
  ...roleChangeBars(),
  ...againstBoth("members-page", "first page of 50 by token, 32 at once", [0.8, 10]),
  grown("page 1", { peer: "1,000 members" }),
  grown("page 1, 4 at once", { peer: "1,000 members" }),
  grown("page 2,000, or the last", { peer: million, peerCase: "page 1" }),
  {
    row: "churn",
    case: "churn",
    what: "half an hour of churn: its last five minutes",
    figure: "p99",
    system: "part 6 of 6",
    peer: "part 1 of 6",
    atMost: 1.2,
  },
  ...againstBoth("key-check", "check of a token, 32 at once, distinct people", [0.8, 6]),
  {
    row: "invite",
    case: "64 at once",
    what: "invitation without mail, 64 at once",
    figure: "value",
    peer: betterAuth,
    atLeast: 5,
  },
  {
    row: "invite-batch",
    case: "5,000 in one request",
    what: "5,000 people invited in one request",
    figure: "value",
    unit: "people/s",
    atLeast: 2_000,
  },
  { ...idleAt("service and PostgreSQL"), unit: "% of a core", figure: "value", atMost: 1 },
  { ...idleAt("the service"), unit: "transactions/s", figure: "transactions", atMost: 2 },
  { ...appended("64 at once"), peer: "pgbench", atLeast: 2 },
  { ...appended("lone"), peer: "pgbench", atLeast: 0.6 },
  {
    row: "visible",
    case: "500/s, on the instance that folds",
    what: "visible after an append, p99 at 500/s",
    figure: "value",
    unit: "ms",
    atMost: 10,
  },
  {
    row: "rebuild",
    case: "directory",
    what: "rebuild of `directory`",
    figure: "value",
    unit: "events/s",
    atLeast: 60_000,
  },
  {
    row: "rebuild",
    case: "all projections",
    what: "rebuild of all projections",
    figure: "value",
    unit: "events/s",
    atLeast: 15_000,
  },
  ...["first", "second"].map((name): Bar => ({
    row: "start",
    case: name,
    what: `${name} start to ready, beyond Node.js's own`,
    figure: "value",
    unit: "s",
    atMost: name === "first" ? 3 : 1,
  })),
  {
    ...onEventStoreDb("eventstoredb", "64 at once", "role change, 64 at once"),
    peer: "Muster",
    atLeast: 0.8,
  },
  {
    ...onEventStoreDb("eventstoredb-port", "64 at once", "append, 64 at once"),
    unit: "events/s",
    atLeast: 8_000,
  },
  {
    ...onEventStoreDb("eventstoredb-port", "read all", "read all"),
    unit: "events/s",
    atLeast: 80_000,
  },
  {
    ...exported("bundle export"),
    figure: "value",
    unit: "entries/s",
    atLeast: 50_000,
  },
  { ...exported("muster verify"), figure: "memory", unit: "MiB", atMost: 300 },
];

type Place = Pick<Bar, "row" | "case" | "what">;

/** Its rate beside those of the bare route and of better-auth. */
function againstBoth(row: string, what: string, [toBare = 0, toBetterAuth = 0]: number[]): Bar[] {
  const place = { row, case: "32 at once", what, figure: "value" } as const;
  return [
    { ...place, peer: bare, atLeast: toBare },
    { ...place, peer: betterAuth, atLeast: toBetterAuth },
  ];
}

/** The slowest of a hundred, with a million members. */
function grown(name: string, peer: Pick<Bar, "peer" | "peerCase">): Bar {
  const place = { row: "growth", case: name, what: `${name}, of ${million}` };
  return { ...place, figure: "p99", system: million, ...peer, atMost: 1.3 };
}

function idleAt(what: string): Place {
  return { row: "idle", case: "idle", what: `idle: ${what}` };
}

function appended(name: string): Place & Pick<Bar, "figure"> {
  return { row: "append", case: name, what: `append, ${name}`, figure: "value" };
}

function onEventStoreDb(row: string, name: string, what: string) {
  const system = "Muster on EventStoreDB";
  return { row, case: name, what: `EventStoreDB: ${what}`, figure: "value", system } as const;
}

function exported(name: string): Place {
  return { row: "export", case: name, what: name };
}

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
  const place = { ...bar, case: bar.peerCase ?? bar.case };
  const theirs = valuesOf(place, bar.peer, results);
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
  const inCells = measured.cells.flatMap((cell) => cell[figure] ?? []);
  if (figure !== "transactions" || measured.transactions === undefined) return inCells;
  return [measured.transactions];
}
