/**
 * How the time of a request grows with the members of its organization: 1,000 to 1,000,000, in one database, so
 * that a small organization has a large neighbour. BENCH_SIZES are other sizes.
 */
import { PassThrough } from "node:stream";
import { pagePath } from "../bare-data.ts";
import { type Entry, watched } from "../contest.ts";
import { createLoads, type Load, type PlannedRequest } from "../load.ts";
import { download } from "../long-log.ts";
import { bearer, type Muster, startMuster } from "../muster.ts";
import type { Rig } from "../rig.ts";
import type { Prepare } from "../systems.ts";
import { tallyOf } from "../tally.ts";
import { type Person, roleAt, type Tenant } from "../tenants.ts";
import { countRoleChanges, roleChangesIn } from "./role-change.ts";

const sizes = (process.env["BENCH_SIZES"] ?? "1000,10000,100000,1000000").split(",").map(Number);

/** The usual organization is small, and PostgreSQL plans for the usual one. */
const neighbours = Array.from({ length: 1_000 }, () => 10);

/** What an organization lets read at once. */
const readsAtOnce = 4;
const callersOfPages = 4;
const deepPage = 2_000;
const pageSize = 50;

export const growth: Prepare = async ({ rig }) => {
  const muster = await startMuster(rig, {
    name: "Muster",
    database: "bench_growth",
    population: { sizes: [...sizes, ...neighbours], role: "ADMIN", solutions: 12 },
    isBulk: true,
  });
  const each = await Promise.all(
    muster.tenants.slice(0, sizes.length).map((tenant) => growthOf(rig, muster, tenant)),
  );
  const byCase = each[0]?.entries.map((_, index) => each.map(({ entries }) => entries[index]));
  return {
    // All sizes of a case after each other.
    entries: (byCase ?? []).flat().filter((entry) => entry !== undefined),
    async verify() {
      const verified = await Promise.all(each.map(({ verify }) => verify()));
      await muster.stop();
      return verified;
    },
  };
};

/** The name of an organization in the results. */
const sizeNamed = (members: number) => `${members.toLocaleString("en-US")} members`;

async function growthOf(rig: Rig, muster: Muster, tenant: Tenant) {
  const { organizationId, memberIds, people, solutionIds } = tenant;
  const system = sizeNamed(memberIds.length);
  const readers = people.slice(0, callersOfPages);
  const asked = (query = "", callers: readonly Person[] = readers): PlannedRequest[] =>
    callers.map((caller) => ({
      path: pagePath(organizationId, pageSize) + query,
      headers: bearer(caller),
    }));
  const entry = (name: string, measure: Entry["measure"]): Entry => ({
    case: name,
    unit: "requests/s",
    system,
    measure,
  });
  const make = createLoads();
  const read = (name: string, requests: readonly PlannedRequest[], atOnce = 1): Entry => {
    const plan = { url: muster.url, method: "GET", requests } as const;
    return entry(name, (time) => timesOf(rig, muster, () => make(plan, atOnce, time)));
  };
  const deep = await pagesAt(muster, tenant, readers);
  const changes = {
    url: muster.url,
    method: "PATCH",
    requests: roleChangesIn({
      organizationId,
      owner: tenant.owner,
      memberIds: memberIds.filter((_, index) => roleAt(index, "ADMIN") === "USER"),
    }),
  } as const;
  const tally = await tallyOf(system, () => countRoleChanges(muster, organizationId));
  const change = (name: string, atOnce: number): Entry =>
    entry(name, (time) =>
      timesOf(rig, muster, async () => {
        const load = await make(changes, atOnce, time);
        tally.add(load);
        return load;
      }),
    );
  const member = Math.floor(memberIds.length / 2);
  const [person = ""] = memberIds.slice(member);
  const entries = [
    read("page 1", asked()),
    read("page 2,000, or the last", deep),
    read("page 1, 4 at once", asked(), readsAtOnce),
    read("page 2,000, or the last, 4 at once", deep, readsAtOnce),
    read("page 1 with its total", asked("&includeTotal=true")),
    ...["-name", "email", "createdAt", "lastActiveAt", "role"].flatMap((sort) =>
      sort === "-name"
        ? [read("sorted by -name", asked("&sort=-name"))]
        : ["", "-"].map((sign) => read(`sorted by ${sign}${sort}`, asked(`&sort=${sign}${sort}`))),
    ),
    read("search: one member", asked(`&search=family${member}`)),
    read("search: 1 in 97", asked("&search=name42%20")),
    read("search: nobody", asked("&search=zyzzyva")),
    read("search: everybody", asked("&search=example.com")),
    read("search: 1 in 97, with its total", asked("&search=name42%20&includeTotal=true")),
    read("filter: one person", asked(`&userIds=${person}`)),
    read("filter: one address", asked(`&emails=${person}@example.com`)),
    read("filter: creators", asked("&includeRoles=CREATOR")),
    read("filter: owners", asked("&includeRoles=OWNER")),
    read("filter: not users", asked("&excludeRoles=USER")),
    read("filter: active", asked("&status=ACTIVE")),
    read("filter: invited", asked("&status=INVITED")),
    read("filter: invited, by -createdAt", asked("&status=INVITED&sort=-createdAt")),
    read("filter: one solution", asked(`&solutionIds=${solutionIds[1]}`)),
    read("filter: without solutions", asked("&withoutSolutions=true")),
    read("filter: creators, with their total", asked("&includeRoles=CREATOR&includeTotal=true")),
    read(
      "token: `GET /v1/users/me`",
      people.map((caller) => ({ path: "/v1/users/me", headers: bearer(caller) })),
    ),
    change("role change", 1),
    change("role change, 16 at once", 16),
    {
      case: "access review",
      unit: "members/s",
      system,
      async measure() {
        const url = `${muster.url}/v1/organizations/${organizationId}/access-review`;
        const headers = bearer(tenant.owner);
        const seconds = await download(url, headers, new PassThrough().resume());
        return { value: (memberIds.length + 1) / seconds };
      },
    } satisfies Entry,
  ];
  return { entries, verify: tally.verify };
}

/** Of seconds, in which other work of the service counts too much to say what it cost. */
async function timesOf(rig: Rig, muster: Muster, run: () => Promise<Load>) {
  const { value, p50 = 0, p99 = 0 } = await watched(rig, { ...muster, run });
  return { value, p50, p99 };
}

/**
 * Page 2,000, or the last, for each caller: a continuation token is bound to the caller but not to the size of
 * the page, so the way there is walked in pages of 500.
 */
async function pagesAt(
  { url }: Muster,
  { organizationId, memberIds }: Tenant,
  callers: readonly Person[],
): Promise<PlannedRequest[]> {
  const before = (Math.min(deepPage, Math.floor(memberIds.length / pageSize)) - 1) * pageSize;
  const requests: PlannedRequest[] = [];
  for (const caller of callers) {
    let token = "";
    for (let passed = 0; passed < before;) {
      const limit = Math.min(500, before - passed);
      const path = pagePath(organizationId, limit) + after(token);
      const answer = await fetch(url + path, { headers: bearer(caller) });
      const page = (await answer.json()) as { count: number; continuationToken?: string };
      if (page.continuationToken === undefined) throw new Error(`${path}: no further page`);
      token = page.continuationToken;
      passed += page.count;
    }
    requests.push({
      path: pagePath(organizationId, pageSize) + after(token),
      headers: bearer(caller),
    });
  }
  return requests;
}

const after = (token: string) => (token === "" ? "" : `&continuationToken=${token}`);
