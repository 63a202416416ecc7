/**
 * Plays a scene: keeps the service under load, causes each fault in each round, lets it pass, and compares
 * the service with what it has acknowledged.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../fuzz/random.ts";
import { type Load, type LoadRecord, startLoad } from "../support/keyed-writers.ts";
import { type Findings, findingsOf } from "./checks.ts";
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
  /** Did something keep it from being played to its end? The rest of the scene is not played then. */
  readonly isBrokenOff: boolean;
  /** How many rights had ended, and how many requests tried one. */
  readonly rights: { readonly ended: number; readonly tried: number };
}

/** The service works again by itself within this time. */
const recoveryMilliseconds = 10_000;
const writers = 4;
/** Commands that are answered before the first round, and between rounds. */
const commandsBefore = 20;
const commandsBetween = 8;
/** The blow falls at any moment of the load: many times as long as a command takes. */
const pauseMilliseconds = 250;
const standMilliseconds = 60_000;

export interface Playing {
  readonly random: Random;
  /** How many times longer than usual everything may take, on a slow or busy machine. */
  readonly slowness: number;
  /** Called after each round. */
  readonly onRound?: (fault: Fault) => void;
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
  const watch = watchHealth(stage.instances, stage, playing.slowness);
  const rows: Row[] = [];
  let rights: EndingRights | undefined;
  let isWhole = false;
  try {
    await watch.works();
    rights = await endRights(stage);
    const held = await Promise.all(stage.instances.map(heldBy));
    const played: Played = { open, watch, rights, held, loads: [] };
    for (const fault of scene.faults) {
      const row = await play(fault, played, playing);
      rows.push({ scene: scene.name, ...row });
      if (row.isBrokenOff) return rows;
    }
    isWhole = true;
    return rows;
  } finally {
    const stopped = Promise.all([rights?.stop(), watch.stop()]);
    // What has broken off may wait for answers that never come.
    if (isWhole) await stopped;
    else stopped.catch(() => undefined);
    await open.close();
  }
}

async function play(fault: Fault, played: Played, playing: Playing): Promise<Omit<Row, "scene">> {
  const { open, watch, rights, held, loads } = played;
  const { stage } = open;
  const before = rights.counts();
  const [untrue, worked, failures] = [watch.untrue, rights.worked, rights.failures];
  const known = [untrue.length, worked.length, failures.length] as const;
  const load = startLoad(
    {
      ...stage,
      token: stage.owner,
      solutionId: open.solutionId,
      name: `load-${loads.length}`,
    },
    writers,
  );
  const recoveries: number[] = [];
  const other: string[] = [];
  let isBrokenOff = false;
  let findings: Findings = { lost: [], twice: [], halfDone: [], other: [] };
  try {
    await progress(load, commandsBefore, playing);
    while (recoveries.length < fault.rounds) {
      const { recovery, wrong } = await strike(fault, played, playing);
      await progress(load, commandsBetween, playing);
      recoveries.push(recovery);
      other.push(...wrong);
      playing.onRound?.(fault);
      await delay(playing.random.below(pauseMilliseconds));
    }
    loads.push(await load.stop());
    await Promise.all([watch.pause(), rights.pause()]);
    findings = await findingsOf(open, loads);
    other.push(...(await kept(stage.instances, held)));
    watch.resume();
    rights.resume();
  } catch (error) {
    isBrokenOff = true;
    other.push(`broken off: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { ended, tried } = rights.counts();
  return {
    ...findings,
    fault: fault.name,
    rounds: recoveries.length,
    acknowledged: load.count(),
    other: [
      ...findings.other,
      ...other,
      ...untrue.slice(known[0]),
      ...worked.slice(known[1]),
      ...failures.slice(known[2]),
    ],
    recoveries,
    isBrokenOff,
    rights: { ended: ended - before.ended, tried: tried - before.tried },
  };
}

/** @throws Error if the load comes to a stand */
async function progress(load: Load, commands: number, { slowness }: Playing): Promise<void> {
  const late = delay(standMilliseconds * slowness, undefined, { ref: false }).then(() => {
    throw new Error(`the load came to a stand: fewer than ${commands} commands were done`);
  });
  await Promise.race([load.progress(commands), late]);
}

/** One round. @returns the milliseconds until the service worked, and what was wrong meanwhile */
async function strike(
  { strike: begin, lastsMilliseconds = 0, says, afterwards }: Fault,
  { open: { stage, parts }, watch }: Played,
  { slowness }: Playing,
): Promise<{ readonly recovery: number; readonly wrong: readonly string[] }> {
  const mend = await begin(stage, parts);
  await delay(lastsMilliseconds);
  const wrong = says === undefined ? [] : await watch.check(says);
  await mend();
  const gone = performance.now();
  await watch.works();
  const recovery = performance.now() - gone;
  if (recovery > recoveryMilliseconds * slowness) {
    wrong.push(`it took ${Math.round(recovery)} ms until everything worked again`);
  }
  await afterwards?.(stage, parts).catch((error: unknown) => {
    wrong.push(error instanceof Error ? error.message : String(error));
  });
  return { recovery, wrong };
}
