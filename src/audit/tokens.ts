/** The personal access tokens of a log, replayed from its events, without their secrets. */
import type { TokenEvent } from "../domain/token/events.ts";

export interface AuditedToken {
  readonly tokenId: string;
  readonly userId: string;
  readonly scopes: readonly string[] | undefined;
  readonly createdAt: string | undefined;
  readonly expiresAt: string | undefined;
  readonly leaseExpiresAt: string | undefined;
  readonly lastUsedAt: string | undefined;
  readonly deletedAt: string | undefined;
}

export interface Tokens {
  play(event: TokenEvent, place: TokenPlace): void;
  /** By id. */
  all(): AuditedToken[];
}

interface TokenPlace {
  readonly stream: string;
  readonly subjectId?: string | undefined;
  readonly occurredAt: string;
}

export function createTokens(): Tokens {
  const tokens = new Map<string, AuditedToken>();
  return {
    play(event, { stream, subjectId, occurredAt }) {
      const tokenId = stream.slice(stream.indexOf("-") + 1);
      const unknown: AuditedToken = {
        tokenId,
        userId: subjectId ?? "",
        scopes: undefined,
        createdAt: undefined,
        expiresAt: undefined,
        leaseExpiresAt: undefined,
        lastUsedAt: undefined,
        deletedAt: undefined,
      };
      const before = tokens.get(tokenId) ?? unknown;
      tokens.set(tokenId, { ...before, ...fieldsOf(event, occurredAt) });
    },
    all: () => [...tokens].sort(byKey).map(([, token]) => token),
  };
}

function fieldsOf(event: TokenEvent, occurredAt: string): Partial<AuditedToken> {
  switch (event.type) {
    case "TokenIssued": {
      const { scopes, expiresAt, leaseExpiresAt } = event.data;
      return { scopes, createdAt: occurredAt, expiresAt, leaseExpiresAt };
    }
    case "TokenUsed":
      return { lastUsedAt: event.data.usedAt, leaseExpiresAt: event.data.leaseExpiresAt };
    case "TokenLeaseExtended":
      return { leaseExpiresAt: event.data.leaseExpiresAt };
    case "TokenDeleted":
      return { deletedAt: occurredAt };
  }
}

/** Compares by UTF-16 code units; for ids this is byte order. */
export function byKey(
  [one]: readonly [string, unknown],
  [other]: readonly [string, unknown],
): number {
  return one < other ? -1 : 1;
}
