/** Schemas of requests for solutions, and of pages. */
import { z } from "zod";
import { line, text } from "../../domain/primitives.ts";
import { solutionDetails } from "../../domain/solution/events.ts";
import { ownSolution } from "../../projections/directory/queries/own-solutions.ts";
import { solution } from "../../projections/directory/queries/solutions.ts";
import { pageSchema } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";

export const newSolution = z
  .strictObject({
    name: line(100),
    title: line(200),
    description: text(2000).optional(),
    category: line(100).optional(),
  })
  .meta({ id: "NewSolution", examples: [{ name: "expenses", title: "Travel and expenses" }] });

export const solutionPatch = solutionDetails.meta({ id: "SolutionPatch" });

export const ownSolutionPage = pageSchema(ownSolution, "OwnSolutionPage");

export const solutionPage = pageSchema(solution, "SolutionPage");
export const singleSolution = withPeople(solution, "SingleSolution");
