/** Takes the log entries of apps and lists them by organization, member, solution or caller. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  memberLogs,
  organizationLogs,
  ownLogs,
  sendLogs,
  solutionLogs,
} from "../../commands/logs/logs.ts";
import type { QueryContext } from "../../commands/kit/context.ts";
import { type Cell, csvLines, jsonCell } from "../../platform/csv.ts";
import { id } from "../../domain/primitives.ts";
import { listLogEntries, type LogEntry, type LogView } from "../../projections/logs/entries.ts";
import type { Cursor } from "../../projections/engine/page.ts";
import { sendAsIs } from "../kit/answers.ts";
import { logBounds } from "../kit/body-bounds.ts";
import { preferredType } from "../kit/input.ts";
import { answerPage, inTurn } from "../kit/lists.ts";
import { contextOf } from "../kit/command-context.ts";
import {
  logBatch,
  logPage,
  logQuery,
  logsTaken,
  organizationLogQuery,
  solutionLogQuery,
} from "./schemas.ts";

const inOrganization = z.object({ organizationId: id });
const memberParams = z.object({ organizationId: id, userId: id });
const solutionParams = z.object({ organizationId: id, solutionId: id });
const organization = "/v1/organizations/:organizationId";
const tags = ["Troubleshooting"];

type ViewRequest = FastifyRequest & {
  readonly query: { readonly limit: number; readonly continuationToken?: string | undefined };
};

/** A CSV is streamed in batches to keep memory flat. */
const csvBatchRows = 1000;

export const logRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function answer<Request extends ViewRequest>(
    request: Request,
    reply: FastifyReply,
    viewOf: (
      context: QueryContext,
      asked: Request["query"] & Request["params"],
    ) => Promise<LogView>,
  ) {
    const asked = { ...request.query, ...(request.params as Request["params"] & object) };
    const view = await viewOf(contextOf(request), asked);
    if (preferredType(request, "text/csv") === undefined) {
      return answerPage(request, request.query, (page) => listLogEntries(pool, view, page));
    }
    reply.header("content-disposition", 'attachment; filename="logs.csv"');
    return sendAsIs(reply, "text/csv; charset=utf-8", Readable.from(table(request, view)));
  }

  async function* table(request: FastifyRequest, view: LogView): AsyncGenerator<string> {
    yield csvLines([columns.map(([name]) => name)]);
    let after: Cursor | undefined;
    do {
      const { items, next } = await inTurn(request, () =>
        listLogEntries(pool, view, { after, limit: csvBatchRows }),
      );
      if (items.length > 0)
        yield csvLines(items.map((item) => columns.map(([, cell]) => cell(item))));
      after = next;
    } while (after !== undefined);
  }

  app.route({
    method: "POST",
    url: `${organization}/logs`,
    config: { body: logBounds },
    schema: {
      operationId: "SendLogs",
      tags,
      summary: "Stores up to 500 log entries of the caller's apps: all of them or none.",
      params: inOrganization,
      body: logBatch,
      response: { 202: logsTaken },
    },
    async handler(request, reply) {
      const { entries } = request.body;
      await sendLogs(contextOf(request), { ...request.params, entries });
      return reply.code(202).send({ count: entries.length });
    },
  });

  app.route({
    method: "GET",
    url: `${organization}/logs`,
    schema: {
      operationId: "ListOrganizationLogs",
      tags,
      summary: "The organization's log entries with one correlation id.",
      params: inOrganization,
      querystring: organizationLogQuery,
      response: { 200: logPage },
    },
    handler: (request, reply) => answer(request, reply, organizationLogs),
  });

  app.route({
    method: "GET",
    url: `${organization}/members/:userId/logs`,
    schema: {
      operationId: "ListMemberLogs",
      tags,
      summary:
        "The log entries of a member's apps in all their solutions. Members may read their own.",
      params: memberParams,
      querystring: logQuery,
      response: { 200: logPage },
    },
    handler: (request, reply) => answer(request, reply, memberLogs),
  });

  app.route({
    method: "GET",
    url: `${organization}/solutions/:solutionId/logs`,
    schema: {
      operationId: "ListSolutionLogs",
      tags,
      summary: "The log entries of a solution from the apps of all its users.",
      params: solutionParams,
      querystring: solutionLogQuery,
      response: { 200: logPage },
    },
    handler: (request, reply) => answer(request, reply, solutionLogs),
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/logs",
    schema: {
      operationId: "ListMyLogs",
      tags,
      summary: "The log entries of the caller's apps.",
      querystring: logQuery,
      response: { 200: logPage },
    },
    handler: (request, reply) => answer(request, reply, ownLogs),
  });
};

const columns: readonly (readonly [string, (item: LogEntry) => Cell])[] = [
  ["receivedAt", (item) => item.receivedAt],
  ["occurredAt", (item) => item.occurredAt],
  ["level", (item) => item.level],
  ["category", (item) => item.category],
  ["message", (item) => item.message],
  ["organizationId", (item) => item.organizationId],
  ["userId", (item) => item.userId],
  ["solutionId", (item) => item.solutionId],
  ["device", (item) => item.device],
  ["app", (item) => item.app],
  ["correlationId", (item) => item.correlationId],
  ["correlationCount", (item) => item.correlationCount],
  ["parameters", (item) => jsonCell(item.parameters)],
  ["logId", (item) => item.logId],
];
