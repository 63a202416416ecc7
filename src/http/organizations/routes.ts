/** /v1/organizations: creates, lists, changes and deletes organizations. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import {
  changeOrganization,
  deleteOrganization,
} from "../../commands/organizations/change-organization.ts";
import { createOrganization } from "../../commands/organizations/create-organization.ts";
import { requireOrganizationInView } from "../../commands/organizations/organizations.ts";
import { id } from "../../domain/primitives.ts";
import {
  listOrganizations,
  listOwnOrganizations,
  readOrganization,
  readSettings,
} from "../../projections/directory/queries/organizations.ts";
import { answerPage, flag, pageParameters, search } from "../kit/lists.ts";
import { answerItem, created, runOnly } from "../kit/answers.ts";
import type { Page } from "../../projections/engine/page.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import {
  newOrganization,
  organizationPage,
  organizationPatch,
  ownOrganizationPage,
  singleOrganization,
} from "./schemas.ts";

const params = z.object({ organizationId: id });

export const organizationRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool, region } = app.services;

  async function answerOrganization(reply: FastifyReply, organizationId: string) {
    const found = await readOrganization(pool, organizationId);
    return { ...(await answerItem(reply, found, "organization")), region };
  }

  /** All organizations are in the region of the deployment. */
  async function withRegion<Item>(page: Promise<Page<Item>>) {
    const { items, ...rest } = await page;
    return { ...rest, items: items.map((item) => ({ ...item, region })) };
  }

  app.route({
    method: "POST",
    url: "/v1/organizations",
    schema: {
      operationId: "CreateOrganization",
      tags: ["Organizations"],
      summary: "Creates an organization. The caller becomes its owner.",
      body: newOrganization,
      response: { 201: singleOrganization },
    },
    async handler(request, reply) {
      const { organizationId } = await run(request, reply, createOrganization, request.body);
      created(reply, `/v1/organizations/${organizationId}`);
      return answerOrganization(reply, organizationId);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/organizations",
    schema: {
      operationId: "ListOrganizations",
      tags: ["Organizations"],
      summary: "The organizations in which the caller is an active member.",
      querystring: z.strictObject({ search, ...pageParameters }),
      response: { 200: organizationPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => {
        const { search } = request.query;
        const query = { own: ownScope(contextOf(request)), search, ...page };
        return withRegion(listOrganizations(pool, query));
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
      response: { 200: singleOrganization },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const { expandSettings = false } = request.query;
      await requireOrganizationInView(contextOf(request), organizationId, expandSettings);
      const item = await answerOrganization(reply, organizationId);
      if (!expandSettings) return item;
      return { ...item, settings: await readSettings(pool, organizationId) };
    },
  });

  app.route({
    method: "PATCH",
    url: "/v1/organizations/:organizationId",
    config: { isConditional: true },
    schema: {
      operationId: "ChangeOrganization",
      tags: ["Organizations"],
      summary: "Changes the organization's details.",
      params,
      body: organizationPatch,
      response: { 200: singleOrganization },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const command = { type: "ChangeOrganizationDetails", details: request.body } as const;
      await run(request, reply, changeOrganization, organizationId, command);
      return answerOrganization(reply, organizationId);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/organizations/:organizationId",
    config: { isConditional: true },
    schema: {
      operationId: "DeleteOrganization",
      tags: ["Organizations"],
      summary:
        "Deletes the organization with its memberships and solutions. The log keeps its history.",
      params,
      response: { 204: nothing },
    },
    handler: (request, reply) => runOnly(request, reply, deleteOrganization, request.params),
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/organizations",
    schema: {
      operationId: "ListMyOrganizations",
      tags: ["The caller"],
      summary: "The caller's organizations, with the number of their solutions in each.",
      querystring: z.strictObject(pageParameters),
      response: { 200: ownOrganizationPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) =>
        withRegion(listOwnOrganizations(pool, { own: ownScope(contextOf(request)), ...page })),
      ),
  });
};
