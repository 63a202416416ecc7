/** /v1/users/me/solutions: the solutions on the caller's profile. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Caller } from "../../commands/kit/context.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { setSolutionAside, takeSolutionBack } from "../../commands/solutions/own-solutions.ts";
import { id } from "../../domain/primitives.ts";
import { listOwnSolutions } from "../../projections/directory/queries/own-solutions.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { done, noContent, contextOf } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { ownSolution, ownSolutionPage } from "./schemas.ts";

const ofSolution = z.object({ solutionId: id });

export const ownSolutionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function readOwnSolution(caller: Caller, solutionId: string) {
    const { userId, organizationId: only } = caller;
    const { items } = await listOwnSolutions(pool, { userId, only, solutionId, limit: 1 });
    const [item] = items;
    if (item === undefined) throw notFound("solution");
    return item;
  }

  app.route({
    method: "GET",
    url: "/v1/users/me/solutions",
    schema: {
      operationId: "ListMySolutions",
      tags: ["The caller"],
      summary: "The solutions on the caller's profile, and those that the caller created.",
      querystring: z.strictObject(pageParameters),
      response: { 200: ownSolutionPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => {
        const { userId, organizationId: only } = request.caller;
        return listOwnSolutions(pool, { userId, only, ...page });
      }),
  });

  app.route({
    method: "PUT",
    url: "/v1/users/me/solutions/:solutionId",
    schema: {
      operationId: "TakeSolutionBack",
      tags: ["The caller"],
      summary: "Takes a solution that the caller set aside back onto their profile, as it was.",
      params: ofSolution,
      response: { 200: ownSolution },
    },
    async handler(request, reply) {
      done(reply, await takeSolutionBack(contextOf(request), request.params));
      return readOwnSolution(request.caller, request.params.solutionId);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/solutions/:solutionId",
    schema: {
      operationId: "SetSolutionAside",
      tags: ["The caller"],
      summary: "Takes a solution off the caller's profile; it can be taken back.",
      params: ofSolution,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      done(reply, await setSolutionAside(contextOf(request), request.params));
      return noContent(reply);
    },
  });
};
