/**
 * A check of a token: who am I? Each request has the token of another person. The peers: a bare route that
 * makes the same bytes with one query, and better-auth's verifyApiKey.
 */
import { mePath, requireSameAnswers, takeOverPeople } from "../bare-data.ts";
import { type BetterAuth, betterAuthMissing } from "../better-auth.ts";
import { bearer } from "../muster.ts";
import { overHttp, type Part, reading } from "../over-http.ts";
import type { Prepare } from "../systems.ts";
import { inTurns } from "../tenants.ts";

export const keyCheck: Prepare = async ({ rig, systems }) => {
  const muster = await systems.muster();
  const bare = await systems.bare();
  const betterAuth = await systems.betterAuth();
  await takeOverPeople(bare, muster);
  const callers = inTurns(muster.tenants.map(({ people }) => people));
  const checked = callers.slice(0, 40).map((caller) => ({ path: mePath, caller }));
  await requireSameAnswers(muster, bare, checked);
  const requests = callers.map((caller) => ({ path: mePath, headers: bearer(caller) }));
  const parts = [
    ...[muster, bare].map((system) => reading(system, requests)),
    ...(betterAuth === undefined ? [] : [await betterAuthPart(betterAuth)]),
  ];
  const leftOut = betterAuthMissing === undefined ? [] : [betterAuthMissing];
  return { ...(await overHttp(rig, parts, [32])), leftOut };
};

async function betterAuthPart(system: BetterAuth): Promise<Part> {
  const requests = system.keys.map((key) => ({ path: "/me", headers: { "x-api-key": key } }));
  const wrong = await fetch(`${system.url}/me`, { headers: { "x-api-key": "wrong" } });
  if (wrong.status !== 401) throw new Error(`better-auth took a wrong key: ${wrong.status}`);
  return reading(system, requests);
}
