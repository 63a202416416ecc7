/**
 * A role change that is visible in the read model when it is answered. The peers: an insert and an update in
 * one transaction without any rule, and better-auth's update-member-role.
 */
import { type BetterAuth, betterAuthMissing } from "../better-auth.ts";
import type { Bare } from "../bare-data.ts";
import type { PlannedRequest } from "../load.ts";
import { allFolded, bearer, type Muster } from "../muster.ts";
import { overHttp, type Part } from "../over-http.ts";
import type { Prepare } from "../systems.ts";
import { inTurns, type Person, type Tenant } from "../tenants.ts";

export const roleChange: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const bare = await systems.bare();
  const betterAuth = await systems.betterAuth();
  const parts = [
    musterPart(muster),
    barePart(bare, muster),
    ...(betterAuth === undefined ? [] : [betterAuthPart(betterAuth)]),
  ];
  const leftOut = betterAuthMissing === undefined ? [] : [betterAuthMissing];
  return { ...(await overHttp(rig, parts, [64, 16, 1])), leftOut };
};

export function musterPart(muster: Muster): Part {
  return {
    system: muster,
    plan: { url: muster.url, method: "PATCH", requests: requestsOf(muster.tenants) },
    count: () => countRoleChanges(muster),
  };
}

/** In the organization's log, or in all; the audit follows a little later than the answer. */
export async function countRoleChanges(
  { url, pool }: Pick<Muster, "url" | "pool">,
  organizationId?: string,
): Promise<number> {
  await allFolded(url);
  const { rows } = await pool.query<{ count: bigint }>(
    `select count(*) from audit_entries
     where type = 'OrgRoleChanged' and ($1::uuid is null or organization_id = $1)`,
    [organizationId],
  );
  return Number(rows[0]?.count);
}

function barePart(bare: Bare, { tenants }: Muster): Part {
  return {
    system: bare,
    plan: { url: bare.url, method: "PATCH", requests: requestsOf(tenants) },
    async count() {
      const { rows } = await bare.pool.query<{ count: bigint }>(
        "select count(*) from role_changes",
      );
      return Number(rows[0]?.count);
    },
  };
}

function requestsOf(tenants: readonly Tenant[]): PlannedRequest[] {
  return inTurns(tenants.map(roleChangesIn));
}

/** Every request changes the role of another member; the next pass over them changes it back. */
export function roleChangesIn({
  organizationId,
  owner,
  memberIds,
}: Pick<Tenant, "organizationId" | "memberIds"> & {
  readonly owner: Pick<Person, "token">;
}): PlannedRequest[] {
  return memberIds.map((id) => ({
    path: `/v1/organizations/${organizationId}/members/${id}`,
    headers: { ...bearer(owner), "content-type": "application/json" },
    bodies: ["CREATOR", "USER"].map((userRole) => JSON.stringify({ userRole })),
  }));
}

function betterAuthPart(betterAuth: BetterAuth): Part {
  const requests = inTurns(
    betterAuth.organizations.map(({ organizationId, headers, memberIds }) =>
      memberIds.map((memberId) => ({
        path: "/api/auth/organization/update-member-role",
        headers,
        bodies: ["admin", "member"].map((role) =>
          JSON.stringify({ memberId, role, organizationId }),
        ),
      })),
    ),
  );
  return {
    system: betterAuth,
    plan: { url: betterAuth.url, method: "POST", requests },
    atOnce: [64],
    async count() {
      const { rows } = await betterAuth.pool.query<{ count: bigint }>(
        "select n_tup_upd as count from pg_stat_user_tables where relname = 'member'",
      );
      return Number(rows[0]?.count);
    },
  };
}
