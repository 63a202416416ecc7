/**
 * Plans that PostgreSQL keeps are made while a new service has few rows, and stay until it has analyzed the
 * tables. Until then, an organization may have brought a hundred thousand people.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { keptPlans } from "../support/kept-plans.ts";
import { startTestService, type TestService } from "../support/http.ts";

/** PostgreSQL keeps a plan at the sixth call on one connection, and calls may take turns on several. */
const calls = 24;

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  const { organizationId, ownerId, owner: token, database, call } = service;
  await leaveUnanalyzed(database.pool);
  const members = `/v1/organizations/${organizationId}/members`;
  const solutions = `/v1/organizations/${organizationId}/solutions`;
  const { body: solution } = await call("POST", solutions, {
    token,
    body: { name: "portal", title: "Portal" },
  });
  for (let time = 0; time < calls; time += 1) {
    const { userId, session } = await service.addMember("USER");
    const assigned = `${solutions}/${solution.solutionId}/members/${userId}`;
    const body = { userRole: "CREATOR" };
    const answers = [
      await call("PUT", assigned, { token }),
      await call("PATCH", `${members}/${userId}`, { token, body }),
      await call("GET", members, { token: session }),
      await call("GET", solutions, { token: session }),
      await call("GET", `${members}/${userId}`, { token }),
      await call("GET", members, { token }),
      await call("GET", solutions, { token }),
      await call("GET", `/v1/users/${ownerId}`, { token }),
      await call("GET", "/v1/users", { token }),
      await call("GET", `/v1/organizations/${organizationId}/events`, { token }),
      await call("GET", "/v1/organizations", { token }),
      await call("GET", "/v1/users/me", { token: session }),
      await call("GET", "/v1/users/me/tokens", { token }),
      await call("GET", "/v1/users/me/sessions", { token }),
      await call("POST", "/v1/users/me/tokens", { token: session, body: { name: "one" } }),
    ];
    expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  }
});

afterAll(() => service.stop());

/** As a table is until PostgreSQL comes by. */
async function leaveUnanalyzed(pool: TestService["database"]["pool"]): Promise<void> {
  const { rows } = await pool.query<{ readonly change: string }>(
    `select format('alter table %I set (autovacuum_enabled = off)', c.relname) as change
     from pg_stat_user_tables join pg_class c on c.oid = relid where c.relkind = 'r'`,
  );
  for (const { change } of rows) await pool.query(change);
}

/** Without a condition, an index is read from its beginning too, unless a limit ends it. */
function readsAll(plan: string): boolean {
  const lines = plan.split("\n");
  return lines.some((line, index) => {
    if (line.includes("Seq Scan")) return true;
    const isLimited = lines[index - 1]?.includes("Limit") === true;
    const hasCondition = lines[index + 1]?.includes("Index Cond") === true;
    return /Index (?:Only )?Scan/.test(line) && !isLimited && !hasCondition;
  });
}

test("none of them reads a table from its beginning to its end", async () => {
  const plans = await keptPlans();
  expect([...plans.keys()]).toEqual(
    expect.arrayContaining([
      "accounts",
      "members by id",
      "memberships",
      "open organizations",
      "people's names in organizations",
      "read_streams",
      "sessions by digest",
      "solutions of a person, 26",
      "solutions-with-role",
    ]),
  );
  expect([...plans].filter(([, plan]) => readsAll(plan))).toEqual([]);
});
