/** What credentials show of their person, for tests of queries. */
import type { OwnScope } from "../../src/projections/engine/open-memberships.ts";

/** Of a credential for the whole person, or for one organization. */
export function scopeOf(userId: string, only?: string): OwnScope {
  return {
    userId,
    only,
    issuedAt: undefined,
    issuedPosition: undefined,
    sessionId: undefined,
    idleSeconds: 0,
  };
}
