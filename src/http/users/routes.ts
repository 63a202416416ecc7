/** /v1/users: the people who share an organization with the caller. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { organizationsInView, personInView } from "../../commands/users/people.ts";
import { email, id } from "../../domain/primitives.ts";
import { listPeople } from "../../projections/directory/queries/people.ts";
import { answerPage, pageParameters, search, several } from "../kit/lists.ts";
import { answerItem } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { singleUser, userPage } from "./schemas.ts";

const params = z.object({ userId: id });

const userQuery = z.strictObject({
  search: search.describe("Matches any part of the name or e-mail address, ignoring case."),
  userIds: several(id, "Only these users."),
  emails: several(email, "Only these addresses."),
  ...pageParameters,
});

export const userRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  app.route({
    method: "GET",
    url: "/v1/users",
    schema: {
      operationId: "ListUsers",
      tags: ["Users"],
      summary: "Lists people in the organizations where the caller may view users.",
      querystring: userQuery,
      response: { 200: userPage },
    },
    async handler(request) {
      const organizationIds = await organizationsInView(contextOf(request));
      return answerPage(request, request.query, (page) =>
        listPeople(pool, { ...request.query, organizationIds, ...page }),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/:userId",
    schema: {
      operationId: "GetUser",
      tags: ["Users"],
      summary: "The caller, or a person in an organization where the caller may view users.",
      params,
      response: { 200: singleUser },
    },
    async handler(request, reply) {
      const found = await personInView(contextOf(request), request.params.userId);
      return answerItem(reply, found, "user");
    },
  });
};
