/** Makes a new PostgreSQL cluster. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";
import { serverUser } from "./server-user.ts";

/**
 * Makes the cluster beside its place and moves it there, so that a crash leaves none half made.
 * Where another process is quicker, its cluster stays.
 * @throws StartupError where it cannot be made.
 */
export async function initialize(initdb: string, user: string, cluster: string): Promise<void> {
  const unfinished = `${cluster}.new.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const { before, owner } = serverUser();
  if (owner !== undefined) await chown(unfinished, owner, owner);
  const [command, ...values] = [
    ...before,
    initdb,
    `--pgdata=${unfinished}`,
    `--username=${user}`,
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  const { status, stderr, error } = spawnSync(command, values, { encoding: "utf8", cwd: "/" });
  try {
    if (status !== 0) throw new Error(error?.message ?? complaint(stderr));
    await rename(unfinished, cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (isCluster(cluster)) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `the embedded PostgreSQL could not be set up: ${reason}; run npm ci again, or set DATABASE_URL to a PostgreSQL server`,
    );
  }
}

export function isCluster(cluster: string): boolean {
  return existsSync(join(cluster, "PG_VERSION"));
}

/** What a kill in the middle of `initialize` left. Only for the owner of the cluster. */
export async function removeUnfinished(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  const prefix = `${basename(cluster)}.new.`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** The line that says what went wrong; the last one often says only that it cleans up. */
function complaint(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? "";
}
