/** Packs a workspace of this repository and installs the tarball elsewhere, without a network. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./process.ts";

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
  await run("npm", ["pack", "--pack-destination", folder], { cwd: join(repository, workspace) });
  const [tarball = ""] = await readdir(folder);
  await writeFile(join(folder, "package.json"), `{"name":"elsewhere","type":"module"}`);
  const local = dependencies.map((name) => join(repository, "node_modules", name));
  const options = ["--offline", "--install-links", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...options, `./${tarball}`, ...local], { cwd: folder });
  return folder;
}
