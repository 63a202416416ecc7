/** Schemas of the assignments of solutions to members. */
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { solutionRole } from "../../domain/roles.ts";
import { solutionMember } from "../../projections/directory/queries/solution-members.ts";
import { pageSchema, pageParameters } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";
import { memberFilters } from "./schemas.ts";

export const solutionMemberPage = pageSchema(solutionMember, "SolutionMemberPage");
export const singleSolutionMember = withPeople(solutionMember, "SingleSolutionMember");

export const solutionMemberQuery = z.strictObject({
  ...memberFilters(solutionRole),
  ...pageParameters,
});

export const assignment = z
  .strictObject({ userRole: solutionRole.optional() })
  .meta({ id: "Assignment", examples: [{ userRole: "EDITOR" }] });

const maxChanges = 200;

export const assignmentBatch = z
  .strictObject({
    assign: z
      .array(z.strictObject({ solutionId: id, userRole: solutionRole.optional() }))
      .max(maxChanges)
      .default([]),
    unassign: z.array(id).max(maxChanges).default([]),
  })
  .meta({ id: "AssignmentBatch" });
