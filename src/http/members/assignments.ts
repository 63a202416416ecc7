/** Assigns solutions to members, takes them away, and lists a solution's members. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  assignSolution,
  changeSolutionRole,
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
  listSolutionMembers,
  readSolutionMember,
} from "../../projections/directory/queries/solution-members.ts";
import { answerItem, noContent } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import {
  assignment,
  assignmentBatch,
  singleSolutionMember,
  solutionMemberPage,
  solutionMemberQuery,
} from "./assignment-schemas.ts";
import { singleMember } from "./schemas.ts";
import { answerPage } from "../kit/lists.ts";

const solutionParams = z.object({ organizationId: id, solutionId: id });
const memberParams = z.object({ organizationId: id, userId: id });
const params = z.object({ organizationId: id, userId: id, solutionId: id });

const collection = "/v1/organizations/:organizationId/members/:userId/solutions";
const solutionMembers = "/v1/organizations/:organizationId/solutions/:solutionId/members";

/** An assignment has two addresses: under its member and under its solution. */
const singles = [
  {
    url: `${collection}/:solutionId`,
    tags: ["Assignments"],
    put: "AssignSolution",
    remove: "UnassignSolution",
  },
  {
    url: `${solutionMembers}/:userId`,
    tags: ["Solutions"],
    put: "SaveSolutionMember",
    remove: "RemoveSolutionMember",
  },
];

export const assignmentRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool, clock } = app.services;

  async function answerAssignment(reply: FastifyReply, assigned: z.output<typeof params>) {
    return answerItem(reply, await readSolutionMember(pool, assigned), "assignment");
  }

  for (const { url, tags, put, remove } of singles) {
    app.route({
      method: "PUT",
      url,
      config: { isConditional: true },
      schema: {
        operationId: put,
        tags,
        summary: "Assigns the solution or changes the member's role in it, effective at once.",
        params,
        body: assignment.optional(),
        response: { 200: singleSolutionMember },
      },
      async handler(request, reply) {
        const userRole = request.body?.userRole;
        await run(request, reply, assignSolution, { ...request.params, userRole });
        return answerAssignment(reply, request.params);
      },
    });

    app.route({
      method: "DELETE",
      url,
      config: { isConditional: true },
      schema: {
        operationId: remove,
        tags,
        summary: "Takes the solution away from the member.",
        params,
        response: { 204: nothing },
      },
      async handler(request, reply) {
        await run(request, reply, unassignSolution, request.params);
        return noContent(reply);
      },
    });
  }

  app.route({
    method: "GET",
    url: `${solutionMembers}/:userId`,
    schema: {
      operationId: "GetSolutionMember",
      tags: ["Solutions"],
      summary: "One member to whom the solution is assigned.",
      params,
      response: { 200: singleSolutionMember },
    },
    async handler(request, reply) {
      await requireSolutionMembersInView(contextOf(request), request.params);
      return answerAssignment(reply, request.params);
    },
  });

  app.route({
    method: "PATCH",
    url: `${solutionMembers}/:userId`,
    config: { isConditional: true },
    schema: {
      operationId: "ChangeSolutionMember",
      tags: ["Solutions"],
      summary: "Changes the role of a member to whom the solution is assigned, effective at once.",
      params,
      body: assignment,
      response: { 200: singleSolutionMember },
    },
    async handler(request, reply) {
      const { userRole } = request.body;
      await run(request, reply, changeSolutionRole, { ...request.params, userRole });
      return answerAssignment(reply, request.params);
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
      response: { 200: singleMember },
    },
    async handler(request, reply) {
      const { organizationId, userId } = request.params;
      await run(request, reply, changeSolutions, { ...request.params, ...request.body });
      const found = await readMember(pool, organizationId, userId, clock().toISOString());
      const shown = await solutionsInAnswer(contextOf(request), organizationId);
      return memberShown(await answerItem(reply, found, "member"), shown);
    },
  });

  app.route({
    method: "GET",
    url: solutionMembers,
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
