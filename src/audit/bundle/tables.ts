/** The tables of a bundle beside the access review: how roles changed, and which tokens there are. */
import { csvLines } from "../../csv.ts";
import type { MemberRoleChange, TokenState } from "../replay.ts";

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
export function isShown(change: MemberRoleChange, from: string | undefined): boolean {
  return from === undefined || change.place.occurredAt >= from;
}

export function roleChangesLines(changes: readonly MemberRoleChange[]): string {
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

export function tokensLines(tokens: readonly TokenState[]): string {
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
