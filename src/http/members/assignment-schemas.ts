/** Schemas of the assignments of solutions to members. */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { solutionRole } from "../../domain/roles.ts";
import { pageSchema, pageParameters } from "../kit/lists.ts";
import { memberFilters } from "./schemas.ts";

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
  })
  .meta({ id: "SolutionMember" });

export const solutionMemberPage = pageSchema(solutionMember, "SolutionMemberPage");

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
