/** /v1/organizations/{o}/members/batch: many invitations at once, as JSON or as CSV. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { inviteMany, type Row, type RowOutcome } from "../../commands/members/invite-many.ts";
import { invalidAt } from "../../commands/kit/rejected-error.ts";
import { refusalOf } from "../kit/input.ts";
import { flag } from "../kit/lists.ts";
import { membersInCsv } from "./batch-csv.ts";
import { run } from "../kit/command-context.ts";
import { problemBody } from "../kit/problem-table.ts";
import { newMember } from "./schemas.ts";
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { problem } from "../kit/schemas.ts";

/** For 5,000 generous rows. */
const bodyLimit = 4 * 1024 * 1024;

export const memberBatchRoutes: FastifyPluginAsyncZod = async (app) => {
  // Here alone: no other route takes CSV.
  app.addContentTypeParser(
    "text/csv",
    { parseAs: "buffer", bodyLimit },
    async (_request: unknown, body: Buffer) => membersInCsv(body, mostRows),
  );

  app.route({
    method: "POST",
    url: "/v1/organizations/:organizationId/members/batch",
    bodyLimit,
    // Before the schema, which would look at every row.
    async preValidation({ body }) {
      const { members } = (body ?? {}) as { readonly members?: unknown };
      if (!Array.isArray(members) || members.length <= mostRows) return;
      throw invalidAt("/members", `must have at most ${mostRows} rows`);
    },
    schema: {
      operationId: "InviteMany",
      tags: ["Members"],
      summary: "Invites up to 5,000 people: one outcome per row, safe to repeat.",
      description:
        "As JSON, or as CSV with a header: email, firstName, lastName, and if you like name, userRole, language, disabled, solutions (ids, each with `:ROLE` if you like, separated by `;`).",
      params: z.object({ organizationId: id }),
      querystring: z.strictObject({
        dryRun: flag.describe("Tells the outcomes and does nothing."),
      }),
      consumes: ["application/json", "text/csv"],
      body: memberBatch,
      response: { 207: memberBatchOutcome },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const rows = request.body.members.map(rowOf);
      const { dryRun = false } = request.query;
      const batch = { organizationId, rows, dryRun };
      const { outcomes } = await run(request, reply, inviteMany, batch);
      return reply.code(207).send({ count: outcomes.length, items: outcomes.map(shown) });
    },
  });
};

/** A row is checked as a single invitation is; what is wrong with it is said of it alone. */
function rowOf(given: unknown, index: number): Row {
  const checked = newMember.safeParse(given);
  const said = (given as { readonly email?: unknown } | null)?.email;
  const email = typeof said === "string" ? said.slice(0, 254).toWellFormed() : "";
  return {
    row: index + 1,
    email: checked.data?.email ?? email,
    invitee: checked.data ?? refusalOf("body", checked.error),
  };
}

function shown({ row, email, outcome, userId, refused }: RowOutcome) {
  return { row, email, outcome, userId, problem: refused && problemBody(refused) };
}

export const mostRows = 5_000;

export const memberBatch = z
  .strictObject({
    members: z
      // Each row is checked by itself, so that a bad one does not hold up the others.
      .array(z.unknown().meta({ $ref: "#/components/schemas/NewMemberInput" }))
      .min(1, "must have a row at least")
      .max(mostRows, `must have at most ${mostRows} rows`),
  })
  .meta({ id: "MemberBatch" });

export const memberBatchOutcome = z
  .object({
    count: z.int().describe("Rows."),
    items: z.array(
      z.object({
        row: z.int().describe("From 1."),
        email: z.string(),
        outcome: z.enum(["INVITED", "ALREADY_MEMBER", "INVALID", "WOULD_INVITE"]),
        userId: id.optional(),
        problem: problem
          .pick({ type: true, title: true, status: true, detail: true, code: true, errors: true })
          .optional(),
      }),
    ),
  })
  .meta({ id: "MemberBatchOutcome" });
