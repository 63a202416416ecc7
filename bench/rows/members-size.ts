/**
 * The first page of 50 members of a large organization, and of one of 1,000 members. Administrators ask, as many
 * at a time as an organization lets read at once. BENCH_MEMBERS is the size of the large one.
 */
import { pagePath } from "../bare-data.ts";
import { bearer, startMuster } from "../muster.ts";
import { overHttp, type Part } from "../over-http.ts";
import type { Prepare } from "../systems.ts";

const few = 1_000;
const many = Number(process.env["BENCH_MEMBERS"] ?? 100_000);
const readsAtOnce = 4;

export const membersSize: Prepare = async ({ rig }) => {
  const muster = await startMuster(rig, {
    name: "Muster",
    database: "bench_size",
    population: { sizes: [few, many], role: "ADMIN" },
  });
  const parts = muster.tenants.map(({ organizationId, people, memberIds }): Part => {
    const path = pagePath(organizationId);
    return {
      system: { ...muster, name: memberIds.length === few ? "few members" : "many members" },
      plan: {
        url: muster.url,
        method: "GET",
        requests: people.map((caller) => ({ path, headers: bearer(caller) })),
      },
    };
  });
  const contest = await overHttp(rig, parts, [readsAtOnce]);
  return {
    ...contest,
    // Both are in one database, so PostgreSQL cannot tell what it counts for which.
    entries: contest.entries.map(({ case: name, unit, system, measure }) => ({
      case: name,
      unit,
      system,
      measure,
    })),
    async verify() {
      const verified = (await contest.verify?.()) ?? [];
      await muster.stop();
      return [...verified, `few: ${few} members, many: ${many}`];
    },
  };
};
