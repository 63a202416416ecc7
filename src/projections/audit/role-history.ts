/** Turns role changes into intervals: one ends where the next begins. */
import type { RoleChange } from "../../audit/access.ts";
import type { Actor } from "../../eventstore/codec.ts";
import type { AuditDraft } from "./draft.ts";
import { noSolution, type RoleRow } from "./rows.ts";

/** The entry that changes roles. */
interface At {
  readonly position: number;
  readonly effectiveAt: string;
  readonly actor: Actor;
}

export function noteRoles(
  draft: AuditDraft,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
  changes: readonly RoleChange[],
  { position, effectiveAt, actor }: At,
): void {
  for (const { solutionId = noSolution, from, to } of changes) {
    const key = `${organizationId}.${userId}.${solutionId}`;
    const columns = { organization_id: organizationId, user_id: userId, solution_id: solutionId };
    if (from !== undefined) {
      const ended = {
        valid_to: effectiveAt,
        ended_by: actor.userId,
        ended_by_role: actor.role ?? null,
        ended_position: position,
      };
      const begun = draft.held.get(key);
      if (begun === undefined) draft.roleEnds.push({ ...columns, ...ended });
      else Object.assign(begun, ended);
      draft.held.delete(key);
    }
    if (to === undefined) continue;
    const { role, status, grant } = to;
    const row: RoleRow = {
      ...columns,
      position,
      role,
      status,
      valid_from: effectiveAt,
      valid_to: null,
      changed_by: actor.userId,
      changed_by_role: actor.role ?? null,
      ended_by: null,
      ended_by_role: null,
      ended_position: null,
      granted_by: grant.by,
      granted_by_role: grant.byRole ?? null,
      granted_at: grant.at,
      granted_position: grant.position,
    };
    draft.roles.push(row);
    draft.held.set(key, row);
  }
}
