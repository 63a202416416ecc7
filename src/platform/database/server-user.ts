/**
 * As whom PostgreSQL runs, and how it ends with us. PostgreSQL refuses to run as root; in a user
 * namespace of its own it sees itself as nobody, while the files stay ours. Where namespaces are
 * blocked (as in most containers), it runs as the existing user nobody, who then owns the cluster.
 */
import { spawnSync } from "node:child_process";
import { StartupError } from "../startup-error.ts";

const nobody = 65534;

export interface ServerUser {
  /** Commands to put before the server's own. */
  readonly before: readonly string[];
  /** Who must own the cluster's files; undefined: they stay ours. */
  readonly owner: number | undefined;
}

let found: ServerUser | undefined;

/** @throws StartupError where we are root and can be nobody else. */
export function serverUser(): ServerUser {
  found ??= find();
  return found;
}

function find(): ServerUser {
  // The kernel interrupts the server when this process dies, also by kill -9: no orphan stays behind.
  const dyingWithUs = ["setpriv", "--pdeathsig", "INT"];
  const withUs = works(dyingWithUs) ? dyingWithUs : [];
  if (process.getuid?.() !== 0) return { before: withUs, owner: undefined };
  const namespace = ["unshare", "-U", `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (works(namespace)) return { before: [...namespace, ...withUs], owner: undefined };
  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];
  const before = ["setpriv", ...asNobody, "--pdeathsig", "INT"];
  if (works(before)) return { before, owner: nobody };
  throw new StartupError("PostgreSQL does not run as root: start the service as another user");
}

function works([command = "", ...values]: readonly string[]): boolean {
  return spawnSync(command, [...values, "true"], { stdio: "ignore" }).status === 0;
}
