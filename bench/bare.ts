/**
 * The limit over HTTP: bare Fastify routes on a database of their own, without rules, rights or events. They
 * have Muster's paths and answer with the bytes that bare-data.ts took from Muster's answers.
 */
import Fastify, { type FastifyReply } from "fastify";
import { createHash, randomUUID } from "node:crypto";
import { type Connection, createPool } from "../src/platform/database/pool.ts";

const { connection, headers } = JSON.parse(process.argv[2] ?? "{}") as {
  readonly connection: Connection;
  /** Those of Muster's answers, by route. */
  readonly headers: Readonly<Record<"page" | "me", Readonly<Record<string, string>>>>;
};
const pool = createPool(connection, 32);
const app = Fastify();

const string = { type: "string" };
const integer = { type: "integer" };
const object = (properties: object) => ({ type: "object", properties });
const anything = { type: "object", additionalProperties: true };

const member = object({
  organizationId: string,
  userId: string,
  userRole: string,
  userStatus: string,
  createdAt: string,
  createdBy: string,
  updatedAt: string,
  updatedBy: string,
  revision: integer,
  name: string,
  firstName: string,
  lastName: string,
  email: string,
  invite: object({ status: string, sentCount: integer }),
  lastActiveAt: string,
  solutionCount: integer,
  solutions: anything,
});
const page = object({
  items: { type: "array", items: member },
  count: integer,
  continuationToken: string,
  people: anything,
});
const me = object({
  userId: string,
  statistics: object({ organizationCount: integer, solutionCount: integer }),
  createdAt: string,
  createdBy: string,
  updatedAt: string,
  updatedBy: string,
  revision: integer,
  emailProved: { type: "boolean" },
  credential: object({ kind: string, scopes: { type: "array", items: string } }),
  email: string,
  name: string,
  firstName: string,
  lastName: string,
});

function digestIn(authorization = ""): string {
  return createHash("sha256").update(authorization.slice("Bearer ".length)).digest("hex");
}

function refuse(reply: FastifyReply, status: number) {
  return reply.status(status).send();
}

/** One look-up of the token, which also has what all pages share, and the one query of the page. */
app.get<{ Params: { readonly organizationId: string } }>(
  "/v1/organizations/:organizationId/members",
  { schema: { response: { 200: page } } },
  async (request, reply) => {
    const { organizationId } = request.params;
    const { rows: tokens } = await pool.query({
      name: "token",
      text: `select continuation_token as "continuationToken", people from tokens
             where digest = $1 and organization_id = $2`,
      values: [digestIn(request.headers.authorization), organizationId],
    });
    const [token] = tokens;
    if (token === undefined) return refuse(reply, 401);
    const { rows: items } = await pool.query({
      name: "page",
      text: `select organization_id as "organizationId", user_id as "userId", role as "userRole",
                    status as "userStatus", solution_count as "solutionCount", solutions,
                    created_at as "createdAt", created_by as "createdBy", updated_at as "updatedAt",
                    updated_by as "updatedBy", revision, name, first_name as "firstName",
                    last_name as "lastName", email, invite_status, invite_sent_count,
                    last_active_at as "lastActiveAt"
             from members where organization_id = $1 order by place limit 50`,
      values: [organizationId],
    });
    for (const item of items) {
      item.invite = { status: item.invite_status, sentCount: item.invite_sent_count };
    }
    reply.headers(headers.page).header("x-request-id", randomUUID());
    return { count: items.length, items, ...token };
  },
);

/** One query by the token. */
app.get("/v1/users/me", { schema: { response: { 200: me } } }, async (request, reply) => {
  const { rows } = await pool.query({
    name: "me",
    text: `select user_id as "userId", organization_count as "organizationCount",
                  solution_count as "solutionCount", created_at as "createdAt",
                  created_by as "createdBy", updated_at as "updatedAt", updated_by as "updatedBy",
                  revision, email_proved as "emailProved", scopes, email, name,
                  first_name as "firstName", last_name as "lastName"
           from people where digest = $1`,
    values: [digestIn(request.headers.authorization)],
  });
  const [person] = rows;
  if (person === undefined) return refuse(reply, 401);
  const { organizationCount, solutionCount, scopes, ...own } = person;
  reply.headers(headers.me).header("x-request-id", randomUUID());
  return {
    ...own,
    statistics: { organizationCount, solutionCount },
    credential: { kind: "TOKEN", scopes },
  };
});

/** What a change log without rules would keep of a change. */
const data = JSON.stringify({
  reason: "Takes over another team",
  by: "owner@example.com",
  via: "TOKEN",
});

/** An insert and an update of a row as wide as a person's, in one transaction: four round trips. */
app.patch<{ Params: { readonly id: string }; Body: { readonly userRole: string } }>(
  "/v1/organizations/:organizationId/members/:id",
  async (request, reply) => {
    const values = [request.params.id, request.body.userRole];
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query({
        name: "insert",
        text: "insert into role_changes (user_id, role, data) values ($1, $2, $3) returning id",
        values: [...values, data],
      });
      const { rows } = await client.query({
        name: "update",
        text: "update roles set role = $2 where user_id = $1 returning user_id, role",
        values,
      });
      await client.query(rows.length === 1 ? "commit" : "rollback");
      return rows.length === 1 ? rows[0] : await refuse(reply, 404);
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  },
);

// However the run ends, this ends with it.
process.stdin.resume().once("end", () => process.exit());
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
