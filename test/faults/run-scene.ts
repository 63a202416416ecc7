/**
 * Plays a scene: keeps the service under load, causes each fault in each round, lets it pass, and compares
 * the service with what it has acknowledged.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../fuzz/random.ts";
import { type LoadRecord, type Load, startLoad } from "../support/keyed-writers.ts";
import { findingsOf } from "./checks.ts";
import { type EndingRights, endRights } from "./ending-rights.ts";
import type { Fault, Scene } from "./fault.ts";
import { type HealthWatch, watchHealth } from "./health-watch.ts";
import { type Held, heldBy, kept } from "./resources.ts";
import { type OpenStage, openStage } from "./stage.ts";

/** A row of the report. */
export interface Row {
  readonly scene: string;
  readonly fault: string;
  readonly rounds: number;
  /** Commands that the load had answered for good. */
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly halfDone: readonly string[];
  /** All else that must not be, such as a recovery that takes too long. */
  readonly other: readonly string[];
  /** Milliseconds from the end of the cause until every instance worked, by round. */
  readonly recoveries: readonly number[];
  /** How many rights had ended, and how many requests tried one. */
  readonly rights: { readonly ended: number; readonly tried: number };
}

/** The service works again by itself within this time. */
const recoveryMilliseconds = 10_000;
const writers = 4;
/** Commands that are answered before the first round, and between rounds. */
const commandsBefore = 20;
const commandsBetween = 8;
/** The blow falls at any moment of the load. */
const pauseMilliseconds = 500;

export interface Playing {
  readonly random: Random;
  /** Called after each round. */
  readonly onRound?: (fault: Fault) => void;
  readonly onRow?: (row: Row) => void;
}

interface Played {
  readonly open: OpenStage;
  readonly watch: HealthWatch;
  readonly rights: EndingRights;
  readonly held: readonly Held[];
  readonly loads: LoadRecord[];
}

export async function runScene(scene: Scene, playing: Playing): Promise<Row[]> {
  const open = await openStage(scene, playing.random);
  const { stage } = open;
  const watch = watchHealth(stage.instances, stage);
  const rights = await endRights(stage);
  try {
    await watch.works(performance.now());
    const held = await Promise.all(stage.instances.map(heldBy));
    const played: Played = { open, watch, rights, held, loads: [] };
    const rows: Row[] = [];
    for (const fault of scene.faults) {
      const row = { scene: scene.name, ...(await play(fault, played, playing)) };
      rows.push(row);
      playing.onRow?.(row);
    }
    return rows;
  } finally {
    await Promise.all([rights.stop(), watch.stop()]);
    await open.close();
  }
}

async function play(
  fault: Fault,
  played: Played,
  playing: Playing,
): Promise<Omit<Row, "scene">> {
  const { open, watch, rights, held, loads } = played;
  const { stage } = open;
  const before = { ...rights.counts(), untrue: watch.untrue.length, worked: rights.worked.length };
  const refused = rights.failures.length;
  const name = `load-${loads.length}`;
  const load = startLoad({ ...stage, token: stage.owner, solutionId: open.solutionId, name }, writers);
  const recoveries: number[] = [];
  const other: string[] = [];
  await load.progress(commandsBefore);
  for (let round = 0; round < fault.rounds; round += 1) {
    const { recovery, wrong } = await strike(fault, open, watch);
    recoveries.push(recovery);
    other.push(...wrong);
    await fault.afterwards?.(stage, open.parts).catch((error: unknown) => {
      other.push(error instanceof Error ? error.message : String(error));
    });
    await goOn(load, playing);
    playing.onRound?.(fault);
  }
  loads.push(await load.stop());
  await Promise.all([watch.pause(), rights.pause()]);
  const findings = await findingsOf(open, loads);
  other.push(...findings.other, ...(await kept(stage.instances, held)));
  watch.resume();
  rights.resume();
  await watch.works(performance.now());
  const { ended, tried } = rights.counts();
  return {
    ...findings,
    fault: fault.name,
    rounds: fault.rounds,
    acknowledged: loads.at(-1)?.acknowledged.length ?? 0,
    other: [
      ...other,
      ...watch.untrue.slice(before.untrue),
      ...rights.worked.slice(before.worked),
      ...rights.failures.slice(refused),
    ],
    recoveries,
    rights: { ended: ended - before.ended, tried: tried - before.tried },
  };
}

/** One round. @returns the milliseconds until the service worked, and what was wrong meanwhile */
async function strike(
  { strike: begin, lastsMilliseconds = 0, says }: Fault,
  { stage, parts }: OpenStage,
  watch: HealthWatch,
): Promise<{ readonly recovery: number; readonly wrong: readonly string[] }> {
  const mend = await begin(stage, parts);
  await delay(lastsMilliseconds);
  const wrong = says === undefined ? [] : await watch.check(says);
  await mend();
  const gone = performance.now();
  const recovery = (await watch.works(gone)) - gone;
  for (const instance of stage.instances) {
    if (!instance.isRunning()) wrong.push(`${instance.url} ended by itself`);
  }
  if (recovery > recoveryMilliseconds) {
    wrong.push(`it took ${Math.round(recovery)} ms until everything worked again`);
  }
  return { recovery, wrong };
}

async function goOn(load: Load, { random }: Playing): Promise<void> {
  await load.progress(commandsBetween);
  await delay(random.below(pauseMilliseconds));
}
