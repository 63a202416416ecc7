/** A person's own solutions: those on their profile and those they created. */
import { type InferResult, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { maySolution } from "../../../domain/rights.ts";
import { solutionRole } from "../../../domain/roles.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import type { Page, PageRequest } from "../../engine/page.ts";
import type { Given } from "../../engine/prepared.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";
import { openMemberships } from "./organizations.ts";
import { selectedSolution, solution } from "./solutions.ts";

export const ownSolution = z
  .object({
    ...solution.shape,
    userRole: solutionRole.optional().describe("Absent if the solution is not on the profile."),
    mayRun: z.boolean().describe("Whether the caller may run it on a device."),
  })
  .meta({ id: "OwnSolution" });
type OwnSolution = z.output<typeof ownSolution>;

/** Solutions of active memberships, in the order of registration (ids are of version 7). */
export async function listOwnSolutions(
  pool: pg.Pool,
  {
    own,
    solutionId,
    ...page
  }: PageRequest & { readonly own: OwnScope; readonly solutionId?: string | undefined },
): Promise<Page<OwnSolution>> {
  const where = solutionId === undefined ? [] : [sql<boolean>`s.solution_id = ${solutionId}`];
  return readOwnSolutionsPage(pool, own, page, { where, item: shown });
}

const readOwnSolutionsPage = preparedPages("own solutions", {
  found: solutionsOf,
  by: ["s.solution_id"],
  cursor: (row) => [row.solutionId],
});

function solutionsOf(own: Given<OwnScope>) {
  return directoryQueries
    .with("mine", () => openMemberships(own).select(["m.organization_id", "m.role", "m.solutions"]))
    .with("found", (using) =>
      using
        .selectFrom("mine")
        .select(sql<string>`jsonb_object_keys(mine.solutions)::uuid`.as("solution_id"))
        .union(
          using
            .selectFrom("solutions as s")
            .innerJoin("mine", "mine.organization_id", "s.organization_id")
            .select("s.solution_id")
            .where("s.created_by", "=", own.userId),
        ),
    )
    .selectFrom("found")
    .innerJoin("solutions as s", "s.solution_id", "found.solution_id")
    .innerJoin("mine", "mine.organization_id", "s.organization_id")
    .select(selectedSolution)
    .select("mine.role as organizationRole")
    .select(
      sql<z.output<typeof solutionRole> | null>`mine.solutions ->> s.solution_id::text`.as(
        "userRole",
      ),
    );
}

function shown(row: InferResult<ReturnType<typeof solutionsOf>>[number]): OwnSolution {
  const { organizationRole, ...item } = present(row);
  return {
    ...item,
    locked: false,
    mayRun: maySolution("solutions:run", organizationRole, item.userRole),
  };
}

/** A solution's organization and creator, if the credential opens that organization. */
export async function findSolutionForMember(
  pool: pg.Pool,
  own: OwnScope,
  solutionId: string,
): Promise<{ readonly organizationId: string; readonly createdBy: string } | undefined> {
  const query = openMemberships(own)
    .innerJoin("solutions as s", "s.organization_id", "m.organization_id")
    .select(["s.organization_id as organizationId", "s.created_by as createdBy"])
    .where("s.solution_id", "=", solutionId);
  return (await rowsOf(pool, query))[0];
}
