/** /v1/organizations/{o}/members: invites, lists, changes and removes members. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { CommandResult, CommandContext } from "../../commands/kit/context.ts";
import { inviteUser } from "../../commands/members/invite-user.ts";
import {
  changeOrgRole,
  disableMember,
  enableMember,
  removeMember,
  revokeInvite,
  resendInvite,
} from "../../commands/members/manage-member.ts";
import {
  filterShown,
  memberShown,
  requireMemberInView,
  requireMembersInView,
} from "../../commands/members/members.ts";
import { id } from "../../domain/primitives.ts";
import {
  committedMember,
  listMembers,
  readMember,
} from "../../projections/directory/queries/members.ts";
import { wholeMemberJson } from "../../projections/directory/member.ts";
import { answerPageOfJson } from "../kit/lists.ts";
import { answerItem, created, noContent } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nameAhead } from "../kit/people.ts";
import { nothing } from "../kit/schemas.ts";
import { memberPage, memberQuery, newMember, resend, rolePatch, singleMember } from "./schemas.ts";

const inOrganization = z.object({ organizationId: id });
const params = z.object({ organizationId: id, userId: id });
type Params = z.output<typeof params>;

const collection = "/v1/organizations/:organizationId/members";
const single = `${collection}/:userId`;

/** Operations on one member that take no body. */
const simpleOperations = [
  [
    "disable",
    "DisableMember",
    "Ends the member's access to the organization at once.",
    disableMember,
  ],
  ["enable", "EnableMember", "Restores the member's access.", enableMember],
  ["revoke-invite", "RevokeInvite", "Revokes the open invitation.", revokeInvite],
] as const;

export const memberRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool, clock, directory } = app.services;

  async function answerMember(reply: FastifyReply, { organizationId, userId }: Params) {
    const found = await readMember(pool, organizationId, userId, clock().toISOString());
    return answerItem(reply, found, "member");
  }

  /** Runs a command on a member and answers the changed member. */
  async function change(
    request: FastifyRequest & { params: Params },
    reply: FastifyReply,
    command: (context: CommandContext, membership: Params) => Promise<CommandResult>,
  ) {
    const { organizationId, userId } = request.params;
    const { events = [], position } = await run(request, reply, async (context) => {
      const result = await command(context, request.params);
      const { caller } = context;
      // What the caller may see could change with their own membership.
      if ((result.events?.length ?? 0) > 0 && userId !== caller.userId)
        nameAhead(request, [caller.userId, result.begunBy]);
      return result;
    });
    const now = clock().toISOString();
    const changed =
      events.length > 0
        ? committedMember(directory, organizationId, userId, position, now)
        : undefined;
    return changed === undefined
      ? answerMember(reply, request.params)
      : answerItem(reply, changed, "member");
  }

  app.route({
    method: "POST",
    url: collection,
    schema: {
      operationId: "InviteUser",
      tags: ["Members"],
      summary: "Invites a person by mail, or adds them without a mail.",
      params: inOrganization,
      body: newMember,
      response: { 201: singleMember },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const invitee = { ...request.body, organizationId };
      const { userId } = await run(request, reply, inviteUser, invitee);
      created(reply, `/v1/organizations/${organizationId}/members/${userId}`);
      return answerMember(reply, { organizationId, userId });
    },
  });

  app.route({
    method: "GET",
    url: collection,
    schema: {
      operationId: "ListMembers",
      tags: ["Members"],
      summary: "The members of the organization.",
      params: inOrganization,
      querystring: memberQuery,
      response: { 200: memberPage },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const shown = await requireMembersInView(contextOf(request), organizationId);
      const filter = filterShown(request.query, shown);
      return answerPageOfJson(
        reply,
        request.query,
        (page) => listMembers(pool, { ...filter, organizationId, ...page }, clock().toISOString()),
        (item) => wholeMemberJson(item.json, memberShown(item, shown)),
      );
    },
  });

  app.route({
    method: "GET",
    url: single,
    schema: {
      operationId: "GetMember",
      tags: ["Members"],
      summary: "One member. Members may read themselves.",
      params,
      response: { 200: singleMember },
    },
    async handler(request, reply) {
      const shown = await requireMemberInView(contextOf(request), request.params);
      return memberShown(await answerMember(reply, request.params), shown);
    },
  });

  app.route({
    method: "PATCH",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "ChangeOrgRole",
      tags: ["Members"],
      summary: "Changes the member's organization role, effective at once.",
      params,
      body: rolePatch,
      response: { 200: singleMember },
    },
    handler: (request, reply) =>
      change(request, reply, (context, membership) =>
        changeOrgRole(context, { ...membership, ...request.body }),
      ),
  });

  app.route({
    method: "DELETE",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "RemoveUser",
      tags: ["Members"],
      summary: "Ends the membership and all its solution assignments.",
      params,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, removeMember, request.params);
      return noContent(reply);
    },
  });

  app.route({
    method: "POST",
    url: `${single}/resend-invite`,
    config: { isConditional: true },
    schema: {
      operationId: "ResendInvite",
      tags: ["Members"],
      summary: "Sends the invitation again with a new secret. The old secret stops working.",
      params,
      body: resend.optional(),
      response: { 200: singleMember },
    },
    handler: (request, reply) =>
      change(request, reply, (context, membership) =>
        resendInvite(context, { ...membership, language: request.body?.language }),
      ),
  });

  for (const [path, operationId, summary, command] of simpleOperations) {
    app.route({
      method: "POST",
      url: `${single}/${path}`,
      config: { isConditional: true },
      schema: { operationId, tags: ["Members"], summary, params, response: { 200: singleMember } },
      handler: (request, reply) => change(request, reply, command),
    });
  }
};
