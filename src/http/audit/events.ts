/** /v1/organizations/{o}/events: the event log by page, followed as it grows, or streamed to its end. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { endOfLog, openLog } from "../../commands/audit/audit.ts";
import { takeDownload } from "../../commands/audit/downloads.ts";
import { streamLog } from "../../commands/audit/export-log.ts";
import { recordRead, requireReader } from "../../commands/audit/readers.ts";
import { createLogWatch } from "../../commands/audit/watch-log.ts";
import { id } from "../../domain/primitives.ts";
import { lineFormats } from "../../projections/audit/export/formats.ts";
import { listAuditEntries } from "../../projections/audit/queries/entries.ts";
import { type EntryFilter, isFiltered } from "../../projections/audit/queries/entry-filter.ts";
import { readableWithNames } from "../../projections/audit/queries/readable.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { invalidParameter, preferredType } from "../kit/input.ts";
import { answerPage, inTurn } from "../kit/lists.ts";
import { recorded } from "./recorded.ts";
import { auditEventPage, cloudEvent, eventQuery } from "./schemas.ts";

const ndjson = "application/x-ndjson";
const cloudEvents = "application/cloudevents-batch+json";

const description =
  `Every answer says how far it covers the log: pages in \`nextPosition\`, the other
media types in the header \`Muster-Next-Position\`. To follow the log, ask for the entries \`after\` that
position, again and again; with \`wait\` the answer comes as soon as there is an entry, or empty after these
seconds. No entry is missed: positions have no gaps, and an \`after\` beyond the end of the log, such as one
from before a backup was restored, is refused. \`${ndjson}\` streams all entries after the position, up to the
end of the log at that moment, and \`${cloudEvents}\` answers a page of CloudEvents 1.0; both are ascending,
and only the latter has a \`limit\`.`.replaceAll("\n", " ");

export const eventRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;
  const watch = createLogWatch(services);
  // Whoever waits would delay the shutdown.
  app.addHook("preClose", () => watch.stop());

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/events",
    ...recorded,
    schema: {
      operationId: "ListEvents",
      tags: ["Audit"],
      summary: "The organization's event log.",
      description,
      params: z.object({ organizationId: id }),
      querystring: eventQuery,
      response: {
        200: {
          content: {
            "application/json": { schema: auditEventPage },
            [ndjson]: { schema: z.string() },
            [cloudEvents]: { schema: z.array(cloudEvent) },
          },
        },
      },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const mediaType = mediaTypeOf(request);
      const standing = await openLog(contextOf(request), organizationId);
      const end = await endOfLog(services, organizationId, request.query);
      const upTo = await endAfterWaiting(request, end);
      const record = (): Promise<void> =>
        recordRead(contextOf(request), { organizationId, kind: "EVENTS" }, standing);
      if (mediaType === ndjson) return sendLines(request, reply, upTo, record);
      if (mediaType === cloudEvents) return sendCloudEvents(request, reply, upTo, record);
      const page = await pageOf(request, upTo);
      await record();
      return page;
    },
  });

  /** The log's end, once there is an entry that the request waits for, or its time is over. */
  async function endAfterWaiting(request: Asked, end: number): Promise<number> {
    const { organizationId } = request.params;
    const { after, wait } = request.query;
    const filter = filterOf(request.query);
    if (after === undefined || wait === 0) return end;
    if (after < end && (!isFiltered(filter) || (await hasMatch(request, end)))) return end;
    const { caller } = contextOf(request);
    const awaited = { caller, organizationId, seen: end, filter };
    const leaving = new AbortController();
    request.raw.socket.once("close", leave);
    // It takes a turn of its own instead, and must not keep the caller's other requests waiting.
    request.endTurn?.();
    try {
      await app.waitAside(request, () => watch.wait(awaited, wait * 1_000, leaving.signal));
    } finally {
      request.raw.socket.off("close", leave);
    }
    await requireReader(services, awaited);
    return endOfLog(services, organizationId, request.query);

    function leave(): void {
      leaving.abort();
    }
  }

  /** Is there an entry up to the end that the request's filter matches? */
  async function hasMatch(request: Asked, end: number): Promise<boolean> {
    const { params, query } = request;
    const listed = { filter: filterOf(query), after: query.after, upTo: end };
    const found = await inTurn(request, () =>
      listAuditEntries(pool, params.organizationId, listed, { limit: 1 }),
    );
    return found.items.length > 0;
  }

  async function pageOf(request: Asked, upTo: number) {
    const { params, query } = request;
    const { after, order } = query;
    const listed = { filter: filterOf(query), after, upTo, order };
    let more = { nextPosition: 0, people: {} };
    const page = await answerPage(request, query, async (wanted) => {
      const found = await listAuditEntries(pool, params.organizationId, listed, wanted);
      const { nextPosition, next, ...counted } = found;
      const { events: items, people } = await readableWithNames(
        services,
        found.items,
        ({ subjectId }) => subjectId,
      );
      more = { nextPosition, people };
      // A follower goes on from `nextPosition`.
      return { ...counted, items, ...(after === undefined && next && { next }) };
    });
    return { ...page, ...more };
  }

  type Recording = () => Promise<void>;

  async function sendLines(request: Asked, reply: FastifyReply, last: number, record: Recording) {
    const { caller } = contextOf(request);
    const { organizationId } = request.params;
    const { after = 0 } = request.query;
    const filter = filterOf(request.query);
    const download = await takeDownload(services, "exports", { caller, organizationId });
    const span = { first: after + 1, last };
    try {
      await record();
    } catch (error) {
      download.end();
      throw error;
    }
    const lines = streamLog(services, download, { organizationId, format: "ndjson", span, filter });
    reply.header(nextPositionHeader, String(last));
    return sendAsIs(reply, ndjson, lines);
  }

  async function sendCloudEvents(
    request: Asked,
    reply: FastifyReply,
    upTo: number,
    record: Recording,
  ) {
    const { params, query } = request;
    const { after, limit } = query;
    const listed = { filter: filterOf(query), after, upTo };
    const { lines, nextPosition } = await inTurn(request, async () => {
      const found = await listAuditEntries(pool, params.organizationId, listed, { limit });
      const { items, nextPosition } = found;
      return { lines: await lineFormats.cloudevents.lines(services, items), nextPosition };
    });
    await record();
    reply.header(nextPositionHeader, String(nextPosition));
    return sendAsIs(reply, cloudEvents, `[${lines.map((line) => line.trimEnd()).join(",")}]`);
  }
};

function filterOf(query: z.output<typeof eventQuery>): EntryFilter {
  const { types, actorId, subjectId, solutionId, correlationId, from, to } = query;
  return { types, actorId, subjectId, solutionId, correlationId, from, to };
}

const nextPositionHeader = "muster-next-position";

type Asked = FastifyRequest<{
  Params: { organizationId: string };
  Querystring: z.output<typeof eventQuery>;
}>;

function mediaTypeOf(request: Asked): string | undefined {
  const found = preferredType(request, ndjson, cloudEvents);
  const { order, continuationToken, includeTotal } = request.query;
  if (found !== undefined && order === "desc") {
    throw invalidParameter("order", `must be asc with ${found}`);
  }
  if (found !== undefined && continuationToken !== undefined) {
    throw invalidParameter("continuationToken", `is not for ${found}; use after`);
  }
  if (found !== undefined && includeTotal === true) {
    throw invalidParameter("includeTotal", `is not for ${found}`);
  }
  return found;
}
