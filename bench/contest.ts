/**
 * A contest: the same work by several systems, in turns. Every round measures all of them once, so that
 * whatever else the machine does meets all alike. Afterwards, PostgreSQL's counters tell what a request costs.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Load, Time } from "./load.ts";
import { residentMebibytes } from "./memory.ts";
import { cpuSeconds } from "./cpu.ts";
import { type Counts, type Rig, usedBetween } from "./rig.ts";

/** What one system did in one round. */
export interface Cell {
  readonly value: number;
  /** Milliseconds. */
  readonly p50?: number;
  readonly p99?: number;
  /** Seconds of processor time for 1,000 requests or events. */
  readonly serviceProcessor?: number;
  readonly postgresProcessor?: number;
  /** Resident memory of the service at the end, in MiB; the highest of a process that ends. */
  readonly memory?: number;
  /** In a second, while nothing is asked. */
  readonly transactions?: number;
}

/** One system under one load. */
export interface Entry {
  /** What is done, such as `64 at once`. Entries of the same case are compared. */
  readonly case: string;
  readonly unit: string;
  readonly system: string;
  measure(time: Time): Promise<Cell>;
  /** How to count: the database, and a load of a fixed number of requests. */
  readonly counting?: {
    readonly database: string;
    readonly requests: number;
    run(): Promise<unknown>;
    /** Resolves when nothing is left of what was asked before, such as mails; left out if nothing can be. */
    settle?(): Promise<unknown>;
  };
}

export interface Contest {
  readonly entries: readonly Entry[];
  /** Why a peer is not there. */
  readonly leftOut?: readonly string[];
  /**
   * Looks up in the databases whether the work is there.
   * @throws Error if it is not
   */
  verify?(): Promise<readonly string[]>;
}

export interface Measured {
  readonly case: string;
  readonly unit: string;
  readonly system: string;
  readonly cells: readonly Cell[];
  /** For one request, as PostgreSQL counts them. */
  readonly transactions?: number;
  readonly statements?: number;
}

export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  /** Seconds before each; left out: more in the first round than in the later ones. */
  readonly warmUp?: number;
}

type Tell = (text: string, done: number, total: number) => void;

/** The first round warms up for longer: later ones only open the connections again. */
const warmUps = { first: 3, later: 1 };

export async function hold(
  rig: Rig,
  { entries }: Contest,
  { rounds, seconds, warmUp: chosen }: Pace,
  tell: Tell,
): Promise<Measured[]> {
  const cells = entries.map((): Cell[] => []);
  const counted = entries.filter(({ counting }) => counting !== undefined).length;
  const total = entries.length * rounds + counted;
  let done = 0;
  for (let round = 0; round < rounds; round += 1) {
    const usual = Math.min(seconds, round === 0 ? warmUps.first : warmUps.later);
    const warmUp = chosen ?? usual;
    // Nobody is always the first, or always after the same one.
    for (const [index, entry] of rotated([...entries.entries()], round)) {
      tell(`round ${round + 1} of ${rounds}, ${entry.case}: ${entry.system}`, done, total);
      cells[index]?.push(await entry.measure({ seconds, warmUp }));
      done += 1;
    }
  }
  if (counted > 0) tell("counting transactions and statements", done, total);
  const costs = await count(rig, entries);
  return entries.map(({ case: name, unit, system }, index) => ({
    case: name,
    unit,
    system,
    cells: cells[index] ?? [],
    ...costs[index],
  }));
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

/** PostgreSQL's idle connections report what they have counted within 10 seconds. */
const reportMilliseconds = 11_000;

/** What databases count in a second while nothing is asked of their systems. */
const idleRates = new Map<string, Counts>();

/** What a request costs, less what its system does anyway. */
async function count(
  rig: Rig,
  entries: readonly Entry[],
): Promise<readonly (Counts | undefined)[]> {
  const databases = new Set(entries.flatMap(({ counting }) => counting?.database ?? []));
  if (databases.size === 0) return [];
  const read = async () => {
    for (const { counting } of entries) await counting?.settle?.();
    await pause(reportMilliseconds);
    const counts = new Map<string, Counts & { readonly at: number }>();
    for (const database of databases) {
      counts.set(database, { ...(await rig.countsOf(database)), at: performance.now() });
    }
    return counts;
  };
  let before = await read();
  const unknown = [...databases].filter((database) => !idleRates.has(database));
  if (unknown.length > 0) {
    const after = await read();
    for (const database of unknown) {
      idleRates.set(database, difference(after.get(database), before.get(database)).perSecond);
    }
    before = after;
  }
  const costs: (Counts | undefined)[] = entries.map(() => undefined);
  for (const name of new Set(entries.map((entry) => entry.case))) {
    const own = [...entries.entries()].filter(([, entry]) => entry.case === name);
    for (const [, { counting }] of own) await counting?.run();
    const after = await read();
    for (const [index, { counting }] of own) {
      if (counting === undefined) continue;
      const { database, requests } = counting;
      const { counts, seconds } = difference(after.get(database), before.get(database));
      const idle = idleRates.get(database) ?? { transactions: 0, statements: 0 };
      costs[index] = {
        transactions: (counts.transactions - idle.transactions * seconds) / requests,
        statements: (counts.statements - idle.statements * seconds) / requests,
      };
    }
    before = after;
  }
  return costs;
}

type Reading = (Counts & { readonly at: number }) | undefined;

function difference(after: Reading, before: Reading) {
  if (after === undefined || before === undefined) throw new Error("a database was not read");
  const seconds = (after.at - before.at) / 1000;
  const counts = {
    transactions: after.transactions - before.transactions,
    statements: after.statements - before.statements,
  };
  const perSecond = {
    transactions: counts.transactions / seconds,
    statements: counts.statements / seconds,
  };
  return { seconds, counts, perSecond };
}

/** What a load came to, and what its process has used if it had one of its own. */
type Outcome = Pick<Load, "perSecond" | "answered"> &
  Partial<Pick<Load, "p50" | "p99">> & { readonly processor?: number; readonly memory?: number };

interface Loaded {
  /** The service's process; undefined if each run starts one. */
  readonly pid?: number;
  readonly database: string;
  run(): Promise<Outcome>;
}

/** Runs a load and measures what it takes of the processors and of memory. */
export async function watched(rig: Rig, { pid, database, run }: Loaded): Promise<Cell> {
  const service = () => (pid === undefined ? Promise.resolve(0) : cpuSeconds(pid));
  const [before, ownBefore] = [await rig.processors(), await service()];
  const load = await run();
  const [after, ownAfter] = [await rig.processors(), await service()];
  const postgres = usedBetween(before, after, database);
  const thousands = load.answered / 1000;
  const own = pid === undefined ? load.processor : ownAfter - ownBefore;
  const memory = pid === undefined ? load.memory : await residentMebibytes(pid);
  return {
    value: load.perSecond,
    ...(load.p50 === undefined ? {} : { p50: load.p50 }),
    ...(load.p99 === undefined ? {} : { p99: load.p99 }),
    ...(own === undefined ? {} : { serviceProcessor: own / thousands }),
    postgresProcessor: postgres / thousands,
    ...(memory === undefined ? {} : { memory }),
  };
}
