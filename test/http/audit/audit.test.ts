/** The audit over HTTP: event log, role history, access reviews, checkpoints and proofs. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isConsistent, isIncluded } from "../../../src/audit/merkle.ts";
import { openNote, originOf, parseCheckpoint } from "../../../src/audit/note.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const owner = async () => service.signIn(service.ownerId);
const get = async (path: string, headers: Record<string, string> = {}) =>
  service.call("GET", path, { token: await owner(), headers });
const change = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, { token: await owner(), body });

interface Event {
  readonly position: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly actor: { readonly userId: string; readonly role?: string };
  readonly subjectId?: string;
  readonly data: Record<string, unknown>;
  readonly changes: Record<string, unknown>;
}

async function allEvents(query = ""): Promise<Event[]> {
  const found: Event[] = [];
  let token = "";
  do {
    const { body } = await get(`${organization}/events?limit=7${query}${token}`);
    found.push(...body.items);
    token = body.continuationToken ? `&continuationToken=${body.continuationToken}` : "";
  } while (token !== "");
  return found;
}

describe("people who are named by id", () => {
  test("have their names as they are now, which no entry keeps; an erased person is said to be erased", async () => {
    const ada = await service.addMember("ADMIN", { name: "Ada" });
    const { userId } = await service.addMember("USER", { name: "Bob" });
    const path = `${organization}/members/${userId}`;
    await service.call("PATCH", path, { token: ada.session, body: { userRole: "CREATOR" } });
    const query = `&types=OrgRoleChanged&subjectId=${userId}`;
    const read = async () => (await get(`${organization}/events?limit=1${query}`)).body;
    expect(await read()).toMatchObject({
      items: [{ actor: { userId: ada.userId, name: "Ada" } }],
      people: { [userId]: { name: "Bob" } },
    });
    const rename = { name: "Countess" };
    await service.call("PATCH", "/v1/users/me", { token: ada.session, body: rename });
    expect((await read()).items[0].actor.name).toBe("Countess");
    const lines = (await get(`${organization}/events?${query}`, { accept: "application/x-ndjson" }))
      .body as string;
    expect(JSON.parse(lines)).toMatchObject({ actor: { name: "Countess" } });
    const history = (await get(`${path}/role-history`)).body;
    expect(history.people).toMatchObject({
      [ada.userId]: { name: "Countess" },
      [service.ownerId]: { name: "First Owner" },
    });
    const review = (await get(`${organization}/access-review`)).body;
    expect(review.people[ada.userId]).toEqual({ name: "Countess" });
    expect(review.people[userId]).toEqual({ name: "Bob" });
    const forget = { token: ada.session, body: { forgetMe: true } };
    expect((await service.call("DELETE", "/v1/users/me", forget)).status).toBe(204);
    const { actor } = (await read()).items[0];
    expect(actor).toMatchObject({ userId: ada.userId, erased: true });
    expect(actor).not.toHaveProperty("name");
  });
});

describe("the event log", () => {
  test("has positions 1, 2, 3, ... without gaps, across pages, from the creation on", async () => {
    await service.addMember("USER");
    const events = await allEvents();
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect(events.slice(0, 3).map(({ type }) => type)).toEqual([
      "MemberFounded",
      "OrganizationFounded",
      "InviteTemplateSaved",
    ]);
    const downwards = await allEvents("&order=desc");
    expect(downwards).toEqual(events.toReversed());
  });

  test("shows who did what in which role, and the values before", async () => {
    const { userId } = await service.addMember("USER");
    await change("PATCH", `/members/${userId}`, { userRole: "ADMIN" });
    const [event] = await allEvents(`&subjectId=${userId}&types=OrgRoleChanged`);
    expect(event).toMatchObject({
      type: "OrgRoleChanged",
      subjectId: userId,
      actor: { userId: service.ownerId, role: "OWNER", via: "SESSION" },
      data: { from: "USER", to: "ADMIN" },
      changes: { userRole: { from: "USER", to: "ADMIN" } },
    });
    await change("PATCH", "", { description: "First" });
    await change("PATCH", "", { description: "Second" });
    const [last] = await allEvents("&types=OrganizationDetailsChanged&order=desc");
    expect(last?.changes).toEqual({ description: { from: "First", to: "Second" } });
  });

  test("a person's own events are in the log of every organization of theirs", async () => {
    const ada = await service.addMember("ADMIN");
    const call = (method: string, path: string, body?: unknown) =>
      service.call(method, path, { token: ada.session, body });
    await call("PATCH", "/v1/users/me", { firstName: "Ada" });
    await call("PATCH", "/v1/users/me", { firstName: "Augusta" });
    const { body: other } = await service.call("POST", "/v1/organizations", {
      token: await service.signIn(ada.userId),
      body: { name: "Other" },
    });
    const everywhere = await service.signIn(ada.userId);
    const token = { name: "narrow", organizationId: other.organizationId };
    await service.call("POST", "/v1/users/me/tokens", { token: everywhere, body: token });
    await service.call("POST", "/v1/users/me/tokens", {
      token: everywhere,
      body: { name: "wide" },
    });
    await service.call("PUT", "/v1/users/me/default-organization", {
      token: everywhere,
      body: { organizationId: other.organizationId },
    });
    const here = await allEvents(`&subjectId=${ada.userId}`);
    const profile = here.filter(({ type }) => type === "ProfileChanged");
    expect(profile.map(({ changes }) => changes)).toEqual([
      { firstName: { from: "Person", to: "Ada" } },
      { firstName: { from: "Ada", to: "Augusta" } },
    ]);
    // An event that names another organization is only in that organization's log.
    const names = here.filter(({ type }) => type === "TokenIssued").map(({ data }) => data["name"]);
    expect(names).toEqual(["wide"]);
    expect(JSON.stringify(here)).not.toContain(other.organizationId);
    const there = await service.call("GET", `/v1/organizations/${other.organizationId}/events`, {
      token: everywhere,
    });
    const types = there.body.items.map(({ type }: Event) => type);
    expect(types).toContain("DefaultOrganizationChosen");
    expect(types.filter((type: string) => type === "TokenIssued")).toHaveLength(2);
    expect(JSON.stringify(there.body)).not.toContain(service.organizationId);
  });

  test("shows no events of their own for people who are only invited", async () => {
    const bob = await service.addMember("ADMIN");
    const { body: other } = await service.call("POST", "/v1/organizations", {
      token: bob.session,
      body: { name: "Bob's" },
    });
    const bobNow = await service.signIn(bob.userId);
    const { body: profile } = await service.call("GET", "/v1/users/me", { token: await owner() });
    const invited = await service.call(
      "POST",
      `/v1/organizations/${other.organizationId}/members`,
      {
        token: bobNow,
        body: { email: profile.email, firstName: "O", lastName: "W" },
      },
    );
    expect(invited.body.userId).toBe(service.ownerId);
    await service.call("POST", "/v1/users/me/tokens", {
      token: await owner(),
      body: { name: "x" },
    });
    const { body } = await service.call("GET", `/v1/organizations/${other.organizationId}/events`, {
      token: bobNow,
    });
    expect(body.items.map(({ type }: Event) => type)).not.toContain("TokenIssued");
  });

  test("is filtered by actor, solution, correlation and time; unknown types are refused", async () => {
    const { body: solution } = await change("POST", "/solutions", { name: "s", title: "S" });
    const { userId } = await service.addMember("USER");
    service.clock.add(60_000);
    const from = service.clock.now().toISOString();
    const path = `/members/${userId}/solutions/${solution.solutionId}`;
    const assigned = await change("PUT", path, { userRole: "EDITOR" });
    service.clock.add(60_000);
    const to = service.clock.now().toISOString();
    await change("DELETE", path);
    const typesOf = async (query: string) => (await allEvents(query)).map(({ type }) => type);
    expect(await typesOf(`&solutionId=${solution.solutionId}`)).toEqual([
      "SolutionRegistered",
      "SolutionAssigned",
      "SolutionAssigned",
      "SolutionUnassigned",
    ]);
    expect(await typesOf(`&from=${from}&to=${to}`)).toEqual(["SolutionAssigned"]);
    const correlationId = assigned.headers["x-request-id"];
    expect(await typesOf(`&correlationId=${correlationId}`)).toEqual(["SolutionAssigned"]);
    expect(await typesOf(`&actorId=${userId}`)).toEqual(["InviteAccepted", "UserLoggedIn"]);
    const [unassigned] = await allEvents("&types=SolutionUnassigned");
    expect(unassigned?.changes).toEqual({
      [`solutions.${solution.solutionId}`]: { from: "EDITOR" },
    });
    for (const query of ["?types=Nothing", "?from=yesterday", "?order=up", "?to=2026-02-31x"]) {
      expect((await get(`${organization}/events${query}`)).status).toBe(400);
    }
  });

  test("shows no digest of a secret", async () => {
    await service.call("POST", "/v1/users/me/tokens", {
      token: await owner(),
      body: { name: "d" },
    });
    const shown = await allEvents("&types=TokenIssued,InviteIssued");
    expect(shown.length).toBeGreaterThan(1);
    for (const { data } of shown) expect(data).not.toHaveProperty("digest");
  });
});

describe("role history", () => {
  test("is complete, also for a removed member, with who granted and who ended each role", async () => {
    const { userId } = await service.addMember("USER");
    const { body: solution } = await change("POST", "/solutions", { name: "h", title: "H" });
    const path = `/members/${userId}`;
    await change("PUT", `${path}/solutions/${solution.solutionId}`, { userRole: "EDITOR" });
    await change("PUT", `${path}/solutions/${solution.solutionId}`, { userRole: "DENY" });
    await change("PATCH", path, { userRole: "ADMIN" });
    await change("POST", `${path}/disable`);
    await change("DELETE", path);
    const { body } = await get(`${organization}${path}/role-history`);
    const shown = body.items.map((item: Record<string, unknown>) => [
      item["scope"],
      item["role"],
      item["status"],
      item["validTo"] !== undefined,
      item["changedBy"] === service.ownerId ? item["changedByRole"] : "self",
    ]);
    expect(shown).toEqual([
      ["ORGANIZATION", "USER", "INVITED", true, "OWNER"],
      ["ORGANIZATION", "USER", "ACTIVE", true, "self"],
      ["SOLUTION", "EDITOR", "ACTIVE", true, "OWNER"],
      ["SOLUTION", "DENY", "DISABLED", true, "OWNER"],
      ["ORGANIZATION", "ADMIN", "ACTIVE", true, "OWNER"],
      ["ORGANIZATION", "ADMIN", "DISABLED", true, "OWNER"],
    ]);
    expect(body.items.at(-1)).toMatchObject({ endedBy: service.ownerId, endedByRole: "OWNER" });
    const list = `${organization}${path}/role-history?limit=4&includeTotal=true`;
    const first = (await get(list)).body;
    expect(first).toMatchObject({ count: 4, total: 6, items: body.items.slice(0, 4) });
    const rest = (await get(`${list}&continuationToken=${first.continuationToken}`)).body;
    expect(rest).toMatchObject({ count: 2, total: 6, items: body.items.slice(4) });
    const stranger = `/members/${crypto.randomUUID()}/role-history`;
    expect((await get(organization + stranger)).status).toBe(404);
  });

  test("ends with the solution", async () => {
    const { userId } = await service.addMember("USER");
    const { body: solution } = await change("POST", "/solutions", { name: "e", title: "E" });
    await change("PUT", `/members/${userId}/solutions/${solution.solutionId}`);
    await change("DELETE", `/solutions/${solution.solutionId}`);
    const { body } = await get(`${organization}/members/${userId}/role-history`);
    const inSolution = body.items.find((item: { scope: string }) => item.scope === "SOLUTION");
    const { items } = (await get(`${organization}/events?types=SolutionDeleted&order=desc`)).body;
    expect(inSolution).toMatchObject({
      endedPosition: items[0].position,
      endedBy: service.ownerId,
      validTo: items[0].occurredAt,
    });
  });
});

describe("access review", () => {
  test("shows every member's roles at that moment, and who granted them", async () => {
    const { userId } = await service.addMember("USER");
    const { body: solution } = await change("POST", "/solutions", { name: "r", title: "R" });
    await change("PUT", `/members/${userId}/solutions/${solution.solutionId}`, {
      userRole: "ADMIN",
    });
    const before = service.clock.now().toISOString();
    service.clock.add(3_600_000);
    await change("PATCH", `/members/${userId}`, { userRole: "ADMIN" });
    service.clock.add(3_600_000);
    const between = service.clock.now().toISOString();
    service.clock.add(3_600_000);
    await change("DELETE", `/members/${userId}`);
    const at = async (time: string) => {
      const { body } = await get(`${organization}/access-review?at=${time}`);
      expect(body.count).toBe(body.items.length);
      return body.items.find((item: { userId: string }) => item.userId === userId);
    };
    expect(await at(before)).toMatchObject({
      status: "ACTIVE",
      role: "USER",
      grantedBy: service.ownerId,
      grantedByRole: "OWNER",
      solutions: [{ solutionId: solution.solutionId, role: "ADMIN", grantedBy: service.ownerId }],
    });
    expect(await at(between)).toMatchObject({ role: "ADMIN", status: "ACTIVE" });
    expect(await at(service.clock.now().toISOString())).toBeUndefined();
    const past = await get(`${organization}/access-review?at=2020-01-01`);
    expect(past.body).toMatchObject({ items: [], count: 0, position: 0 });
    const tomorrow = new Date(service.clock.now().getTime() + 86_400_000).toISOString();
    const future = await get(`${organization}/access-review?at=${tomorrow}`);
    expect(future).toMatchObject({ status: 400, body: { errors: [{ pointer: "?at" }] } });
  });

  test("has one line for each role as CSV", async () => {
    const { body: json } = await get(`${organization}/access-review`);
    const { body, headers } = await get(`${organization}/access-review`, { accept: "text/csv" });
    expect(headers["content-type"]).toContain("text/csv");
    const [header, ...lines] = body.trim().split("\r\n");
    expect(header).toBe(
      "userId,email,status,scope,solutionId,role,grantedBy,grantedByRole,grantedAt,position",
    );
    const roles = json.items.map((item: { solutions: unknown[] }) => 1 + item.solutions.length);
    expect(lines).toHaveLength(roles.reduce((sum: number, each: number) => sum + each, 0));
    const self = lines.find((line: string) => line.startsWith(service.ownerId));
    expect(self).toContain("owner@example.com,ACTIVE,ORGANIZATION,,OWNER");
  });
});

describe("checkpoints and proofs", () => {
  async function checkpoint() {
    const { body: note } = await get(`${organization}/checkpoint`);
    const { body } = await service.call("GET", "/v1/keys");
    const raw = Buffer.from(body.items[0].publicKey, "base64");
    const text = openNote(note, originOf(service.organizationId), raw);
    const parsed = parseCheckpoint(text ?? "");
    if (parsed === undefined) throw new Error("the checkpoint is not signed");
    return parsed;
  }
  const hashes = (texts: readonly string[]) => texts.map((each) => Buffer.from(each, "base64"));

  test("a checkpoint is signed, and inclusion and consistency are proven against it", async () => {
    // The first reading of the hour is in the log itself.
    await allEvents();
    const first = await checkpoint();
    const size = (await allEvents()).length;
    expect(first.size).toBe(size);
    await service.addMember("USER");
    const second = await checkpoint();
    expect(second.size).toBeGreaterThan(first.size);
    const { body } = await get(
      `${organization}/proofs/consistency?from=${first.size}&to=${second.size}`,
    );
    expect(isConsistent(first, second, hashes(body.hashes))).toBe(true);
    const another = { ...first, root: Buffer.alloc(32) };
    expect(isConsistent(another, second, hashes(body.hashes))).toBe(false);
    for (let position = 1; position <= second.size; position += 1) {
      const { body: proof } = await get(`${organization}/proofs/inclusion?position=${position}`);
      const [leaf = Buffer.alloc(0)] = hashes([proof.leafHash]);
      const target = { index: position - 1, size: second.size, leaf };
      expect(isIncluded(target, hashes(proof.hashes), second.root)).toBe(true);
    }
  });

  test("a proof of missing entries is refused, with the parameter named", async () => {
    for (const [path, pointer] of [
      ["inclusion?position=0", "?position"],
      ["inclusion?position=100000", "?position"],
      ["inclusion?position=1&size=100000", "?size"],
      ["inclusion", "?position"],
      ["consistency?from=5&to=2", "?from"],
      ["consistency?from=1&to=100000", "?to"],
    ]) {
      const answer = await get(`${organization}/proofs/${path}`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    }
  });
});
