/**
 * How the time of a request grows with the organizations of the service, 40 and 10,000, and with those that one
 * person is a member of, 1 and 2,000.
 */
import { pagePath } from "../bare-data.ts";
import { type Entry, watched } from "../contest.ts";
import { createLoads, type Plan } from "../load.ts";
import { bearer, type Muster, startMuster } from "../muster.ts";
import type { Rig } from "../rig.ts";
import type { Prepare } from "../systems.ts";
import { tallyOf } from "../tally.ts";
import { inTurns, type Person, type Tenant } from "../tenants.ts";
import { countRoleChanges, roleChangesIn } from "./role-change.ts";

const [few, many] = [40, Number(process.env["BENCH_ORGANIZATIONS"] ?? 10_000)];
const membersEach = 20;
const guestIn = Math.min(2_000, many);

export const organizations: Prepare = async ({ rig }) => {
  const start = (count: number) =>
    startMuster(rig, {
      name: organizationsNamed(count),
      database: `bench_organizations_${count}`,
      population: {
        sizes: Array.from({ length: count }, () => membersEach),
        role: "USER",
        people: 1,
        guestIn: count === many ? guestIn : 0,
      },
      isBulk: true,
    });
  const systems = [await start(few), await start(many)];
  const parts = await Promise.all(systems.map((muster) => partOf(rig, muster)));
  const guest = guestOf(rig, systems[1]);
  return {
    entries: [
      ...(parts[0]?.entries ?? []).flatMap((_, index) =>
        parts.flatMap(({ entries }) => entries[index] ?? []),
      ),
      ...guest,
    ],
    async verify() {
      return Promise.all(parts.map(({ verify }) => verify()));
    },
  };
};

const organizationsNamed = (count: number) => `${count.toLocaleString("en-US")} organizations`;

/** Role changes and pages by the owners of all organizations. */
async function partOf(rig: Rig, muster: Muster) {
  const changes: Plan = {
    url: muster.url,
    method: "PATCH",
    requests: inTurns(muster.tenants.map(roleChangesIn)),
  };
  const pages: Plan = {
    url: muster.url,
    method: "GET",
    requests: muster.tenants.map(({ organizationId, owner }) => ({
      path: pagePath(organizationId),
      headers: bearer(owner),
    })),
  };
  const tally = await tallyOf(muster.name, () => countRoleChanges(muster));
  const counted = entryOf(rig, muster, muster.name);
  return {
    entries: [
      counted("role change, 64 at once", changes, 64, tally.add),
      counted("role change, lone", changes, 1, tally.add),
      counted("page 1, 32 at once", pages, 32),
      counted("page 1, lone", pages, 1),
    ],
    verify: tally.verify,
  };
}

/** What the person with many memberships asks, beside one with a single membership. */
function guestOf(rig: Rig, muster: Muster | undefined): Entry[] {
  const [tenant] = muster?.tenants ?? [];
  const guest = tenant?.guest;
  const [member] = tenant?.people ?? [];
  if (muster === undefined || tenant === undefined || guest === undefined || member === undefined) {
    throw new Error("nobody is a member of many organizations");
  }
  const people = [
    ["a person in 1 organization", member, [tenant]],
    [`a person in ${guestIn.toLocaleString("en-US")}`, guest, muster.tenants.slice(0, guestIn)],
  ] as const;
  const paths: readonly (readonly [string, (tenant: Tenant) => string])[] = [
    ["`GET /v1/users/me`", () => "/v1/users/me"],
    ["their organizations, page 1", () => "/v1/users/me/organizations?limit=50"],
    ["one of their organizations", ({ organizationId }) => `/v1/organizations/${organizationId}`],
  ];
  return paths.flatMap(([name, pathIn]) =>
    people.map(([system, caller, tenants]: readonly [string, Person, readonly Tenant[]]) => {
      const requests = tenants.map((each) => ({ path: pathIn(each), headers: bearer(caller) }));
      const plan: Plan = { url: muster.url, method: "GET", requests };
      return entryOf(rig, muster, system)(name, plan, 1);
    }),
  );
}

function entryOf(rig: Rig, muster: Muster, system: string) {
  const make = createLoads();
  return (
    name: string,
    plan: Plan,
    atOnce: number,
    add: (load: { readonly answered: number; readonly abandoned: number }) => void = () =>
      undefined,
  ): Entry => {
    return {
      case: name,
      unit: "requests/s",
      system,
      measure: (extent) =>
        watched(rig, {
          ...muster,
          async run() {
            const load = await make(plan, atOnce, extent);
            add(load);
            return load;
          },
        }),
    };
  };
}
