/** The solutions of an organization: all, or those in which a user has a role. */
import { type InferResult, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { givenArrayOf } from "../../../platform/database/given-array.ts";
import { id } from "../../../domain/primitives.ts";
import type { SolutionRole } from "../../../domain/roles.ts";
import {
  type Page,
  type PageRequest,
  revision,
  selectedStamps,
  stamps,
} from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";

export const solution = z
  .object({
    solutionId: id,
    organizationId: id,
    name: z.string(),
    title: z.string(),
    description: z.string().optional(),
    category: z.string().optional(),
    locked: z.boolean(),
    memberCount: z.int(),
    ...stamps,
    revision,
  })
  .meta({ id: "Solution" });
type Solution = z.output<typeof solution>;

interface Viewer {
  readonly userId: string;
  readonly roles: readonly SolutionRole[];
}

interface SolutionQuery extends PageRequest {
  readonly organizationId: string;
  /** Only those in which the user has one of the roles; all if left out. */
  readonly visibleTo?: Viewer | undefined;
}

export const selectedSolution = [
  ...(["s.solution_id as solutionId", "s.organization_id as organizationId", "s.name"] as const),
  ...(["s.title", "s.description", "s.category", "s.member_count as memberCount"] as const),
  ...selectedStamps("s"),
] as const;

const solutions = directoryQueries.selectFrom("solutions as s").select(selectedSolution);

/** Ordered by name. */
export async function listSolutions(
  pool: pg.Pool,
  { organizationId, visibleTo, ...page }: SolutionQuery,
): Promise<Page<Solution>> {
  return visibleTo === undefined
    ? readPageOfAll(pool, { organizationId }, page, { item: shown })
    : readPageOfVisible(pool, { organizationId, ...visibleTo }, page, { item: shown });
}

type InOrganization = Pick<SolutionQuery, "organizationId">;

const solutionsIn = ({ organizationId }: Given<InOrganization>) =>
  solutions.select("s.sort_name as sortName").where("s.organization_id", "=", organizationId);

const byName = {
  by: ["s.sort_name", "s.solution_id"],
  cursor: ({
    sortName,
    solutionId,
  }: {
    readonly sortName: string;
    readonly solutionId: string;
  }) => [sortName, solutionId],
} as const;

const readPageOfAll = preparedPages("solutions", { ...byName, found: solutionsIn });

const readPageOfVisible = preparedPages("solutions of a person", {
  ...byName,
  found: (given: Given<InOrganization & Viewer>) =>
    solutionsIn(given).where(({ exists, selectFrom }) =>
      exists(
        selectFrom("assignments as a")
          .select("a.solution_id")
          .whereRef("a.solution_id", "=", "s.solution_id")
          .where("a.user_id", "=", given.userId)
          .where(sql<boolean>`a.role = any(${givenArrayOf(given.roles, "text")})`),
      ),
    ),
});

export async function readSolution(
  pool: pg.Pool,
  organizationId: string,
  solutionId: string,
): Promise<Solution | undefined> {
  return (await readSolutionIn(pool, { organizationId, solutionId })).map(shown)[0];
}

const readSolutionIn = prepared(
  "solution",
  ({ organizationId, solutionId }: Given<InOrganization & { readonly solutionId: string }>) =>
    solutions
      .where("s.organization_id", "=", organizationId)
      .where("s.solution_id", "=", solutionId),
);

function shown(row: InferResult<typeof solutions>[number] & { sortName?: string }): Solution {
  const { sortName: _, ...solution } = present(row);
  return { ...solution, locked: false };
}
