/** Reads which roles a member held, and when. */
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../../domain/primitives.ts";
import { memberStatus } from "../../../domain/roles.ts";
import type { Page, PageRequest } from "../../engine/page.ts";
import type { Given } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { auditQueries, noSolution } from "../rows.ts";

export const roleInterval = z
  .object({
    scope: z.enum(["ORGANIZATION", "SOLUTION"]),
    solutionId: id.optional(),
    role: z.string(),
    status: memberStatus.describe(
      "The membership's status. In a solution, `DISABLED` means the role `DENY`.",
    ),
    validFrom: timestamp,
    validTo: timestamp.optional().describe("Absent while the role is held."),
    changedBy: id,
    changedByRole: z.string().optional(),
    position: z.int(),
    endedBy: id.optional(),
    endedByRole: z.string().optional(),
    endedPosition: z.int().optional(),
  })
  .meta({ id: "RoleInterval" });
type RoleInterval = z.output<typeof roleInterval>;

const intervals = auditQueries
  .selectFrom("audit_roles")
  .select(["solution_id as solutionId", "role", "status", "position"])
  .select(["valid_from as validFrom", "valid_to as validTo"])
  .select(["changed_by as changedBy", "changed_by_role as changedByRole"])
  .select(["ended_by as endedBy", "ended_by_role as endedByRole"])
  .select("ended_position as endedPosition");

/** The member's intervals, in the order of the log. */
export async function listRoleHistory(
  pool: pg.Pool,
  member: OfMember,
  wanted: PageRequest,
): Promise<Page<RoleInterval>> {
  return readHistoryPage(pool, member, wanted, { item: intervalOf });
}

interface OfMember {
  readonly organizationId: string;
  readonly userId: string;
}

const readHistoryPage = preparedPages("role history", {
  found: ({ organizationId, userId }: Given<OfMember>) =>
    intervals.where("organization_id", "=", organizationId).where("user_id", "=", userId),
  by: ["position", "solution_id"],
  cursor: ({ position, solutionId }) => [String(position), solutionId],
});

function intervalOf(row: Awaited<ReturnType<typeof intervals.execute>>[number]): RoleInterval {
  const { solutionId, ...interval } = present(row);
  return solutionId === noSolution
    ? { scope: "ORGANIZATION", ...interval }
    : { scope: "SOLUTION", solutionId, ...interval };
}
