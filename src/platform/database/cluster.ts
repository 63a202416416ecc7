/** Creates a new PostgreSQL cluster. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";
import { serverUser } from "./server-user.ts";

/**
 * Creates the cluster in a temporary directory and renames it, so that a crash leaves no half cluster.
 * If another process is quicker, that one's cluster stays.
 * @throws StartupError if the cluster cannot be created
 */
export async function initialize(initdb: string, user: string, cluster: string): Promise<void> {
  const unfinished = `${cluster}.new.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const { commandPrefix, owner } = serverUser();
  if (owner !== undefined) await chown(unfinished, owner, owner);
  const [command, ...values] = [
    ...commandPrefix,
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
    if (status !== 0) throw new Error(error?.message ?? errorLine(stderr));
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

/** Removes what a kill during `initialize` left behind. Only the cluster's owner may call this. */
export async function removeUnfinished(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  const prefix = `${basename(cluster)}.new.`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** The line with the error; the last line often only says that initdb cleans up. */
function errorLine(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? "";
}
