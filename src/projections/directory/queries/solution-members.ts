/** Reads the members that a solution is assigned to. */
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../../domain/primitives.ts";
import { type SolutionRole, solutionRole } from "../../../domain/roles.ts";
import { type Page, type PageRequest, revision } from "../../engine/page.ts";
import { type Given, givenOnce, prepared } from "../../engine/prepared.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { readPage } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";
import { conditionsOf, type MemberFilter } from "./member-filter.ts";

export const solutionMember = z
  .object({
    organizationId: id,
    solutionId: id,
    userId: id,
    name: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    email: z.string().optional(),
    userRole: solutionRole.describe("The role in the solution."),
    updatedAt: timestamp,
    updatedBy: id,
    // The member's, because assignments are in the member's stream.
    revision,
  })
  .meta({ id: "SolutionMember" });
type SolutionMember = z.output<typeof solutionMember>;

interface SolutionMemberQuery extends MemberFilter<SolutionRole>, PageRequest {
  readonly solutionId: string;
}

const membersOf = ({ organizationId, solutionId }: Given<Pick<SolutionMemberQuery, Keys>>) =>
  directoryQueries
    .selectFrom("assignments as a")
    .innerJoin("members as m", (join) =>
      join
        .onRef("m.organization_id", "=", "a.organization_id")
        .onRef("m.user_id", "=", "a.user_id"),
    )
    .select(["a.organization_id as organizationId", "a.solution_id as solutionId"])
    .select(["a.user_id as userId", "m.name", "m.first_name as firstName", "m.email"])
    .select(["m.last_name as lastName", "a.role as userRole", "a.updated_at as updatedAt"])
    .select(["a.updated_by as updatedBy", "m.revision"])
    .where("a.organization_id", "=", organizationId)
    .where("a.solution_id", "=", solutionId);
type Keys = "organizationId" | "solutionId";
type Assignment = Pick<SolutionMemberQuery, Keys> & { readonly userId: string };

/** In the order in which their users were created (ids are of version 7). */
export async function listSolutionMembers(
  pool: pg.Pool,
  query: SolutionMemberQuery,
): Promise<Page<SolutionMember>> {
  const conditions = conditionsOf(query, "a.role");
  const { organizationId, solutionId } = query;
  const found = membersOf(givenOnce({ organizationId, solutionId })).where(({ and }) =>
    and(conditions),
  );
  return readPage(pool, found, query, {
    by: ["a.user_id"],
    ...(conditions.length === 0 && { maintained: () => countMembersOf(pool, solutionId) }),
    item: present,
    cursor: ({ userId }) => [userId],
  });
}

export async function readSolutionMember(
  pool: pg.Pool,
  assignment: Assignment,
): Promise<SolutionMember | undefined> {
  return (await readMemberRows(pool, assignment)).map(present)[0];
}

const readMemberRows = prepared("solution member", (given: Given<Assignment>) =>
  membersOf(given).where("a.user_id", "=", given.userId),
);

async function countMembersOf(pool: pg.Pool, solutionId: string): Promise<number> {
  const query = directoryQueries
    .selectFrom("solutions")
    .select("member_count as total")
    .where("solution_id", "=", solutionId);
  return (await rowsOf(pool, query))[0]?.total ?? 0;
}
