/** Two tables of a bundle as CSV: role changes and tokens. */
import { csvLines } from "../../platform/csv.ts";
import type { AuditedToken } from "../tokens.ts";

/** The content of a line: one role of a member before and after an entry. */
export interface RoleChangeLine {
  readonly userId: string;
  /** Undefined for the organization role. */
  readonly solutionId?: string | undefined;
  readonly from: { readonly role: string; readonly status: string } | undefined;
  readonly to: { readonly role: string; readonly status: string } | undefined;
  readonly place: {
    readonly position: number;
    readonly occurredAt: string;
    readonly actor: { readonly userId: string; readonly role?: string | undefined };
  };
}

export function roleChangesHeader(): string {
  return csvLines([
    [
      "position",
      "occurredAt",
      "userId",
      "scope",
      "solutionId",
      "fromRole",
      "fromStatus",
      "toRole",
      "toStatus",
      "changedBy",
      "changedByRole",
    ],
  ]);
}

/** @param from RFC 3339; earlier changes are left out */
export function isInRange(change: RoleChangeLine, from: string | undefined): boolean {
  return from === undefined || change.place.occurredAt >= from;
}

export function roleChangesLines(changes: readonly RoleChangeLine[]): string {
  if (changes.length === 0) return "";
  return csvLines(
    changes.map(({ userId, solutionId, from: before, to: after, place }) => [
      place.position,
      place.occurredAt,
      userId,
      solutionId === undefined ? "ORGANIZATION" : "SOLUTION",
      solutionId,
      before?.role,
      before?.status,
      after?.role,
      after?.status,
      place.actor.userId,
      place.actor.role,
    ]),
  );
}

export function tokensHeader(): string {
  return csvLines([
    [
      "tokenId",
      "userId",
      "scopes",
      "createdAt",
      "expiresAt",
      "leaseExpiresAt",
      "lastUsedAt",
      "deletedAt",
    ],
  ]);
}

export function tokensLines(tokens: readonly AuditedToken[]): string {
  if (tokens.length === 0) return "";
  return csvLines(
    tokens.map((token) => [
      token.tokenId,
      token.userId,
      token.scopes?.join(" "),
      token.createdAt,
      token.expiresAt,
      token.leaseExpiresAt,
      token.lastUsedAt,
      token.deletedAt,
    ]),
  );
}
