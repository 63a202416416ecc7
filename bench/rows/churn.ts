/**
 * Half an hour in which members are invited, changed, disabled and removed at a steady rate: the time of a
 * command must not grow, and autovacuum must keep up.
 */
import { type Entry, watched } from "../contest.ts";
import { startChurn } from "../churn.ts";
import { type Muster, startMuster } from "../muster.ts";
import type { Prepare } from "../systems.ts";
import { inTurns } from "../tenants.ts";

/** A fraction of what the service can do, so that nothing waits for long. */
const perSecond = 100;
const churnWindows = 6;
/** Each is removed within the half hour, and as many are invited. */
const sizes = Array.from({ length: 40 }, () => 1_250);

export const churn: Prepare = async ({ rig }) => {
  const muster = await startMuster(rig, {
    name: "Muster",
    database: "bench_churn",
    population: { sizes, role: "USER" },
    isBulk: true,
  });
  const members = inTurns(
    muster.tenants.map(({ organizationId, owner: { token }, memberIds }) =>
      memberIds.map((userId) => ({ organizationId, userId, token })),
    ),
  );
  const before = await sizesOf(muster);
  let running: ReturnType<typeof startChurn> | undefined;
  const start = (seconds: number) => {
    const job = { url: muster.url, members, perSecond, windows: churnWindows, seconds };
    const started = startChurn(job);
    rig.beforeEnd(async () => started.kill());
    return started;
  };
  const entry = (window: number): Entry => ({
    case: "churn",
    unit: "commands/s",
    system: windowNamed(window),
    measure({ seconds }) {
      running ??= start(seconds);
      const { next } = running;
      return watched(rig, {
        ...muster,
        async run() {
          const done = await next();
          return { ...done, perSecond: done.answered / seconds };
        },
      });
    },
  });
  return {
    entries: Array.from({ length: churnWindows }, (_, index) => entry(index + 1)),
    async verify() {
      await running?.end();
      const after = await sizesOf(muster);
      return [...after].map(([table, text]) => `\`${table}\`: ${before.get(table)}; then ${text}`);
    },
  };
};

/** A part of the time, from 1. */
const windowNamed = (window: number) => `part ${window} of ${churnWindows}`;

/** The tables whose rows a command changes. */
const hot = [
  "members",
  "users",
  "organizations",
  "audit_logs",
  "audit_states",
  "audit_roles",
  "budget_uses",
];

async function sizesOf({ pool }: Muster): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; text: string }>(
    `select relname as name,
            format('%s live rows, %s dead, %s MiB with indexes', n_live_tup, n_dead_tup,
                   round(pg_total_relation_size(relid) / 1048576.0, 1)) as text
     from pg_stat_user_tables where schemaname = 'public' and relname = any($1)
     order by relname`,
    [[...hot, "projection_checkpoints"]],
  );
  return new Map(rows.map(({ name, text }) => [name, text]));
}
