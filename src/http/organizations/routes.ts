/** /v1/organizations */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { authorize } from "../../commands/kit/authorize.ts";
import {
  changeOrganization,
  deleteOrganization,
} from "../../commands/organizations/change-organization.ts";
import { createOrganization } from "../../commands/organizations/create-organization.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { id } from "../../domain/primitives.ts";
import {
  listOrganizations,
  listOwnOrganizations,
  readOrganization,
  readSettings,
} from "../../projections/directory/queries/organizations.ts";
import { answerPage, flag, pageParameters, search } from "../kit/lists.ts";
import { done, etag, noContent, contextOf } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import {
  newOrganization,
  organization,
  organizationPage,
  organizationPatch,
  ownOrganizationPage,
} from "./schemas.ts";

const params = z.object({ organizationId: id });

export const organizationRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  async function read(organizationId: string) {
    const found = await readOrganization(pool, organizationId);
    if (found === undefined) throw notFound("organization");
    return found;
  }

  app.route({
    method: "POST",
    url: "/v1/organizations",
    schema: {
      operationId: "CreateOrganization",
      tags: ["Organizations"],
      summary: "Creates an organization; the caller becomes its owner.",
      body: newOrganization,
      response: { 201: organization },
    },
    async handler(request, reply) {
      const created = await createOrganization(contextOf(request), request.body);
      const { item, revision } = await read(created.organizationId);
      done(reply, created);
      etag(reply, revision);
      return reply
        .code(201)
        .header("location", `/v1/organizations/${item.organizationId}`)
        .send(item);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/organizations",
    schema: {
      operationId: "ListOrganizations",
      tags: ["Organizations"],
      summary: "The organizations of which the caller is an active member.",
      querystring: z.strictObject({ search, ...pageParameters }),
      response: { 200: organizationPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => {
        const { userId, organizationId } = request.caller;
        const only = organizationId;
        return listOrganizations(pool, { userId, only, search: request.query.search, ...page });
      }),
  });

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId",
    schema: {
      operationId: "GetOrganization",
      tags: ["Organizations"],
      summary: "One organization of the caller.",
      params,
      querystring: z.strictObject({ expandSettings: flag }),
      response: { 200: organization },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const permission = request.query.expandSettings ? "settings:manage" : undefined;
      await authorize(services, request.caller, organizationId, permission);
      const { item, revision } = await read(organizationId);
      etag(reply, revision);
      if (!request.query.expandSettings) return item;
      const settings = await readSettings(pool, organizationId);
      return { ...item, settings: settings?.item };
    },
  });

  app.route({
    method: "PATCH",
    url: "/v1/organizations/:organizationId",
    schema: {
      operationId: "ChangeOrganization",
      tags: ["Organizations"],
      summary: "Changes the organization's details.",
      params,
      body: organizationPatch,
      response: { 200: organization },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      done(
        reply,
        await changeOrganization(contextOf(request), { organizationId, details: request.body }),
      );
      const { item, revision } = await read(organizationId);
      etag(reply, revision);
      return item;
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/organizations/:organizationId",
    schema: {
      operationId: "DeleteOrganization",
      tags: ["Organizations"],
      summary:
        "Ends the organization with its memberships and solutions; the log keeps its history.",
      params,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      done(reply, await deleteOrganization(contextOf(request), request.params));
      return noContent(reply);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/organizations",
    schema: {
      operationId: "ListMyOrganizations",
      tags: ["The caller"],
      summary: "The caller's organizations, with the count of their solutions in each.",
      querystring: z.strictObject(pageParameters),
      response: { 200: ownOrganizationPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => {
        const { userId, organizationId } = request.caller;
        return listOwnOrganizations(pool, { userId, only: organizationId, ...page });
      }),
  });
};
