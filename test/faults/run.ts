/**
 * `npm run test:faults`: breaks parts of running services and compares what they did with what they had
 * acknowledged. Further words: part of the name of a scene or fault, to play only those; `kills 1000`, to
 * play so many kills; `report`, to write the table into docs/reliability.md. FAULTS_SEED chooses what is hit;
 * FAULTS_SLOWNESS says how many times longer a slow or busy machine may take.
 */
import { showProgress } from "../../src/platform/progress.ts";
import { seededRandom } from "../fuzz/random.ts";
import type { Fault, Scene } from "./fault.ts";
import { findings, hasFindings, table, writeReport } from "./report.ts";
import { type Row, runScene } from "./run-scene.ts";
import { scenes } from "./scenes.ts";

const words = process.argv.slice(2);
const isReported = take("report") !== undefined;
const kills = take("kills", /^\d{1,6}$/);
const [filter = ""] = words;
const chosen = kills === undefined ? filtered(scenes, filter) : killsOf(scenes, Number(kills));
const total = chosen.flatMap(({ faults }) => faults).reduce((sum, { rounds }) => sum + rounds, 0);
const slowness = Number(process.env["FAULTS_SLOWNESS"] ?? 1);
const random = seededRandom(Number(process.env["FAULTS_SEED"] ?? 1));
const progress = showProgress(process.stdout, "rounds");
const rows: Row[] = [];
const begun = performance.now();
let done = 0;

try {
  for (const scene of chosen) {
    const reason = scene.skip?.();
    if (reason !== undefined) {
      process.stdout.write(`skipped ${scene.name}: ${reason}\n`);
      continue;
    }
    const played = await runScene(scene, {
      random,
      slowness,
      onRound({ name }) {
        done += 1;
        progress.show({ label: `${scene.name}, ${name}`, done, total, processed: done });
      },
    });
    rows.push(...played);
  }
} finally {
  progress.end();
  process.stdout.write(`\n${table(rows)}\n\n${findings(rows)}\n`);
}
if (isReported) {
  const command = [
    ...(slowness === 1 ? [] : [`FAULTS_SLOWNESS=${slowness}`]),
    ...(process.env["TEST_EVENTSTORE_URL"] === undefined ? [] : ["TEST_EVENTSTORE_URL=..."]),
    ...(process.env["TEST_EVENTSTORE_RESTART"] === undefined
      ? []
      : ["TEST_EVENTSTORE_RESTART=..."]),
    "npm run test:faults",
    ...(kills === undefined ? [] : [`-- kills ${kills}`]),
  ].join(" ");
  const minutes = Math.ceil((performance.now() - begun) / 60_000);
  await writeReport(kills === undefined ? "faults" : "kills", command, minutes, rows);
}
// A scene that was broken off may still wait for answers.
process.exit(rows.some(hasFindings) ? 1 : 0);

/** Takes a word from the arguments, and the one behind it if a pattern is given. */
function take(word: string, pattern?: RegExp): string | undefined {
  const index = words.indexOf(word);
  if (index < 0) return undefined;
  const [taken, value] = words.splice(index, pattern === undefined ? 1 : 2);
  if (pattern !== undefined && !pattern.test(value ?? "")) {
    throw new Error(`say how many: ${word} 1000`);
  }
  return value ?? taken;
}

function filtered(all: readonly Scene[], text: string): Scene[] {
  return all
    .map((scene) => ({
      ...scene,
      faults: scene.faults.filter(({ name }) => `${scene.name}, ${name}`.includes(text)),
    }))
    .filter(({ faults }) => faults.length > 0);
}

/** The kills of all scenes, each equally often. */
function killsOf(all: readonly Scene[], count: number): Scene[] {
  const isChosen = ({ isKill }: Fault) => isKill === true;
  const kinds = all.flatMap(({ faults }) => faults).filter(isChosen).length;
  const rounds = Math.ceil(count / kinds);
  return all
    .map((scene) => ({
      ...scene,
      faults: scene.faults.filter(isChosen).map((fault) => ({ ...fault, rounds })),
    }))
    .filter(({ faults }) => faults.length > 0);
}
