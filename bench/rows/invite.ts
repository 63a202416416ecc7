/** Invitations: without mail, beside better-auth's invite-member, and with a mail that is written to a file. */
import { setTimeout as pause } from "node:timers/promises";
import { type BetterAuth, betterAuthMissing } from "../better-auth.ts";
import { bearer, type Muster } from "../muster.ts";
import { overHttp, type Part } from "../over-http.ts";
import type { Prepare } from "../systems.ts";

export const invite: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const betterAuth = await systems.betterAuth();
  const parts = [
    musterPart(muster, "guest", { disabled: true }),
    ...(betterAuth === undefined ? [] : [betterAuthPart(betterAuth)]),
  ];
  const leftOut = betterAuthMissing === undefined ? [] : [betterAuthMissing];
  return { ...(await overHttp(rig, parts, [64])), leftOut };
};

export const inviteMailed: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const part = musterPart(muster, "mailed", undefined);
  const count = () => countMailed(muster);
  return overHttp(rig, [{ ...part, count, settle: count }], [16]);
};

function musterPart(
  muster: Muster,
  name: string,
  invitation: { readonly disabled: true } | undefined,
): Part {
  const body = JSON.stringify({
    email: `${name}{n}@example.org`,
    firstName: "New",
    lastName: "Member {n}",
    ...(invitation && { invite: invitation }),
  });
  const requests = muster.tenants.map(({ organizationId, owner }) => ({
    path: `/v1/organizations/${organizationId}/members`,
    headers: { ...bearer(owner), "content-type": "application/json" },
    bodies: [body],
  }));
  return {
    system: muster,
    plan: { url: muster.url, method: "POST", requests },
    count: () => countEntries(muster, "MemberInvited"),
  };
}

async function countEntries({ pool }: Muster, type: string): Promise<number> {
  const { rows } = await pool.query<{ count: bigint }>(
    "select count(*) from audit_entries where type = $1",
    [type],
  );
  return Number(rows[0]?.count);
}

const longestSeconds = 300;

/** The sent mails, once the queue is empty. */
async function countMailed(muster: Muster): Promise<number> {
  for (let waited = 0; waited < longestSeconds; waited += 1) {
    const sent = await countEntries(muster, "InviteEmailSent");
    if (sent >= (await countEntries(muster, "InviteIssued"))) return sent;
    await pause(1_000);
  }
  throw new Error(`invitations were not mailed within ${longestSeconds} s`);
}

function betterAuthPart(betterAuth: BetterAuth): Part {
  const requests = betterAuth.organizations.map(({ organizationId, headers }) => ({
    path: "/api/auth/organization/invite-member",
    headers,
    bodies: [JSON.stringify({ email: "guest{n}@example.org", role: "member", organizationId })],
  }));
  return {
    system: betterAuth,
    plan: { url: betterAuth.url, method: "POST", requests },
    async count() {
      const { rows } = await betterAuth.pool.query<{ count: bigint }>(
        "select count(distinct email) from invitation where status = 'pending'",
      );
      return Number(rows[0]?.count);
    },
  };
}
