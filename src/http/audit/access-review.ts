/**
 * /v1/organizations/{o}/access-review: streams every member's roles at a moment, and what differs between
 * two moments.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type Reviewed, reviewHeader, reviewLines } from "../../audit/access-review.ts";
import { momentOf, openLog } from "../../commands/audit/audit.ts";
import { streamDownload, takeDownload } from "../../commands/audit/downloads.ts";
import { recordRead } from "../../commands/audit/readers.ts";
import { id } from "../../domain/primitives.ts";
import {
  type AccessChange,
  idsNamedIn,
  readAccessChanges,
} from "../../projections/audit/queries/access-changes.ts";
import {
  readMembersAt,
  reviewedMemberOf,
  withAddresses,
} from "../../projections/audit/queries/members-at.ts";
import { namesOf, type PersonName } from "../../projections/engine/people-names.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { invalidParameter, preferredType } from "../kit/input.ts";
import { changesHeader, changesLines } from "./access-changes-csv.ts";
import { recorded } from "./recorded.ts";
import { accessChanges, accessReview, changesQuery, reviewQuery } from "./schemas.ts";

type Text = AsyncGenerator<string, undefined>;

/** A review as JSON or CSV. */
interface Review<Item> {
  /** Of the file with the CSV. */
  readonly name: string;
  readonly head: object;
  readonly batches: AsyncIterable<readonly Item[]>;
  readonly header: () => string;
  readonly lines: (batch: readonly Item[]) => string;
  readonly toJson: (item: Item) => object;
  readonly people: (item: Item) => readonly string[];
}

const params = z.object({ organizationId: id });
const tags = ["Audit"];

export const accessReviewRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/access-review",
    ...recorded,
    schema: {
      operationId: "GetAccessReview",
      tags,
      summary: "Every member at a moment, with each role and who granted it, as JSON or CSV.",
      params,
      querystring: reviewQuery,
      response: { 200: { content: jsonOrCsv(accessReview) } },
    },
    async handler(request, reply) {
      return answerReview<Reviewed>(request, reply, async (organizationId) => {
        const { at, position } = await momentOf(services, organizationId, request.query.at);
        return {
          name: "access-review",
          head: { organizationId, at, position },
          batches: withAddresses(pool, readMembersAt(pool, organizationId, position)),
          header: reviewHeader,
          lines: reviewLines,
          toJson: reviewedMemberOf,
          people: ({ userId, access: { grant, solutions } }) => [
            userId,
            grant.by,
            ...Object.values(solutions).map((each) => each.grant.by),
          ],
        };
      });
    },
  });

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/access-review/changes",
    ...recorded,
    schema: {
      operationId: "GetAccessChanges",
      tags,
      summary: "What differs in the members and their roles between two moments, as JSON or CSV.",
      description:
        "Lists who joined, left or has another status or role, with the role before and after, who granted it and who ended it. What changed meanwhile and was changed back is not listed: role histories and the event log show it.",
      params,
      querystring: changesQuery,
      response: { 200: { content: jsonOrCsv(accessChanges) } },
    },
    async handler(request, reply) {
      return answerReview<AccessChange>(request, reply, async (organizationId) => {
        const { query } = request;
        const from = await momentOf(services, organizationId, query.from, "from");
        const to = await momentOf(services, organizationId, query.to, "to");
        if (from.at > to.at) throw invalidParameter("to", "must not be earlier than from");
        const positions = { from: from.position, to: to.position };
        return {
          name: "access-changes",
          head: {
            organizationId,
            from: from.at,
            to: to.at,
            fromPosition: from.position,
            toPosition: to.position,
          },
          batches: withAddresses(pool, readAccessChanges(pool, organizationId, positions)),
          header: changesHeader,
          lines: changesLines,
          toJson: (item) => item,
          people: idsNamedIn,
        };
      });
    },
  });

  /** Streams the review, which takes a place of the reviews and is recorded. */
  async function answerReview<Item>(
    request: FastifyRequest<{ Params: z.output<typeof params> }>,
    reply: FastifyReply,
    open: (organizationId: string) => Promise<Review<Item>>,
  ): Promise<FastifyReply> {
    const { organizationId } = request.params;
    const context = contextOf(request);
    const standing = await openLog(context, organizationId);
    const download = await takeDownload(services, "reviews", { ...context, organizationId });
    try {
      const review = await open(organizationId);
      await recordRead(context, { organizationId, kind: "ACCESS_REVIEW" }, standing);
      const isCsv = preferredType(request, "text/csv") !== undefined;
      if (isCsv) {
        reply.header("content-disposition", `attachment; filename="${review.name}.csv"`);
      }
      const text = isCsv ? csv(review) : json(review, organizationId);
      const contentType = isCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
      return sendAsIs(reply, contentType, streamDownload(services, download, text));
    } catch (error) {
      download.end();
      throw error;
    }
  }

  /** The names of people come last: they are met on the way. */
  async function* json<Item>(review: Review<Item>, organizationId: string): Text {
    const { head, batches, toJson, people } = review;
    yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
    let count = 0;
    const names = new Map<string, PersonName | undefined>();
    for await (const batch of batches) {
      const unknown = new Set(batch.flatMap(people)).difference(names);
      const found = await namesOf(pool, [organizationId], unknown);
      for (const id of unknown) names.set(id, found.get(id));
      const items = batch.map((item) => JSON.stringify(toJson(item))).join(",");
      yield count === 0 ? items : `,${items}`;
      count += batch.length;
    }
    yield `],"count":${count},"people":${JSON.stringify(Object.fromEntries(names))}}`;
    return undefined;
  }
};

async function* csv<Item>({ header, lines, batches }: Review<Item>): Text {
  yield header();
  for await (const batch of batches) yield lines(batch);
  return undefined;
}

function jsonOrCsv<Schema extends z.ZodType>(schema: Schema) {
  return { "application/json": { schema }, "text/csv": { schema: z.string() } };
}
