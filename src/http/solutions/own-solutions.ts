/** /v1/users/me/solutions: the solutions on the caller's profile. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import { changeOwnSolution } from "../../commands/solutions/own-solutions.ts";
import { id } from "../../domain/primitives.ts";
import {
  listOwnSolutions,
  ownSolution,
} from "../../projections/directory/queries/own-solutions.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { requireFound, runOnly } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { ownSolutionPage } from "./schemas.ts";

const params = z.object({ solutionId: id });

export const ownSolutionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  app.route({
    method: "GET",
    url: "/v1/users/me/solutions",
    schema: {
      operationId: "ListMySolutions",
      tags: ["The caller"],
      summary: "The solutions on the caller's profile and those the caller created.",
      querystring: z.strictObject(pageParameters),
      response: { 200: ownSolutionPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) =>
        listOwnSolutions(pool, { own: ownScope(contextOf(request)), ...page }),
      ),
  });

  app.route({
    method: "PUT",
    url: "/v1/users/me/solutions/:solutionId",
    schema: {
      operationId: "TakeSolutionBack",
      tags: ["The caller"],
      summary: "Returns a solution to the caller's profile, with the role they had in it.",
      params,
      response: { 200: ownSolution },
    },
    async handler(request, reply) {
      await run(request, reply, changeOwnSolution, request.params, "TakeSolutionBack");
      const query = { own: ownScope(contextOf(request)), ...request.params, limit: 1 };
      const { items } = await listOwnSolutions(pool, query);
      return requireFound(items[0], "solution");
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/solutions/:solutionId",
    schema: {
      operationId: "SetSolutionAside",
      tags: ["The caller"],
      summary: "Removes a solution from the caller's profile. The caller can take it back.",
      params,
      response: { 204: nothing },
    },
    handler: (request, reply) =>
      runOnly(request, reply, changeOwnSolution, request.params, "SetSolutionAside"),
  });
};
