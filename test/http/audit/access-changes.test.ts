/** What differs between two access reviews: over HTTP, and compared with the reviews themselves. */
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const call = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, {
    token: await service.signIn(service.ownerId),
    body,
  });
const get = async (path: string) => (await call("GET", path)).body;

/** The time now; what follows is a minute later. */
function instant(): string {
  const at = service.clock.now().toISOString();
  service.clock.add(60_000);
  return at;
}

async function solution(name: string): Promise<string> {
  return (await call("POST", "/solutions", { name, title: name })).body.solutionId;
}

test("lists who joined, left and changed, with the roles before and after, and who granted and ended them", async () => {
  const crm = await solution("crm");
  const wiki = await solution("wiki");
  const stays = await service.addMember("USER");
  const rises = await service.addMember("USER");
  const leaves = await service.addMember("CREATOR");
  const disabled = await service.addMember("USER");
  await call("PUT", `/members/${rises.userId}/solutions/${crm}`, { userRole: "EDITOR" });
  await call("PUT", `/members/${stays.userId}/solutions/${wiki}`, { userRole: "USER" });
  const from = instant();
  const joined = await service.addMember("ADMIN");
  await call("PATCH", `/members/${rises.userId}`, { userRole: "ADMIN" });
  await call("DELETE", `/members/${rises.userId}/solutions/${crm}`);
  await call("PUT", `/members/${rises.userId}/solutions/${wiki}`, { userRole: "ADMIN" });
  await call("POST", `/members/${disabled.userId}/disable`);
  await call("DELETE", `/members/${leaves.userId}`);
  // Gone and back again: no difference.
  const passing = await service.addMember("USER");
  await call("DELETE", `/members/${passing.userId}`);
  await call("PUT", `/members/${stays.userId}/solutions/${crm}`, { userRole: "USER" });
  await call("DELETE", `/members/${stays.userId}/solutions/${crm}`);
  const to = instant();
  await service.addMember("USER");

  const body = await get(`/access-review/changes?from=${from}&to=${to}`);
  expect(body).toMatchObject({ organizationId: service.organizationId, from, to, count: 4 });
  expect(body.fromPosition).toBeLessThan(body.toPosition);
  const changes = new Map(
    (body.items as { userId: string }[]).map((item) => [item.userId, item] as const),
  );
  const by = { grantedBy: service.ownerId, grantedByRole: "OWNER" };
  const end = {
    endedBy: service.ownerId,
    endedByRole: "OWNER",
    endedAt: from.replace("12:00", "12:01"),
  };
  expect(changes.get(joined.userId)).toMatchObject({
    change: "JOINED",
    organization: { after: { status: "ACTIVE", role: "ADMIN", ...by } },
    solutions: [],
  });
  expect(changes.get(joined.userId)).not.toHaveProperty("organization.before");
  expect(changes.get(leaves.userId)).toMatchObject({
    change: "LEFT",
    organization: { before: { status: "ACTIVE", role: "CREATOR", ...by, ...end } },
  });
  expect(changes.get(leaves.userId)).not.toHaveProperty("organization.after");
  expect(changes.get(disabled.userId)).toMatchObject({
    change: "CHANGED",
    organization: { before: { status: "ACTIVE" }, after: { status: "DISABLED", role: "USER" } },
  });
  const risen = changes.get(rises.userId);
  expect(risen).toMatchObject({
    email: expect.stringContaining("@example.com"),
    change: "CHANGED",
    organization: { before: { role: "USER" }, after: { role: "ADMIN", ...by } },
  });
  expect((risen as { solutions?: object[] }).solutions).toEqual(
    expect.arrayContaining([
      { solutionId: crm, before: expect.objectContaining({ role: "EDITOR", ...by, ...end }) },
      { solutionId: wiki, after: expect.objectContaining({ role: "ADMIN", ...by }) },
    ]),
  );
  // Those who left have no name here any more.
  const named = { name: expect.stringMatching(/^Person \d/) };
  expect(body.people).toEqual({
    [service.ownerId]: { name: "First Owner" },
    [joined.userId]: named,
    [rises.userId]: named,
    [disabled.userId]: named,
  });

  const headers = { accept: "text/csv" };
  const token = await service.signIn(service.ownerId);
  const path = `${organization}/access-review/changes?from=${from}&to=${to}`;
  const csv = await service.call("GET", path, { token, headers });
  expect(csv.headers["content-disposition"]).toContain("access-changes.csv");
  const rows = parse(csv.body as string, { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(6);
  expect(rows.find((row) => row["solutionId"] === crm)).toMatchObject({
    userId: rises.userId,
    change: "CHANGED",
    scope: "SOLUTION",
    "before.role": "EDITOR",
    "before.endedBy": service.ownerId,
    "after.role": "",
  });
});

test("is what the two reviews differ in", async () => {
  const moments = [instant()];
  const wanted = ["ADMIN", "CREATOR", "USER"] as const;
  const members = await Promise.all(wanted.map((role) => service.addMember(role)));
  for (const [step, { userId }] of members.entries()) {
    moments.push(instant());
    await call("PATCH", `/members/${userId}`, { userRole: wanted[(step + 1) % 3] });
    if (step === 1) await call("DELETE", `/members/${userId}`);
  }
  moments.push(instant());
  for (const from of moments) {
    for (const to of moments.filter((each) => each >= from)) {
      const [before, after] = [await reviewed(from), await reviewed(to)];
      const { items } = await get(`/access-review/changes?from=${from}&to=${to}`);
      const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
        (userId) => before.get(userId) !== after.get(userId),
      );
      expect((items as { userId: string }[]).map(({ userId }) => userId).toSorted()).toEqual(
        differing.toSorted(),
      );
    }
  }
});

/** Each member's part of a review, as JSON. */
async function reviewed(at: string): Promise<ReadonlyMap<string, string>> {
  const { items } = await get(`/access-review?at=${at}`);
  return new Map(
    (items as { userId: string }[]).map((item) => [item.userId, JSON.stringify(item)] as const),
  );
}

test.each([
  ["", "?from"],
  ["?from=2026-02-01&to=2026-01-01", "?to"],
  ["?from=2100-01-01", "?from"],
  ["?from=2026-01-01&to=2100-01-01", "?to"],
])("access-review/changes%s is refused at %s", async (query, pointer) => {
  const answer = await call("GET", `/access-review/changes${query}`);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test("before the first entry there was nobody", async () => {
  const { items, fromPosition } = await get("/access-review/changes?from=2020-01-01");
  expect(fromPosition).toBe(0);
  expect(new Set((items as { change: string }[]).map(({ change }) => change))).toEqual(
    new Set(["JOINED"]),
  );
});
