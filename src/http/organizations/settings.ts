/** /v1/organizations/{o}/settings and /invite-templates: an organization's settings and invitation mails. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { changeOrganization } from "../../commands/organizations/change-organization.ts";
import {
  previewTemplate,
  requireOrganizationInView,
  requireTemplatesInView,
} from "../../commands/organizations/organizations.ts";
import { id, language } from "../../domain/primitives.ts";
import {
  listInviteTemplates,
  readInviteTemplate,
} from "../../projections/directory/queries/invite-templates.ts";
import {
  organizationSettings,
  readSettings,
} from "../../projections/directory/queries/organizations.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { answerItem, runOnly, sendAsIs } from "../kit/answers.ts";
import { templateBounds } from "../kit/body-bounds.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import {
  inviteTemplatePage,
  newInviteTemplate,
  singleInviteTemplate,
  templatePreview,
} from "./template-schemas.ts";
import { organizationSettingsPatch } from "./schemas.ts";

const params = z.object({ organizationId: id });
const templateParams = z.object({ organizationId: id, language });

const settingsPath = "/v1/organizations/:organizationId/settings";
const collection = "/v1/organizations/:organizationId/invite-templates";
const single = `${collection}/:language`;

export const settingsRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function answerSettings(reply: FastifyReply, organizationId: string) {
    return answerItem(reply, await readSettings(pool, organizationId), "organization");
  }

  async function answerTemplate(
    reply: FastifyReply,
    { organizationId, language }: z.output<typeof templateParams>,
  ) {
    const found = await readInviteTemplate(pool, organizationId, language);
    return answerItem(reply, found, "invite template");
  }

  app.route({
    method: "GET",
    url: settingsPath,
    schema: {
      operationId: "GetSettings",
      tags: ["Settings"],
      summary: "The organization's settings.",
      params,
      response: { 200: organizationSettings },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      await requireOrganizationInView(contextOf(request), organizationId, true);
      return answerSettings(reply, organizationId);
    },
  });

  app.route({
    method: "PATCH",
    url: settingsPath,
    config: { isConditional: true },
    schema: {
      operationId: "ChangeSettings",
      tags: ["Settings"],
      summary: "Changes settings, effective at once. Null restores the default.",
      params,
      body: organizationSettingsPatch,
      response: { 200: organizationSettings },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const command = { type: "ChangeOrganizationSettings", settings: request.body } as const;
      await run(request, reply, changeOrganization, organizationId, command);
      return answerSettings(reply, organizationId);
    },
  });

  app.route({
    method: "GET",
    url: collection,
    schema: {
      operationId: "ListInviteTemplates",
      tags: ["Settings"],
      summary: "The invite templates, one for each language in which people can be invited.",
      params,
      querystring: z.strictObject(pageParameters),
      response: { 200: inviteTemplatePage },
    },
    async handler(request) {
      const { organizationId } = request.params;
      await requireTemplatesInView(contextOf(request), organizationId);
      return answerPage(request, request.query, (page) =>
        listInviteTemplates(pool, { organizationId, ...page }),
      );
    },
  });

  app.route({
    method: "GET",
    url: single,
    schema: {
      operationId: "GetInviteTemplate",
      tags: ["Settings"],
      summary: "The invite template for a language.",
      params: templateParams,
      response: { 200: singleInviteTemplate },
    },
    async handler(request, reply) {
      await requireTemplatesInView(contextOf(request), request.params.organizationId);
      return answerTemplate(reply, request.params);
    },
  });

  app.route({
    method: "PUT",
    url: single,
    config: { isConditional: true, body: templateBounds },
    schema: {
      operationId: "SaveInviteTemplate",
      tags: ["Settings"],
      summary: "Adds or replaces the invite template for a language (ISO 639-1).",
      params: templateParams,
      body: newInviteTemplate,
      response: { 200: singleInviteTemplate },
    },
    async handler(request, reply) {
      const { organizationId, language } = request.params;
      const template = { ...request.body, language };
      const command = { type: "SaveInviteTemplate", template } as const;
      await run(request, reply, changeOrganization, organizationId, command);
      return answerTemplate(reply, request.params);
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "DeleteInviteTemplate",
      tags: ["Settings"],
      summary:
        "Deletes the invite template for a language. Without a template nobody can be invited.",
      params: templateParams,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      const { organizationId, language } = request.params;
      const command = { type: "DeleteInviteTemplate", language } as const;
      return runOnly(request, reply, changeOrganization, organizationId, command);
    },
  });

  app.route({
    method: "POST",
    url: `${single}/preview`,
    config: { body: templateBounds },
    schema: {
      operationId: "PreviewInviteTemplate",
      tags: ["Settings"],
      summary: "The invitation as HTML, made from the given template or else the saved one.",
      params: templateParams,
      body: newInviteTemplate.optional(),
      response: { 200: templatePreview },
    },
    async handler(request, reply) {
      const { params, body } = request;
      const { subject, html } = await previewTemplate(contextOf(request), params, body);
      reply.headers({
        // Its author is not trusted at this address: nothing in the template may run here.
        "content-security-policy":
          "sandbox; default-src 'none'; img-src https: data:; style-src 'unsafe-inline'",
        "muster-subject": encodeURIComponent(subject),
      });
      return sendAsIs(reply, "text/html; charset=utf-8", html);
    },
  });
};
