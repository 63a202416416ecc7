/** The intervals of a role history, in the order in which a timeline shows them. */
import type { Schemas } from "@muster/client";
import { nameOfValue } from "../kit/name-of-value.ts";
import type { Catalogue } from "../text/catalogue.ts";

type Interval = Schemas["RoleInterval"];

export interface ScopeOfAccess {
  /** undefined: the organization itself. */
  readonly solutionId: string | undefined;
  /** The newest first. */
  readonly intervals: readonly Interval[];
}

/** The organization comes first, then the solutions in the order in which they were first given. */
export function byScope(intervals: readonly Interval[]): ScopeOfAccess[] {
  const oldestFirst = intervals.toSorted((a, b) => a.position - b.position);
  const scopes = Map.groupBy(oldestFirst, ({ solutionId }) => solutionId);
  return [...scopes]
    .toSorted(([a], [b]) => Number(a !== undefined) - Number(b !== undefined))
    .map(([solutionId, each]) => ({ solutionId, intervals: each.toReversed() }));
}

/** @param at a moment; now if it is left out */
export function isHeldAt({ validFrom, validTo }: Interval, at: string | undefined): boolean {
  if (at === undefined) return validTo === undefined;
  const moment = Date.parse(at);
  return Date.parse(validFrom) <= moment && (!validTo || moment < Date.parse(validTo));
}

/** The role in words, with the membership's status if that takes or delays the access. */
export function roleText(
  held: {
    readonly role: string;
    readonly status: Schemas["MemberStatus"];
    readonly solutionId?: string;
  },
  { common }: Catalogue,
): string {
  if (held.solutionId !== undefined) return nameOfValue(held.role, common.solutionRole);
  const role = nameOfValue(held.role, common.organizationRole);
  return held.status === "ACTIVE" ? role : `${role} (${common.memberStatus[held.status]})`;
}
