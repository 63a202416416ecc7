/**
 * The peer over HTTP: a separate process with bare Fastify routes on the same database. One runs only the
 * query of a members page; the other is a CRUD update in one transaction without rules.
 */
import Fastify from "fastify";
import { type Connection, createPool, transaction } from "../src/platform/database/pool.ts";
import { listMembers } from "../src/projections/directory/queries/members.ts";

const { connection, organizationId } = JSON.parse(process.argv[2] ?? "{}") as {
  connection: Connection;
  organizationId: string;
};
const pool = createPool(connection);
await pool.query("create table if not exists crud (id uuid primary key, role text not null)");
await pool.query("create table if not exists crud_log (at timestamptz, id uuid, role text)");
await pool.query("insert into crud select user_id, role from members on conflict do nothing");

const app = Fastify();
app.get("/members", async () =>
  listMembers(pool, { organizationId, limit: 50 }, new Date().toISOString()),
);
app.patch<{ Params: { id: string }; Body: { userRole: string } }>("/crud/:id", async (request) => {
  const { id } = request.params;
  const { userRole } = request.body;
  return transaction(pool, async (client) => {
    const values = [id, userRole];
    const { rows } = await client.query(
      "update crud set role = $2 where id = $1 returning *",
      values,
    );
    await client.query("insert into crud_log values (now(), $1, $2)", values);
    return rows[0];
  });
});
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
