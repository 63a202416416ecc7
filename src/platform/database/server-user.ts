/**
 * Which user runs PostgreSQL, and how it ends with this process. PostgreSQL refuses to run as root. In a
 * user namespace it sees itself as nobody, while root keeps the files. If namespaces are blocked (as in
 * most containers), it runs as the user nobody, who then owns the cluster.
 */
import { spawnSync } from "node:child_process";
import { StartupError } from "../startup-error.ts";

const nobody = 65534;

interface ServerUser {
  /** Goes in front of the server's command. */
  readonly commandPrefix: readonly string[];
  /** The user who must own the cluster's files; undefined: the current one. */
  readonly owner: number | undefined;
}

let found: ServerUser | undefined;

/** @throws StartupError if this process is root and cannot run the server as another user */
export function serverUser(): ServerUser {
  found ??= find();
  return found;
}

function find(): ServerUser {
  // The kernel interrupts the server when this process dies, even by kill -9, so no orphan remains.
  const endWithParent = ["setpriv", "--pdeathsig", "INT"];
  const endPrefix = works(endWithParent) ? endWithParent : [];
  if (process.getuid?.() !== 0) return { commandPrefix: endPrefix, owner: undefined };
  const namespace = ["unshare", "-U", `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (works(namespace)) return { commandPrefix: [...namespace, ...endPrefix], owner: undefined };
  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];
  const commandPrefix = ["setpriv", ...asNobody, "--pdeathsig", "INT"];
  if (works(commandPrefix)) return { commandPrefix, owner: nobody };
  throw new StartupError("PostgreSQL does not run as root: start the service as another user");
}

function works([command = "", ...values]: readonly string[]): boolean {
  return spawnSync(command, [...values, "true"], { stdio: "ignore" }).status === 0;
}
