/** /v1/organizations/{o}/solutions: registers, lists, changes and deletes solutions. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  changeSolution,
  deleteSolution,
  registerSolution,
  requireSolutionInView,
  solutionsInView,
} from "../../commands/solutions/solutions.ts";
import { id } from "../../domain/primitives.ts";
import { listSolutions, readSolution } from "../../projections/directory/queries/solutions.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { answerItem, created, runOnly } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { newSolution, singleSolution, solutionPage, solutionPatch } from "./schemas.ts";

const inOrganization = z.object({ organizationId: id });
const params = z.object({ organizationId: id, solutionId: id });

const collection = "/v1/organizations/:organizationId/solutions";
const single = `${collection}/:solutionId`;

export const solutionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function answerSolution(
    reply: FastifyReply,
    { organizationId, solutionId }: z.output<typeof params>,
  ) {
    const found = await readSolution(pool, organizationId, solutionId);
    return answerItem(reply, found, "solution");
  }

  app.route({
    method: "POST",
    url: collection,
    schema: {
      operationId: "RegisterSolution",
      tags: ["Solutions"],
      summary: "Registers a solution. The caller becomes its owner.",
      params: inOrganization,
      body: newSolution,
      response: { 201: singleSolution },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const wanted = { ...request.body, organizationId };
      const { solutionId } = await run(request, reply, registerSolution, wanted);
      created(reply, `/v1/organizations/${organizationId}/solutions/${solutionId}`);
      return answerSolution(reply, { organizationId, solutionId });
    },
  });

  app.route({
    method: "GET",
    url: collection,
    schema: {
      operationId: "ListSolutions",
      tags: ["Solutions"],
      summary: "The solutions that the caller may view.",
      params: inOrganization,
      querystring: z.strictObject(pageParameters),
      response: { 200: solutionPage },
    },
    async handler(request) {
      const { organizationId } = request.params;
      const visibleTo = await solutionsInView(contextOf(request), organizationId);
      return answerPage(request, request.query, (page) =>
        listSolutions(pool, { organizationId, visibleTo, ...page }),
      );
    },
  });

  app.route({
    method: "GET",
    url: single,
    schema: {
      operationId: "GetSolution",
      tags: ["Solutions"],
      summary: "One solution.",
      params,
      response: { 200: singleSolution },
    },
    async handler(request, reply) {
      await requireSolutionInView(contextOf(request), request.params);
      return answerSolution(reply, request.params);
    },
  });

  app.route({
    method: "PATCH",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "ChangeSolution",
      tags: ["Solutions"],
      summary: "Changes the solution's details.",
      params,
      body: solutionPatch,
      response: { 200: singleSolution },
    },
    async handler(request, reply) {
      await run(request, reply, changeSolution, { ...request.params, details: request.body });
      return answerSolution(reply, request.params);
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "DeleteSolution",
      tags: ["Solutions"],
      summary: "Deletes the solution and every assignment to it.",
      params,
      response: { 204: nothing },
    },
    handler: (request, reply) => runOnly(request, reply, deleteSolution, request.params),
  });
};
