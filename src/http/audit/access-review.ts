/** /v1/organizations/{o}/access-review: streams every member's roles at a moment. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type Reviewed, reviewHeader, reviewLines } from "../../audit/access-review.ts";
import type { Grant } from "../../audit/access.ts";
import { momentOf, openLog } from "../../commands/audit/audit.ts";
import { streamDownload, takeDownload } from "../../commands/audit/downloads.ts";
import { recordRead } from "../../commands/audit/readers.ts";
import { id } from "../../domain/primitives.ts";
import { readMembersAt, withAddresses } from "../../projections/audit/queries/roles.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { wantsCsv } from "../kit/input.ts";
import { recorded } from "./recorded.ts";
import { accessReview, reviewQuery } from "./schemas.ts";

export const accessReviewRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/access-review",
    ...recorded,
    schema: {
      operationId: "GetAccessReview",
      tags: ["Audit"],
      summary: "Every member at a moment, with each role and who granted it, as JSON or CSV.",
      params: z.object({ organizationId: id }),
      querystring: reviewQuery,
      response: {
        200: {
          content: {
            "application/json": { schema: accessReview },
            "text/csv": { schema: z.string() },
          },
        },
      },
    },
    async handler(request, reply) {
      const { params, query } = request;
      const { organizationId } = params;
      const context = contextOf(request);
      const { caller } = context;
      const standing = await openLog(context, organizationId);
      const download = await takeDownload(services, "reviews", { caller, organizationId });
      try {
        const { at, position } = await momentOf(services, organizationId, query.at);
        await recordRead(context, { organizationId, kind: "ACCESS_REVIEW" }, standing);
        const { pool } = services;
        const members = withAddresses(pool, readMembersAt(pool, organizationId, position));
        const isCsv = wantsCsv(request);
        if (isCsv) reply.header("content-disposition", 'attachment; filename="access-review.csv"');
        const text = isCsv ? csv(members) : json({ organizationId, at, position }, members);
        const contentType = isCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        return sendAsIs(reply, contentType, streamDownload(services, download, text));
      } catch (error) {
        download.end();
        throw error;
      }
    },
  });
};

async function* csv(
  members: AsyncIterable<readonly Reviewed[]>,
): AsyncGenerator<string, undefined> {
  yield reviewHeader();
  for await (const batch of members) yield reviewLines(batch);
  return undefined;
}

async function* json(
  head: object,
  members: AsyncIterable<readonly Reviewed[]>,
): AsyncGenerator<string, undefined> {
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  let count = 0;
  for await (const batch of members) {
    const items = batch.map((member) => JSON.stringify(itemOf(member))).join(",");
    yield count === 0 ? items : `,${items}`;
    count += batch.length;
  }
  yield `],"count":${count}}`;
  return undefined;
}

function itemOf({ userId, email, access }: Reviewed) {
  const { status, role, grant, solutions } = access;
  const given = Object.entries(solutions).map(([solutionId, each]) => ({
    solutionId,
    role: each.role,
    ...grantItem(each.grant),
  }));
  return { userId, email, status, role, ...grantItem(grant), solutions: given };
}

function grantItem({ by, byRole, at, position }: Grant) {
  return { grantedBy: by, grantedByRole: byRole, grantedAt: at, position };
}
