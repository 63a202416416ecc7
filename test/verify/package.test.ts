/** The package `@muster/verify`, packed and installed where nothing else of Muster is, under every Node.js at hand. */
import { execFile } from "node:child_process";
import { readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Manifest } from "../../src/audit/bundle/manifest.ts";
import { parseCloudEventLine } from "../../src/audit/cloud-event.ts";
import { leafHash, treeOf } from "../../src/audit/merkle.ts";
import { checkpointText, originOf } from "../../src/audit/note.ts";
import { canonicalRecord } from "../../src/audit/record.ts";
import {
  type Files,
  linesOf,
  newForger,
  pack,
  refit,
  resign,
  unpack,
  withLines,
} from "../support/bundle.ts";
import { installPacked, nodesInPath } from "../support/packages.ts";
import { cleanEnvironment, removeDataDir, repository } from "../support/process.ts";

/** A bundle that a service once exported. */
const bundle = join(repository, "test/releases/0.1.0/bundle.zip");
const run = promisify(execFile);
const nodes = await nodesInPath();

let folder: string;
let installed: string;
let manifest: Manifest;
let files: Files;

beforeAll(async () => {
  folder = await installPacked("packages/verify", []);
  installed = join(folder, "node_modules/@muster/verify");
  files = await unpack(await readFile(bundle));
  manifest = JSON.parse(files.get("manifest.json") ?? "");
});
afterAll(() => removeDataDir(folder));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runs(node: string, ...words: readonly string[]): Promise<Outcome> {
  try {
    return { code: 0, ...(await run(node, words, { cwd: folder, env: cleanEnvironment({}) })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

const command = () => join(folder, "node_modules/.bin/muster-verify");

async function written(name: string, content: Buffer | string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

/** The same log with 1,000 more log-ins, which are read in many pieces; signed by somebody else. */
async function longerBundle(): Promise<string> {
  const lines = linesOf(files, "events.ndjson");
  const logIn = JSON.parse(lines.find((line) => line.includes("muster.UserLoggedIn")) ?? "");
  const added = Array.from({ length: 1000 }, (_, index) =>
    JSON.stringify({ ...logIn, position: lines.length + index + 1 }),
  );
  const all = [...lines, ...added];
  const tree = treeOf();
  for (const line of all) tree.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
  const { organizationId } = manifest;
  const head = { origin: originOf(organizationId), size: all.length, root: tree.root() };
  const changed = withLines(files, "events.ndjson", all);
  changed.set("checkpoint.txt", `${checkpointText(head)}\n`);
  const fitting = refit(changed, ({ range, counts, ...rest }) => ({
    ...rest,
    range: { ...range, last: all.length },
    counts: { ...counts, events: all.length },
    root: head.root.toString("base64"),
  }));
  return written("longer.zip", await pack(resign(fitting, newForger(), organizationId)));
}

test("it is installed alone, with types and licences, and opens no connection and no database", async () => {
  expect(await readdir(join(folder, "node_modules/@muster"))).toEqual(["verify"]);
  expect((await readdir(join(folder, "node_modules"))).toSorted()).toEqual([
    ".bin",
    ".package-lock.json",
    "@muster",
  ]);
  const packed = await readdir(installed);
  expect(packed.toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist",
    "package.json",
  ]);
  const dist = await readdir(join(installed, "dist"));
  expect(dist).toEqual(expect.arrayContaining(["index.d.ts", "THIRD-PARTY-LICENSES.txt"]));
  const code = await Promise.all(
    dist
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFile(join(installed, "dist", name), "utf8")),
  );
  const imports = code.flatMap((text) => [
    ...text.matchAll(/(?:^import [^;]*?from |^import |\bimport\(|\b__require\()"([^"]+)"/gm),
  ]);
  const builtIns = new Set(
    imports.flatMap(([, name = ""]) => (name.startsWith("./") ? [] : name.replace("node:", ""))),
  );
  const needed =
    "child_process crypto events fs fs/promises module path process readline stream stream/promises util v8 worker_threads zlib";
  // `child_process` is commander's, for commands in files of their own, which this one does not have.
  expect([...builtIns].toSorted()).toEqual(needed.split(" "));
});

test.each(nodes)(
  "Node.js %s verifies a bundle, and refuses a damaged one and another key",
  async (_, node) => {
    const genuine = await runs(node, command(), bundle, "--key", manifest.publicKey);
    expect(genuine).toMatchObject({ code: 0, stdout: expect.stringMatching(/^VERIFIED\n/) });
    expect(genuine.stdout).toContain("Trust: PINNED KEY");

    const foreign = newForger().raw.toString("base64");
    const otherKey = await runs(node, command(), bundle, "--key", foreign, "--json");
    expect(otherKey.code).toBe(2);
    expect(JSON.parse(otherKey.stdout)).toMatchObject({
      isVerified: false,
      trust: { kind: "REFUSED" },
      failures: [{ name: "key-mismatch" }],
    });

    const edited = new Map(files);
    edited.set("events.ndjson", edited.get("events.ndjson")?.replace("OWNER", "ADMIN") ?? "");
    const damaged = await written("damaged.zip", await pack(edited));
    const refused = await runs(node, command(), damaged, "--key", manifest.publicKey);
    expect(refused).toMatchObject({ code: 2, stdout: expect.stringMatching(/^REFUSED\n/) });
    expect(refused.stdout).toContain("events-altered");

    const longer = await runs(node, command(), await longerBundle());
    expect(longer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^VERIFIED\n/) });
    expect(longer.stdout).toContain("Trust: EMBEDDED KEY ONLY");

    const unreadable = await runs(node, command(), join(folder, "none.zip"));
    expect(unreadable.code).toBe(1);
    expect(unreadable.stderr).toMatch(/^muster-verify: cannot read .*: no such file or directory/);
  },
);

test("`muster verify` says the same", async () => {
  const words = [bundle, "--key", manifest.publicKey];
  const cli = join(repository, "src/cli.ts");
  const ofMuster = await runs(process.execPath, cli, "verify", ...words);
  expect(ofMuster.stdout).toBe((await runs(process.execPath, command(), ...words)).stdout);
});

test("its help names every option, the exit codes and how to call it", async () => {
  const { stdout } = await runs(process.execPath, command(), "--help");
  for (const named of ["--key", "--previous", "--json", "Exit codes:", "muster-verify bundle.zip"])
    expect(stdout).toContain(named);
});

/** Writes each program of its README into a file. */
async function snippets(): Promise<readonly string[]> {
  const text = await readFile(join(installed, "README.md"), "utf8");
  const found = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, snippet = ""]) => snippet);
  expect(found).not.toEqual([]);
  const names = found.map((_, index) => `readme-${index + 1}.ts`);
  for (const [index, name] of names.entries()) {
    await written(name, `declare const key: string;\n${found[index]}`);
  }
  return names;
}

test("a program can import it, as its README does; its types need no other package", async () => {
  await written(
    "program.ts",
    `import { failures, pinnedKeyFrom, type Verdict, verifyBundle } from "@muster/verify";
     const verdict: Verdict = await verifyBundle(${JSON.stringify(bundle)}, {
       pinned: pinnedKeyFrom(${JSON.stringify(manifest.publicKey)}),
     });
     const explained: string[] = verdict.failures.map(({ name }) => failures[name]);
     if (!verdict.isVerified || verdict.trust.kind !== "PINNED" || explained.length > 0) throw verdict;
     const events: number | undefined = verdict.counts?.events;
     if (events !== ${manifest.counts.events}) throw events;`,
  );
  await symlink(join(repository, "node_modules/typescript"), join(folder, "typescript"));
  const options = ["--strict", "--module", "nodenext", "--target", "es2022", "--types", ""];
  const tsc = join(folder, "typescript/bin/tsc");
  const compiled = await runs(
    process.execPath,
    tsc,
    ...options,
    "program.ts",
    ...(await snippets()),
  );
  expect(compiled).toEqual({ code: 0, stdout: "", stderr: "" });
  const ran = await Promise.all(nodes.map(([, node]) => runs(node, "program.js")));
  expect(ran).toEqual(nodes.map(() => ({ code: 0, stdout: "", stderr: "" })));
});
