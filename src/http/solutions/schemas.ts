/** Schemas of solutions. */
import { z } from "zod";
import { id, line, text } from "../../domain/primitives.ts";
import { solutionRole } from "../../domain/roles.ts";
import { solutionDetails } from "../../domain/solution/events.ts";
import { pageSchema } from "../kit/lists.ts";
import { stamps } from "../../projections/engine/page.ts";

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
    userRole: solutionRole.optional().describe("Absent if the solution is not on the profile."),
    mayRun: z.boolean().describe("Whether the caller may run it on a device."),
  })
  .meta({ id: "OwnSolution" });

export const ownSolutionPage = pageSchema(ownSolution, "OwnSolutionPage");

export const solutionPage = pageSchema(solution, "SolutionPage");
