/** /v1/users: people who share an organization with the caller. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { organizationsInView } from "../../commands/users/people.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { id } from "../../domain/primitives.ts";
import { listPeople } from "../../projections/directory/queries/people.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { answerPage, pageParameters, search, several, sought } from "../kit/lists.ts";
import { etag } from "../kit/command-context.ts";
import { user } from "../kit/schemas.ts";
import { userPage } from "./schemas.ts";

const params = z.object({ userId: id });

const userQuery = z.strictObject({
  search: search.describe("In the name or e-mail address, anywhere, without regard to case."),
  userIds: several(id, "Only these users."),
  emails: several(sought(254).min(1), "Only these addresses."),
  ...pageParameters,
});

export const userRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  app.route({
    method: "GET",
    url: "/v1/users",
    schema: {
      operationId: "ListUsers",
      tags: ["Users"],
      summary: "People who share an organization with the caller, where the caller may view users.",
      querystring: userQuery,
      response: { 200: userPage },
    },
    async handler(request) {
      const ids = await organizationsInView(services, request.caller);
      return answerPage(request, request.query, (page) =>
        listPeople(pool, { ...request.query, organizationIds: ids, ...page }),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/:userId",
    schema: {
      operationId: "GetUser",
      tags: ["Users"],
      summary:
        "A person who shares an organization with the caller. Everybody may read themselves.",
      params,
      response: { 200: user },
    },
    async handler({ caller, params: { userId } }, reply) {
      if (userId === caller.userId) {
        const found = await readUser(pool, userId);
        if (found === undefined) throw notFound("user");
        etag(reply, found.revision);
        return found.item;
      }
      const page = {
        organizationIds: await organizationsInView(services, caller),
        userIds: [userId],
        limit: 1,
      };
      const [item] = (await listPeople(pool, page)).items;
      if (item === undefined) throw notFound("user");
      return item;
    },
  });
};
