/**
 * Invitations: without mail, beside better-auth's invite-member; with a mail that is written to a file; and
 * 5,000 people in one request.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type BetterAuth, betterAuthMissing } from "../better-auth.ts";
import { watched } from "../contest.ts";
import { allFolded, bearer, type Muster } from "../muster.ts";
import { overHttp, type Part } from "../over-http.ts";
import type { Prepare } from "../systems.ts";
import { tallyOf } from "../tally.ts";

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

const batchSize = 5_000;

export const inviteBatch: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const tally = await tallyOf(muster.name, () => countEntries(muster, "MemberInvited"));
  let batches = 0;
  /** Whole batches, one after the other, until the time is over. */
  async function inviteFor(seconds: number) {
    const began = performance.now();
    let people = 0;
    do {
      await sendBatch(muster, batches);
      batches += 1;
      people += batchSize;
    } while (performance.now() - began < seconds * 1_000);
    tally.add({ answered: people, abandoned: 0 });
    return { perSecond: people / ((performance.now() - began) / 1_000), answered: people };
  }
  return {
    entries: [
      {
        case: `${batchSize.toLocaleString("en-US")} in one request`,
        unit: "people/s",
        system: muster.name,
        measure: ({ seconds }) => watched(rig, { ...muster, run: () => inviteFor(seconds) }),
      },
    ],
    verify: async () => [await tally.verify()],
  };
};

/** @throws Error unless everybody is invited */
async function sendBatch({ url, tenants }: Muster, number: number): Promise<void> {
  const tenant = tenants[number % tenants.length];
  if (tenant === undefined) throw new Error("there is no organization");
  const members = Array.from({ length: batchSize }, (_, index) => ({
    email: `batch-${number}-${index}@example.org`,
    firstName: "New",
    lastName: `Member ${index}`,
    invite: { disabled: true },
  }));
  const answer = await fetch(`${url}/v1/organizations/${tenant.organizationId}/members/batch`, {
    method: "POST",
    headers: { ...bearer(tenant.owner), "content-type": "application/json" },
    body: JSON.stringify({ members }),
  });
  const text = await answer.text();
  const { items = [] } = JSON.parse(text) as { readonly items?: readonly { outcome: string }[] };
  if (items.filter(({ outcome }) => outcome === "INVITED").length !== batchSize) {
    throw new Error(`a batch was answered ${answer.status}: ${text.slice(0, 500)}`);
  }
}

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

/** The audit follows a little later than the answer. */
async function countEntries({ url, pool }: Muster, type: string): Promise<number> {
  await allFolded(url);
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
