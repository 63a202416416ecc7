/** Packs a workspace of this repository, installs the tarball elsewhere without a network, and finds Node.js. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { cleanEnvironment, repository } from "./process.ts";

const run = promisify(execFile);

/**
 * Installs it in a new project and returns the project's folder.
 * @param dependencies all packages that it needs; they are copied from this repository's `node_modules`
 */
export async function installPacked(
  workspace: string,
  dependencies: readonly string[],
): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "muster-package-")));
  const env = cleanEnvironment({});
  const source = join(repository, workspace);
  await run("npm", ["pack", "--pack-destination", folder], { cwd: source, env });
  const [tarball = ""] = await readdir(folder);
  await writeFile(join(folder, "package.json"), `{"name":"elsewhere","type":"module"}`);
  const local = dependencies.map((name) => join(repository, "node_modules", name));
  const options = ["--offline", "--install-links", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...options, `./${tarball}`, ...local], { cwd: folder, env });
  return folder;
}

/** Version and path of each Node.js in PATH from version 20 on, and of the one that runs the tests. */
export async function nodesInPath(): Promise<readonly (readonly [string, string])[]> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = await Promise.all(
    folders.map(async (folder) => {
      const path = join(folder, "node");
      const { stdout } = await run(path, ["--version"]).catch(() => ({ stdout: "" }));
      return [stdout.trim(), path] as const;
    }),
  );
  const made = found.filter(([version]) => Number(/^v(\d+)/.exec(version)?.[1] ?? 0) >= 20);
  return [...new Map([...made, [process.version, process.execPath] as const])];
}
