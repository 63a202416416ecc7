/** /v1/organizations/{o}/members/batch: invites many people at once, from JSON or CSV. */
import { setImmediate } from "node:timers/promises";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Row, RowOutcome } from "../../commands/members/batch-rows.ts";
import { inviteMany } from "../../commands/members/invite-many.ts";
import { invalidAt } from "../../commands/kit/rejected-error.ts";
import { batchBounds } from "../kit/body-bounds.ts";
import { refusalOf } from "../kit/input.ts";
import { flag } from "../kit/lists.ts";
import { CsvMember, membersInCsv } from "./batch-csv.ts";
import { run } from "../kit/command-context.ts";
import { problemBody } from "../kit/problem-table.ts";
import { newMember } from "./schemas.ts";
import { z } from "zod";
import { budgets } from "../../domain/budgets.ts";
import { growing } from "../../platform/growing.ts";
import { id } from "../../domain/primitives.ts";
import { problem } from "../kit/schemas.ts";

export const memberBatchRoutes: FastifyPluginAsyncZod = async (app) => {
  // Registered in this plugin only: no other route takes CSV.
  app.addContentTypeParser(
    "text/csv",
    { parseAs: "buffer" },
    async (_request: unknown, body: Buffer) => membersInCsv(body, maxRows),
  );

  app.route({
    method: "POST",
    url: "/v1/organizations/:organizationId/members/batch",
    config: { body: batchBounds },
    // Runs before the schema, which would check every row.
    async preValidation({ body }) {
      const { members } = (body ?? {}) as { readonly members?: unknown };
      if (!Array.isArray(members) || members.length <= maxRows) return;
      throw invalidAt("/members", `must have at most ${maxRows} rows`);
    },
    schema: {
      operationId: "InviteMany",
      tags: ["Members"],
      summary: "Invites up to 5,000 people. Answers one outcome per row and is safe to repeat.",
      description:
        "As JSON, or as CSV in UTF-8 with a header, separated by commas, semicolons or tabs. Required columns: email, firstName, lastName. Optional columns: name, userRole, language, disabled, solutions (ids separated by `;`, each optionally followed by `:ROLE`). Empty rows and columns are ignored; rows are counted without them.",
      params: z.object({ organizationId: id }),
      querystring: z.strictObject({
        dryRun: flag.describe("Answers the outcomes without inviting anybody."),
      }),
      consumes: ["application/json", "text/csv"],
      body: memberBatch,
      response: { 207: memberBatchOutcome },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const rows = await rowsOf(request.body.members);
      const { dryRun = false } = request.query;
      const batch = { organizationId, rows, dryRun };
      const { outcomes } = await run(request, reply, inviteMany, batch);
      const publicUrl = app.services.publicUrl();
      const items = outcomes.map((each) => itemOf(each, publicUrl));
      return reply.code(207).send({ count: items.length, items });
    },
  });
};

/** Between so many rows, other requests get their turn. */
const rowsPerTurn = 100;

async function rowsOf(members: readonly unknown[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, member] of members.entries()) {
    if (index % rowsPerTurn === 0) await setImmediate();
    rows.push(rowOf(member, index));
  }
  return rows;
}

/** Checks a row like a single invitation. A fault becomes the row's outcome and does not fail the batch. */
function rowOf(given: unknown, index: number): Row {
  const { member, fault } =
    given instanceof CsvMember ? given : { member: given, fault: undefined };
  const checked = newMember.safeParse(member);
  const address = (member as { readonly email?: unknown } | null)?.email;
  const email = typeof address === "string" ? address.slice(0, 254).toWellFormed() : "";
  return {
    row: index + 1,
    email: checked.data?.email ?? email,
    invitee: fault ?? checked.data ?? refusalOf("body", checked.error),
  };
}

function itemOf({ row, email, outcome, userId, refused }: RowOutcome, publicUrl: string) {
  return { row, email, outcome, userId, problem: refused && problemBody(refused, publicUrl) };
}

const maxRows = budgets.invitationsPerRequest.limit;

const memberBatch = z
  .strictObject({
    members: z
      // Each row is checked by itself, so that a bad row does not fail the others.
      .array(z.unknown().meta({ $ref: "#/components/schemas/NewMemberInput" }))
      .min(1, "must have at least one row")
      .max(maxRows, `must have at most ${maxRows} rows`),
  })
  .meta({ id: "MemberBatch" });

const memberBatchOutcome = z
  .object({
    count: z.int().describe("The number of rows."),
    items: z.array(
      z.object({
        row: z.int().describe("The row's number, from 1."),
        email: z.string(),
        outcome: growing(["INVITED", "ALREADY_MEMBER", "INVALID", "WOULD_INVITE", "STOPPED"]),
        userId: id.optional(),
        problem: problem
          .pick({ type: true, title: true, status: true, detail: true, code: true, errors: true })
          .optional(),
      }),
    ),
  })
  .meta({ id: "MemberBatchOutcome" });
