/** The tables of a bundle beside the access review: how roles changed, and which tokens there are. */
import { csvLines } from "../../platform/csv.ts";
import type { AuditedToken } from "../tokens.ts";

/** What a line tells of a change: a role of a member, before and after an entry. */
export interface ToldRoleChange {
  readonly userId: string;
  /** Left out: the role in the organization. */
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

/** @param from RFC 3339: what happened before is left out */
export function isInRange(change: ToldRoleChange, from: string | undefined): boolean {
  return from === undefined || change.place.occurredAt >= from;
}

export function roleChangesLines(changes: readonly ToldRoleChange[]): string {
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
