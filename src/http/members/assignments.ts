/** Assigns solutions to members, takes them away, and lists a solution's members. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  assignSolution,
  changeSolutions,
  unassignSolution,
} from "../../commands/members/assign-solutions.ts";
import {
  filterShown,
  memberShown,
  requireSolutionMembersInView,
  solutionsInAnswer,
} from "../../commands/members/members.ts";
import { id } from "../../domain/primitives.ts";
import { readMember } from "../../projections/directory/queries/members.ts";
import {
  readSolutionMember,
  listSolutionMembers,
} from "../../projections/directory/queries/solution-members.ts";
import { answerResource, noContent } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { member } from "./schemas.ts";
import {
  assignment,
  assignmentBatch,
  solutionMember,
  solutionMemberPage,
  solutionMemberQuery,
} from "./assignment-schemas.ts";
import { answerPage } from "../kit/lists.ts";

const solutionParams = z.object({ organizationId: id, solutionId: id });
const memberParams = z.object({ organizationId: id, userId: id });
const params = z.object({ organizationId: id, userId: id, solutionId: id });

const collection = "/v1/organizations/:organizationId/members/:userId/solutions";
const single = `${collection}/:solutionId`;

export const assignmentRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool, clock } = app.services;

  app.route({
    method: "PUT",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "AssignSolution",
      tags: ["Assignments"],
      summary: "Assigns the solution or changes the member's role in it, effective at once.",
      params,
      body: assignment.optional(),
      response: { 200: solutionMember },
    },
    async handler(request, reply) {
      const { organizationId, userId, solutionId } = request.params;
      const userRole = request.body?.userRole;
      await run(request, reply, assignSolution, { ...request.params, userRole });
      const found = await readSolutionMember(pool, organizationId, solutionId, userId);
      return answerResource(reply, found, "assignment");
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "UnassignSolution",
      tags: ["Assignments"],
      summary: "Takes the solution away from the member.",
      params,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, unassignSolution, request.params);
      return noContent(reply);
    },
  });

  app.route({
    method: "PATCH",
    url: collection,
    config: { isConditional: true },
    schema: {
      operationId: "ChangeSolutions",
      tags: ["Assignments"],
      summary: "Assigns and takes away several solutions: all or none.",
      params: memberParams,
      body: assignmentBatch,
      response: { 200: member },
    },
    async handler(request, reply) {
      const { organizationId, userId } = request.params;
      await run(request, reply, changeSolutions, { ...request.params, ...request.body });
      const found = await readMember(pool, organizationId, userId, clock().toISOString());
      const shown = await solutionsInAnswer(contextOf(request), organizationId);
      return memberShown(answerResource(reply, found, "member"), shown);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/solutions/:solutionId/members",
    schema: {
      operationId: "ListSolutionMembers",
      tags: ["Solutions"],
      summary: "The members to whom the solution is assigned.",
      params: solutionParams,
      querystring: solutionMemberQuery,
      response: { 200: solutionMemberPage },
    },
    async handler(request) {
      const shown = await requireSolutionMembersInView(contextOf(request), request.params);
      const filter = filterShown(request.query, shown);
      return answerPage(request, request.query, (page) =>
        listSolutionMembers(pool, { ...filter, ...request.params, ...page }),
      );
    },
  });
};
