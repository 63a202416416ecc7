/** /v1/organizations/{o}/settings and /invite-templates: what owners decide for their organization. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { authorize } from "../../commands/kit/authorize.ts";
import {
  changeSettings,
  deleteInviteTemplate,
  saveInviteTemplate,
} from "../../commands/organizations/change-organization.ts";
import { previewTemplate } from "../../commands/organizations/preview-template.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { id, language } from "../../domain/primitives.ts";
import {
  listInviteTemplates,
  readInviteTemplate,
} from "../../projections/directory/queries/invite-templates.ts";
import { readSettings } from "../../projections/directory/queries/organizations.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { done, etag, noContent, contextOf } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import {
  inviteTemplate,
  inviteTemplatePage,
  newInviteTemplate,
  templatePreview,
} from "./template-schemas.ts";
import { organizationSettings, organizationSettingsPatch } from "./schemas.ts";

const params = z.object({ organizationId: id });
const ofTemplate = z.object({ organizationId: id, language });

const settingsPath = "/v1/organizations/:organizationId/settings";
const collection = "/v1/organizations/:organizationId/invite-templates";
const single = `${collection}/:language`;

export const settingsRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  async function answerSettings(reply: FastifyReply, organizationId: string) {
    const found = await readSettings(pool, organizationId);
    if (found === undefined) throw notFound("organization");
    etag(reply, found.revision);
    return found.item;
  }

  async function answerTemplate(reply: FastifyReply, params: z.output<typeof ofTemplate>) {
    const found = await readInviteTemplate(pool, params.organizationId, params.language);
    if (found === undefined) throw notFound("invite template");
    etag(reply, found.revision);
    return found.item;
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
    async handler({ caller, params: { organizationId } }, reply) {
      await authorize(services, caller, organizationId, "settings:manage");
      return answerSettings(reply, organizationId);
    },
  });

  app.route({
    method: "PATCH",
    url: settingsPath,
    schema: {
      operationId: "ChangeSettings",
      tags: ["Settings"],
      summary: "Changes settings, effective at once; null goes back to the default.",
      params,
      body: organizationSettingsPatch,
      response: { 200: organizationSettings },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      done(
        reply,
        await changeSettings(contextOf(request), { organizationId, settings: request.body }),
      );
      return answerSettings(reply, organizationId);
    },
  });

  app.route({
    method: "GET",
    url: collection,
    schema: {
      operationId: "ListInviteTemplates",
      tags: ["Settings"],
      summary: "The invite templates: the languages in which people can be invited.",
      params,
      querystring: z.strictObject(pageParameters),
      response: { 200: inviteTemplatePage },
    },
    async handler(request) {
      const { organizationId } = request.params;
      await authorize(services, request.caller, organizationId, "users:manage");
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
      summary: "The invite template of a language.",
      params: ofTemplate,
      response: { 200: inviteTemplate },
    },
    async handler({ caller, params }, reply) {
      await authorize(services, caller, params.organizationId, "users:manage");
      return answerTemplate(reply, params);
    },
  });

  app.route({
    method: "PUT",
    url: single,
    schema: {
      operationId: "SaveInviteTemplate",
      tags: ["Settings"],
      summary: "Adds or replaces the invite template of a language (ISO 639-1).",
      params: ofTemplate,
      body: newInviteTemplate,
      response: { 200: inviteTemplate },
    },
    async handler(request, reply) {
      const { organizationId, language } = request.params;
      const template = { ...request.body, language };
      done(reply, await saveInviteTemplate(contextOf(request), { organizationId, template }));
      return answerTemplate(reply, request.params);
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    schema: {
      operationId: "DeleteInviteTemplate",
      tags: ["Settings"],
      summary: "Deletes the invite template of a language. Without any, nobody can be invited.",
      params: ofTemplate,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      done(reply, await deleteInviteTemplate(contextOf(request), request.params));
      return noContent(reply);
    },
  });

  app.route({
    method: "POST",
    url: `${single}/preview`,
    schema: {
      operationId: "PreviewInviteTemplate",
      tags: ["Settings"],
      summary: "The invitation as a page: of the template given, or else of the one saved.",
      params: ofTemplate,
      body: newInviteTemplate.optional(),
      response: { 200: templatePreview },
    },
    async handler(request, reply) {
      const { caller, params, body } = request;
      const { subject, html } = await previewTemplate(services, caller, params, body);
      return (
        reply
          .type("text/html; charset=utf-8")
          // Whoever wrote the template did not write for this address: nothing in it may act here.
          .header(
            "content-security-policy",
            "sandbox; default-src 'none'; img-src https: data:; style-src 'unsafe-inline'",
          )
          .header("muster-subject", encodeURIComponent(subject))
          .serializer((page: unknown) => String(page))
          .send(html)
      );
    },
  });
};
