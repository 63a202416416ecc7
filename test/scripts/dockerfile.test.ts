/** The Dockerfile and .dockerignore, as far as they can be checked without building an image. */
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path/posix";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

interface Copy {
  /** The stage from which it is copied; undefined: from the repository. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly to: string;
}
interface Stage {
  readonly base: string;
  readonly name: string | undefined;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
}

const stages = stagesIn(await readFile("Dockerfile", "utf8"));
const patterns = (await readFile(".dockerignore", "utf8"))
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
/** What is committed, and the folders of it. */
const files = execFileSync("git", ["ls-files"], { encoding: "utf8" }).trim().split("\n");
const sent = files.filter((file) => !isIgnored(file));

function stagesIn(text: string): Stage[] {
  const [, ...parts] = text.split(/^FROM /m);
  return parts.map((part) => {
    const [, base = "", name] = /^(\S+)(?: AS (\S+))?/.exec(part) ?? [];
    const copies = [...part.matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)].map(
      ([, from, names = ""]) => {
        const words = names.split(" ");
        return { from, sources: words.slice(0, -1).map(normalize), to: words.at(-1) ?? "" };
      },
    );
    const runs = [...part.matchAll(/^RUN (.+)$/gm)].map(([, command = ""]) => command);
    return { base, name, copies, runs };
  });
}

/** The last pattern that matches the file, or a folder that it is in, decides. */
function isIgnored(file: string): boolean {
  const matching = patterns.findLast((pattern) => {
    const path = pattern.replace(/^!/, "");
    return path === "*" || file === path || file.startsWith(`${path}/`);
  });
  return matching !== undefined && !matching.startsWith("!");
}

const isIn = (file: string, path: string): boolean => file === path || file.startsWith(`${path}/`);
const copied = stages.flatMap(({ copies }) => copies).filter(({ from }) => from === undefined);
const sources = copied.flatMap((copy) => copy.sources);
const last = stages.at(-1);
/** The stage, and those that it continues. */
function lineage({ base, copies, runs }: Stage): Pick<Stage, "copies" | "runs"> {
  const under = stages.find(({ name }) => name === base);
  if (under === undefined) return { copies, runs };
  const before = lineage(under);
  return { copies: [...before.copies, ...copies], runs: [...before.runs, ...runs] };
}

test.each(sources)("%s exists and is sent to the builder", (source) => {
  expect(sent.filter((file) => isIn(file, source))).not.toEqual([]);
});

test("nothing is sent that no stage copies", () => {
  expect(sent.filter((file) => !sources.some((source) => isIn(file, source)))).toEqual([]);
});

test("what is built or installed on this machine is not sent", () => {
  const made = ["node_modules/x/index.js", ".data/master.key", ".demo/first-run.json", ".env"];
  const inside = [
    "console/dist/index.html",
    "console/node_modules/x/index.js",
    "clients/typescript/dist/index.js",
  ];
  expect([...made, ...inside].filter((file) => !isIgnored(file))).toEqual([]);
});

test("every stage that installs has the manifest of every workspace", () => {
  const manifests = [
    "package.json",
    "package-lock.json",
    ...manifest.workspaces.map((each) => `${each}/package.json`),
  ];
  const installing = stages
    .map(lineage)
    .filter(({ runs }) => runs.some((run) => run.startsWith("npm ci")));
  expect(installing.length).toBeGreaterThan(0);
  for (const { copies } of installing) {
    const present = copies.flatMap((copy) => copy.sources);
    expect(present).toEqual(expect.arrayContaining(manifests));
  }
});

describe("the image", () => {
  const fromOther = (last?.copies ?? []).filter(({ from }) => from !== undefined);
  const stageOf = (path: string) => {
    const from = fromOther.find((copy) => copy.sources.includes(path))?.from;
    const stage = stages.find(({ name }) => name === from);
    return stage && lineage(stage);
  };

  test("has production packages and no build tools", () => {
    expect(stageOf("/app/node_modules")?.runs).toEqual([
      "npm ci --omit=dev --omit=optional --ignore-scripts",
    ]);
    expect(last?.runs.some((run) => run.includes("npm"))).toBe(false);
  });

  test("has the console that a stage with the build tools builds, and not its sources", () => {
    expect(stageOf("/app/console/dist")?.runs).toEqual([
      "npm ci --ignore-scripts",
      "npm run build",
    ]);
    expect(fromOther.map(({ sources: [path = ""], to }) => [path, to])).toEqual([
      ["/app/node_modules", "./node_modules"],
      ["/app/console/dist", "./console/dist"],
    ]);
    const own = (last?.copies ?? []).filter(({ from }) => from === undefined);
    expect(own.flatMap((copy) => copy.sources).filter((source) => isIn(source, "console"))).toEqual(
      [],
    );
  });

  test("has every file that the service imports", async () => {
    const present = sent.filter((file) =>
      last?.copies.some(
        ({ from, sources: own }) => from === undefined && own.some((path) => isIn(file, path)),
      ),
    );
    const missing: string[] = [];
    for (const file of present.filter((each) => each.endsWith(".ts"))) {
      const text = await readFile(file, "utf8");
      for (const [, path = ""] of text.matchAll(/^(?:import|export)\b[^;"]*?"(\.[^"]+)"/gm)) {
        const to = join(dirname(file), path);
        if (!present.includes(to)) missing.push(`${file} -> ${to}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

test("the console's sources import nothing that the building stage lacks", async () => {
  const building = stages.find(({ runs }) => runs.includes("npm run build"));
  const own =
    building === undefined ? [] : lineage(building).copies.flatMap((copy) => copy.sources);
  const present = sent.filter((file) => own.some((source) => isIn(file, source)));
  const missing: string[] = [];
  for (const file of present.filter((each) => /^console\/.*\.tsx?$/.test(each))) {
    const text = await readFile(file, "utf8");
    for (const [, path = ""] of text.matchAll(/\bfrom "(\.\.?\/[^"?]+)"/g)) {
      const to = join(dirname(file), path);
      if (!present.some((each) => isIn(each, to))) missing.push(`${file} -> ${to}`);
    }
  }
  expect(missing).toEqual([]);
});

test("the image's health is its liveness: a restart does not bring back a store that is away", async () => {
  const [, command] =
    /^HEALTHCHECK[^]*?CMD (.+)$/m.exec(await readFile("Dockerfile", "utf8")) ?? [];
  expect(command).toContain("/health/live");
});
