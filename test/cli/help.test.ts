/** `--help` and `--version` are complete and load almost no code. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const run = promisify(execFile);
const cli = join(import.meta.dirname, "../../src/cli.ts");

/** A loader hook that prints the URL of each loaded module on a line. */
const tracing = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      process.stderr.write("loaded " + url + "\\n");
      return next(url, context);
    },
  });
`)}`;

async function loadedBy(...words: readonly string[]) {
  const { stdout, stderr } = await run(process.execPath, ["--import", tracing, cli, ...words]);
  const loaded = [...stderr.matchAll(/^loaded file:\/\/(.*)$/gm)].map(([, path = ""]) => path);
  const packages = loaded.flatMap(
    (path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const ours = loaded.flatMap(
    (path) => /\/((?:packages\/verify\/)?src\/.*)$/.exec(path)?.[1] ?? [],
  );
  return { stdout, packages: [...new Set(packages)], ours: ours.toSorted() };
}

test.each([[["--help"]], [["projections", "--help"]], [["verify", "--help"]], [["--version"]]])(
  "%j loads commander and nothing of the service",
  async (words) => {
    const { packages, ours } = await loadedBy(...words);
    expect(packages).toEqual(["commander"]);
    expect(ours).toEqual([
      "packages/verify/src/command.ts",
      "src/cli.ts",
      "src/cli/commands.ts",
      "src/platform/early-readers.ts",
      "src/platform/startup-error.ts",
    ]);
  },
);

test("the help names every command", async () => {
  const { stdout } = await loadedBy("--help");
  const named = [...stdout.matchAll(/^ {2}([a-z-]+) .*$/gm)].map(([, name]) => name);
  expect(named).toEqual(
    expect.arrayContaining([
      "bootstrap",
      "projections",
      "verify",
      "erase-user",
      "rotate-master-key",
      "rotate-signing-key",
      "replay",
    ]),
  );
});

test("`--version` prints the version in package.json", async () => {
  expect((await loadedBy("--version")).stdout).toBe(`${manifest.version}\n`);
});
