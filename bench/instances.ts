/**
 * Measures role changes over HTTP with one to three instances, with clients that use all of them alike, on
 * the embedded event store and on EventStoreDB; and the processor time that one takes in each process.
 */
import type { Cluster } from "./cluster.ts";
import { cpuSeconds, cpuSecondsOf } from "./cpu.ts";
import { generateLoad, type Load } from "./load.ts";
import type { Row } from "./row.ts";
import { roleChangesIn } from "./rows/role-change.ts";
import { createToken } from "./service.ts";

const clients = 64;
const mostInstances = 3;
/** Members whose roles change in one measurement. No two measurements change the same ones. */
const membersEach = 1_000;
export const membersOfCluster = membersEach * mostInstances;

/**
 * @param clusters the embedded event store first; the others are compared with it
 * @param serverPids the processes of PostgreSQL
 */
export async function benchInstances(
  clusters: readonly Cluster[],
  serverPids: () => Promise<readonly number[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let count = 1; count <= mostInstances; count += 1) {
    let embedded: number | undefined;
    for (const cluster of clusters) {
      const measured = await measure(cluster, count, serverPids);
      const isPeer = embedded === undefined;
      embedded ??= measured.perSecond;
      rows.push(
        {
          name: `role changes over HTTP, ${clients} at once, ${instancesText(count)}, ${cluster.name}`,
          value: measured.perSecond,
          unit: "commands/s",
          ...(isPeer
            ? {}
            : {
                peer: `the same on PostgreSQL (${Math.round(embedded)}/s)`,
                ratio: measured.perSecond / embedded,
              }),
        },
        { name: "their p99", value: measured.p99, unit: "ms" },
      );
      if (count === 1) {
        const title = `connections to PostgreSQL of an instance with ${cluster.name}`;
        rows.push({ name: title, value: measured.connections, unit: "connections" });
      }
      if (count === 2) rows.push(...processorRows(cluster.name, measured));
    }
  }
  return rows;
}

function instancesText(count: number): string {
  return count === 1 ? "1 instance" : `${count} instances`;
}

interface Measured extends Pick<Load, "perSecond" | "p99"> {
  /** Commands of each instance, the warm-up included. */
  readonly commands: readonly number[];
  /** Seconds of processor time of each instance, and of PostgreSQL. */
  readonly processors: readonly number[];
  readonly server: number;
  /** Connections to PostgreSQL of all instances together. */
  readonly connections: number;
}

function measure(
  cluster: Cluster,
  count: number,
  serverPids: () => Promise<readonly number[]>,
): Promise<Measured> {
  return cluster.withInstances(count, async (instances) => {
    const { sessionToken, userIds } = cluster;
    const token = await createToken({ url: instances[0]?.url ?? "", sessionToken });
    const own = userIds.slice((count - 1) * membersEach, count * membersEach);
    const pids = instances.map(({ pid = 0 }) => pid);
    const usedBy = async () => ({
      processors: await Promise.all(pids.map(cpuSeconds)),
      server: await cpuSecondsOf(await serverPids()),
      commands: await roleChangesSoFar(cluster),
    });
    const before = await usedBy();
    const loads = await Promise.all(
      instances.map(({ url }, index) => {
        const members = own.filter((_, number) => number % count === index);
        const requests = roleChangesIn({
          organizationId: cluster.organizationId,
          owner: { token },
          memberIds: members,
        });
        return generateLoad({
          plan: { url, method: "PATCH", requests },
          atOnce: Math.floor(clients / count) + (index < clients % count ? 1 : 0),
          extent: { seconds: 8, warmUp: 2 },
          first: 0,
        });
      }),
    );
    const after = await usedBy();
    const perSecond = loads.reduce((sum, load) => sum + load.perSecond, 0);
    const commands = after.commands - before.commands;
    return {
      perSecond,
      p99: Math.max(...loads.map(({ p99 }) => p99)),
      commands: loads.map((load) => (commands * load.perSecond) / perSecond),
      processors: after.processors.map((used, index) => used - (before.processors[index] ?? 0)),
      server: after.server - before.server,
      connections: await countConnections(cluster),
    };
  });
}

/** The first instance folds; what it needs beyond the second one's time for a command is for that. */
function processorRows(name: string, { commands, processors, server }: Measured): readonly Row[] {
  const [own = 0, others = 0] = commands;
  const [folder = 0, other = 0] = processors;
  const answering = other / others;
  const parts = {
    "the instance that answers": answering,
    "folding into all read models": (folder - answering * own) / (own + others),
    PostgreSQL: server / (own + others),
  };
  return Object.entries(parts).flatMap(([part, seconds]) => [
    {
      name: `processor time a role change, with ${name}: ${part}`,
      value: seconds * 1000,
      unit: "ms",
    },
    { name: "so one core allows", value: 1 / seconds, unit: "commands/s" },
  ]);
}

/** Counted in the audit, because EventStoreDB's positions do not count events. */
async function roleChangesSoFar({ pool, organizationId }: Cluster): Promise<number> {
  const { rows } = await pool.query<{ count: bigint }>(
    "select count(*) from audit_entries where organization_id = $1 and type = 'OrgRoleChanged'",
    [organizationId],
  );
  return Number(rows[0]?.count);
}

/** Without the cluster's own. */
async function countConnections({ pool }: Cluster): Promise<number> {
  const { rows } = await pool.query<{ count: bigint }>(
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  return Number(rows[0]?.count);
}
