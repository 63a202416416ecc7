/** /v1/organizations/{o}/solutions */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { authorizeSolution } from "../../commands/kit/authorize.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import {
  changeSolution,
  deleteSolution,
  registerSolution,
  solutionsInView,
} from "../../commands/solutions/solutions.ts";
import { id } from "../../domain/primitives.ts";
import { listSolutions, readSolution } from "../../projections/directory/queries/solutions.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { done, etag, noContent, contextOf } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { newSolution, solution, solutionPage, solutionPatch } from "./schemas.ts";

const inOrganization = z.object({ organizationId: id });
const params = z.object({ organizationId: id, solutionId: id });

const collection = "/v1/organizations/:organizationId/solutions";
const single = `${collection}/:solutionId`;

export const solutionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  async function answerSolution(reply: FastifyReply, organizationId: string, solutionId: string) {
    const found = await readSolution(pool, organizationId, solutionId);
    if (found === undefined) throw notFound("solution");
    etag(reply, found.revision);
    return found.item;
  }

  app.route({
    method: "POST",
    url: collection,
    schema: {
      operationId: "RegisterSolution",
      tags: ["Solutions"],
      summary: "Registers a solution; the caller becomes its owner.",
      params: inOrganization,
      body: newSolution,
      response: { 201: solution },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const registered = await registerSolution(contextOf(request), {
        ...request.body,
        organizationId,
      });
      done(reply, registered);
      const { solutionId } = registered;
      const item = await answerSolution(reply, organizationId, solutionId);
      const location = `/v1/organizations/${organizationId}/solutions/${solutionId}`;
      return reply.code(201).header("location", location).send(item);
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
      const { caller } = request;
      const { organizationId } = request.params;
      const visibleTo = await solutionsInView(services, caller, organizationId);
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
      response: { 200: solution },
    },
    async handler(request, reply) {
      const { organizationId, solutionId } = request.params;
      await authorizeSolution(
        services,
        request.caller,
        organizationId,
        solutionId,
        "solutions:view",
      );
      return answerSolution(reply, organizationId, solutionId);
    },
  });

  app.route({
    method: "PATCH",
    url: single,
    schema: {
      operationId: "ChangeSolution",
      tags: ["Solutions"],
      summary: "Changes the solution's details.",
      params,
      body: solutionPatch,
      response: { 200: solution },
    },
    async handler(request, reply) {
      const { organizationId, solutionId } = request.params;
      const details = request.body;
      done(
        reply,
        await changeSolution(contextOf(request), { organizationId, solutionId, details }),
      );
      return answerSolution(reply, organizationId, solutionId);
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    schema: {
      operationId: "DeleteSolution",
      tags: ["Solutions"],
      summary: "Deletes the solution and every assignment to it.",
      params,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      done(reply, await deleteSolution(contextOf(request), request.params));
      return noContent(reply);
    },
  });
};
