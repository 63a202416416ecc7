/** Role histories, checkpoints and proofs of an organization, and the signing keys. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  currentHead,
  openLog,
  proveConsistency,
  proveInclusion,
  provenConsistency,
  provenInclusion,
  signCheckpoint,
} from "../../commands/audit/audit.ts";
import { recordRead } from "../../commands/audit/readers.ts";
import { id } from "../../domain/primitives.ts";
import { listRoleHistory } from "../../projections/audit/queries/roles.ts";
import { namesIn } from "../../projections/engine/people-names.ts";
import { requireFound, sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { answerPage } from "../kit/lists.ts";
import { recorded } from "./recorded.ts";
import {
  consistencyQuery,
  inclusionQuery,
  keys,
  roleHistoryPage,
  roleHistoryQuery,
} from "./schemas.ts";

const params = z.object({ organizationId: id });
const organization = "/v1/organizations/:organizationId";
const tags = ["Audit"];

export const auditRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  app.route({
    method: "GET",
    url: `${organization}/members/:userId/role-history`,
    ...recorded,
    schema: {
      operationId: "GetRoleHistory",
      tags,
      summary: "Which roles a member held, and when. Includes removed members.",
      params: z.object({ organizationId: id, userId: id }),
      querystring: roleHistoryQuery,
      response: { 200: roleHistoryPage },
    },
    async handler(request) {
      const { params: membership, query } = request;
      const { organizationId } = membership;
      const context = contextOf(request);
      const standing = await openLog(context, organizationId);
      const page = await answerPage(request, query, async (wanted) => {
        const history = await listRoleHistory(pool, membership, wanted);
        requireFound(history.items[0], "member");
        return history;
      });
      const named = page.items.flatMap(({ changedBy, endedBy = changedBy }) => [
        changedBy,
        endedBy,
      ]);
      const people = await namesIn(pool, organizationId, named);
      await recordRead(context, { organizationId, kind: "ROLE_HISTORY" }, standing);
      return { ...page, people: Object.fromEntries(people) };
    },
  });

  app.route({
    method: "GET",
    url: `${organization}/checkpoint`,
    schema: {
      operationId: "GetCheckpoint",
      tags,
      summary:
        "A signed note on the log's current state (C2SP tlog-checkpoint). Keep it to detect changes.",
      params,
      response: { 200: { content: { "text/plain": { schema: z.string() } } } },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      await openLog(contextOf(request), organizationId);
      const head = await currentHead(services, organizationId);
      const note = await signCheckpoint(services, organizationId, head);
      return sendAsIs(reply, "text/plain; charset=utf-8", note);
    },
  });

  app.route({
    method: "GET",
    url: `${organization}/proofs/inclusion`,
    schema: {
      operationId: "ProveInclusion",
      tags,
      summary: "Proves that an entry is in the log (RFC 6962, 2.1.1).",
      params,
      querystring: inclusionQuery,
      response: { 200: provenInclusion },
    },
    async handler(request) {
      const { organizationId } = request.params;
      const { position, size } = request.query;
      await openLog(contextOf(request), organizationId);
      return proveInclusion(services, organizationId, position, size);
    },
  });

  app.route({
    method: "GET",
    url: `${organization}/proofs/consistency`,
    schema: {
      operationId: "ProveConsistency",
      tags,
      summary: "Proves that the log only grew from one size to another (RFC 6962, 2.1.2).",
      params,
      querystring: consistencyQuery,
      response: { 200: provenConsistency },
    },
    async handler(request) {
      const { organizationId } = request.params;
      const { from: first, to: last } = request.query;
      await openLog(contextOf(request), organizationId);
      return proveConsistency(services, organizationId, first, last);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/keys",
    config: { isPublic: true },
    schema: {
      operationId: "ListKeys",
      tags,
      summary: "The public keys, current and retired, that sign checkpoints and exports.",
      response: { 200: keys },
    },
    async handler() {
      const found = await services.signer.publicKeys();
      const items = found.map((key) => ({ ...key, algorithm: "Ed25519" as const }));
      return { count: items.length, items };
    },
  });
};
