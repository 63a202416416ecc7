/** Which credentials are in force. To ask is no use of one: nothing is kept alive. */
import { tokenStatus } from "../../domain/token/decider.ts";
import { findTokenLives } from "../../projections/directory/queries/viewers.ts";
import type { Caller } from "../kit/context.ts";
import type { Authentication } from "./authenticate.ts";
import { livingSessions } from "./sessions.ts";

/** Whose credential is neither ended nor idle, lapsed or expired. One that is not known is none. */
export async function livingCredentials(
  services: Authentication,
  callers: readonly Caller[],
): Promise<ReadonlySet<Caller>> {
  const { pool, clock, tokenUses } = services;
  const sessionIds = callers.flatMap(({ sessionId }) => sessionId ?? []);
  const tokenIds = callers.flatMap(({ tokenId }) => tokenId ?? []);
  const [sessions, tokens] = await Promise.all([
    sessionIds.length === 0 ? new Set<string>() : livingSessions(services, sessionIds),
    tokenIds.length === 0 ? [] : findTokenLives(pool, tokenIds),
  ]);
  const now = clock().toISOString();
  const active = new Set(
    tokens
      .filter((token) => {
        const leaseExpiresAt = tokenUses.lease(token);
        return tokenStatus({ ...token, leaseExpiresAt }, now) === "ACTIVE";
      })
      .map(({ tokenId }) => tokenId),
  );
  return new Set(
    callers.filter(
      ({ sessionId = "", tokenId = "", endsAt = "" }) =>
        sessions.has(sessionId) || active.has(tokenId) || endsAt > now,
    ),
  );
}
