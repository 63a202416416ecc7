/** Solutions and assignments as they come in and go out. */
import { z } from "zod";
import { id, line, text, timestamp } from "../../domain/primitives.ts";
import { solutionRole } from "../../domain/roles.ts";
import { solutionDetails } from "../../domain/solution/events.ts";
import { pageOf, pageParameters } from "../kit/lists.ts";
import { stamps } from "../kit/schemas.ts";
import { memberFilters } from "../members/schemas.ts";

export const newSolution = z
  .strictObject({
    name: line(100),
    title: line(200),
    description: text(2000).optional(),
    category: line(100).optional(),
  })
  .meta({ id: "NewSolution", examples: [{ name: "expenses", title: "Travel and expenses" }] });

export const solutionPatch = solutionDetails.meta({ id: "SolutionPatch" });

const shownSolution = {
  solutionId: id,
  organizationId: id,
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  category: z.string().optional(),
  locked: z.boolean(),
  memberCount: z.int(),
  ...stamps,
};

export const solution = z.object(shownSolution).meta({ id: "Solution" });

export const ownSolution = z
  .object({
    ...shownSolution,
    userRole: solutionRole.optional().describe("Left out where it is not on the profile."),
    mayRun: z.boolean().describe("May the caller run it on a device?"),
  })
  .meta({ id: "OwnSolution" });

export const ownSolutionPage = pageOf(ownSolution, "OwnSolutionPage");

export const solutionPage = pageOf(solution, "SolutionPage");

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

export const solutionMemberPage = pageOf(solutionMember, "SolutionMemberPage");

export const solutionMemberQuery = z.strictObject({
  ...memberFilters(solutionRole),
  ...pageParameters,
});

export const assignment = z
  .strictObject({ userRole: solutionRole.optional() })
  .meta({ id: "Assignment", examples: [{ userRole: "EDITOR" }] });

const mostChanges = 200;

export const assignmentBatch = z
  .strictObject({
    assign: z
      .array(z.strictObject({ solutionId: id, userRole: solutionRole.optional() }))
      .max(mostChanges)
      .default([]),
    unassign: z.array(id).max(mostChanges).default([]),
  })
  .meta({ id: "AssignmentBatch" });
