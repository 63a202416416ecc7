/**
 * `npm run bench`: measures all rows but the long ones and writes RESULTS.md; `npm run bench -- <row>`: one
 * row. With BENCH_SECONDS or ROUNDS below the usual it only prints.
 * `npm run bench -- report`: only writes RESULTS.md and results.svg anew from results.json;
 * `npm run bench -- <file>`: another file of this folder, without .ts. README.md lists them.
 */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { hold, type Pace } from "./contest.ts";
import { curvesPicture } from "./curves.ts";
import { documentOf } from "./document.ts";
import { pictureOf } from "./picture.ts";
import { describeMachine, readResults, type Results, writeResults } from "./results.ts";
import { type Rig, withRig } from "./rig.ts";
import { type Row, rows } from "./rows.ts";
import { type Systems, systemsOn } from "./systems.ts";

const fullPace: Pace = { rounds: 5, seconds: 10 };

const curves = new Set(rows.filter((row) => row.isCurve === true).map((row) => row.name));

const [, , name] = process.argv;
const chosen = rows.filter((row) => (name === undefined ? row.isLong !== true : row.name === name));
if (chosen.length > 0) await measureAll(chosen);
else if (name === "report") await report(await readResults());
else await import(fileOf(name ?? ""));

/** @throws Error if there is none */
function fileOf(name: string): string {
  const file = join(import.meta.dirname, `${name}.ts`);
  if (/^[a-z-]+$/.test(name) && existsSync(file)) return file;
  const known = [...rows.map((row) => row.name), "report"].join(", ");
  throw new Error(`there is no row and no file ${name}; the rows: ${known}`);
}

async function measureAll(rows: readonly Row[]): Promise<void> {
  await withRig(async (rig) => {
    const systems = systemsOn(rig);
    for (const row of rows) await measure(row, rig, systems);
  });
}

async function measure(
  { name: row, title, pace: full = fullPace, load: loadRow }: Row,
  rig: Rig,
  systems: Systems,
): Promise<void> {
  const pace = {
    ...full,
    rounds: numberIn("ROUNDS", full.rounds),
    seconds: numberIn("BENCH_SECONDS", full.seconds),
  };
  const load = loadavg()[0] ?? 0;
  const tell = (text: string) => showLine(`${row}: ${text}`);
  tell("preparing");
  const prepare = await loadRow();
  const contest = await prepare({ rig, systems });
  const measured = await hold(rig, contest, pace, (text, done, total) =>
    tell(`${text} (${done} of ${total})`),
  );
  const verified = (await contest.verify?.()) ?? [];
  showLine("");
  const result = {
    measuredAt: new Date().toISOString(),
    machine: describeMachine(),
    software: `Node.js ${process.versions.node}, PostgreSQL ${await rig.version()}`,
    load,
    ...pace,
    measured,
    leftOut: contest.leftOut ?? [],
    verified,
  };
  if (pace.rounds >= full.rounds && pace.seconds >= full.seconds) {
    // Shorter runs only print: they are too short to be kept.
    const results = { ...(await readResults()), [row]: result };
    await writeResults(results);
    await report(results);
  }
  process.stdout.write(`${documentOf({ [row]: result }, new Map([[row, title]]), curves)}\n`);
}

async function report(results: Results): Promise<void> {
  const titles = new Map(rows.map((row) => [row.name, row.title]));
  const write = (file: string, text: string) => writeFile(join(import.meta.dirname, file), text);
  const why = await readFile(join(import.meta.dirname, "WHY.md"), "utf8");
  await write("RESULTS.md", `${documentOf(results, titles, curves)}\n${why}`);
  await write("results.svg", pictureOf(results));
  for (const name of curves) {
    const { measured } = results[name] ?? {};
    if (measured !== undefined) await write(`${name}.svg`, curvesPicture(measured));
  }
}

/** On a terminal the next line replaces it. */
function showLine(text: string): void {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
  else if (text !== "") stderr.write(`${text}\n`);
}

function numberIn(variable: string, otherwise: number): number {
  const number = Number(process.env[variable] ?? otherwise);
  if (!(number > 0)) throw new Error(`${variable} must be a number above 0`);
  return number;
}
