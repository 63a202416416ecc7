/**
 * The first page of 50 members, asked for with tokens of many organizations. The peers: a bare list that
 * makes the same bytes behind one look-up of the token, and better-auth's list-members.
 */
import { requireSameAnswers, pagePath, takeOverPages } from "../bare-data.ts";
import { type BetterAuth, betterAuthMissing } from "../better-auth.ts";
import { bearer } from "../muster.ts";
import { overHttp, type Part, reading } from "../over-http.ts";
import type { Prepare } from "../systems.ts";

export const membersPage: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const bare = await systems.bare();
  const betterAuth = await systems.betterAuth();
  await takeOverPages(bare, muster);
  const pages = muster.tenants.map(({ organizationId, owner }) => ({
    path: pagePath(organizationId),
    caller: owner,
  }));
  await requireSameAnswers(muster, bare, pages);
  const requests = pages.map(({ path, caller }) => ({ path, headers: bearer(caller) }));
  const parts = [
    ...[muster, bare].map((system) => reading(system, requests)),
    ...(betterAuth === undefined ? [] : [await betterAuthPart(betterAuth)]),
  ];
  const leftOut = betterAuthMissing === undefined ? [] : [betterAuthMissing];
  return { ...(await overHttp(rig, parts, [32])), leftOut };
};

async function betterAuthPart(system: BetterAuth): Promise<Part> {
  const requests = system.organizations.map(({ organizationId, headers }) => ({
    path: `/api/auth/organization/list-members?organizationId=${organizationId}&limit=50&offset=0`,
    headers,
  }));
  for (const { path, headers } of requests.slice(0, 3)) {
    const answer = await fetch(system.url + path, { headers });
    const { members } = (await answer.json()) as { readonly members: readonly object[] };
    if (members.length !== 50) throw new Error("better-auth did not answer a page of 50");
  }
  return reading(system, requests);
}
