/** Log entries of apps and the views that show them (docs/domain.md, "Troubleshooting"). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

interface Person {
  readonly userId: string;
  readonly session: string;
}

let service: TestService;
let organization: string;
/** The owner of the solution. */
let ada: Person;
/** A member to whom it is assigned. */
let bob: Person;
let solutionId: string;
let ids = 0;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  ada = await service.addMember("CREATOR");
  bob = await service.addMember("USER");
  solutionId = await newSolution(ada);
  await assign(bob, solutionId);
});
afterAll(() => service.stop());

async function newSolution(owner: Person): Promise<string> {
  const body = { name: "field", title: "Field work" };
  const path = `${organization}/solutions`;
  return (await service.call("POST", path, { token: owner.session, body })).body.solutionId;
}
const assign = ({ userId }: Person, solution: string) =>
  service.call("PUT", `${organization}/members/${userId}/solutions/${solution}`, {
    token: service.owner,
  });

/** A new correlation id for a test. */
const newId = () => `trace-${(ids += 1)}`;
const entry = (message: string, more: object = {}) => ({
  level: "INFO",
  category: "sync",
  message,
  ...more,
});
/** Sends entries a millisecond after the previous ones. */
const send = (token: string, ...entries: object[]) => {
  service.clock.add(1);
  return service.call("POST", `${organization}/logs`, { token, body: { entries } });
};
const read = (path: string, token = service.owner, headers = {}) =>
  service.call("GET", path, { token, headers });
const readCsv = (path: string) => read(path, service.owner, { accept: "text/csv" });
const inOrganization = (correlationId: string) =>
  `${organization}/logs?correlationId=${correlationId}`;
const ofMember = ({ userId }: { readonly userId: string }) =>
  `${organization}/members/${userId}/logs`;
const ofSolution = (solution: string) => `${organization}/solutions/${solution}/logs`;
const own = "/v1/users/me/logs";
const messages = ({ body }: { readonly body: { readonly items: { message: string }[] } }) =>
  body.items.map(({ message }) => message);
const manyParameters = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, each) => [`p${each}`, each]));
const newToken = async ({ session }: { session: string }, body: object): Promise<string> => {
  const path = "/v1/users/me/tokens";
  const made = await service.call("POST", path, {
    token: session,
    body: { name: "app", ...body },
  });
  return made.body.secret;
};

describe("an app can send entries", () => {
  test("with all fields, and the service adds the user and the time", async () => {
    const correlationId = newId();
    const full = entry("full", {
      level: "ERROR",
      solutionId,
      device: "Pixel 9",
      app: "Field 2.1",
      parameters: { try: 3, url: "https://x.test", offline: true },
      correlationId,
      occurredAt: "2026-03-01T11:59:58.123Z",
    });
    expect(await send(bob.session, full)).toMatchObject({ status: 202, body: { count: 1 } });
    const { body } = await read(inOrganization(correlationId));
    expect(body.items).toEqual([
      {
        ...full,
        logId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userId: bob.userId,
        organizationId: service.organizationId,
        receivedAt: service.clock.now().toISOString(),
        correlationCount: 1,
      },
    ]);
  });

  test("with a parameter that is named like a JavaScript property", async () => {
    const correlationId = newId();
    const parameters = { constructor: "Lada", prototype: 1, toString: true, hasOwnProperty: "x" };
    const sent = await send(bob.session, entry("car", { correlationId, parameters }));
    expect(sent.status).toBe(202);
    const { body } = await read(inOrganization(correlationId));
    expect(body.items).toMatchObject([{ parameters }]);
    expect(Object.keys(body.items[0].parameters).sort()).toEqual(Object.keys(parameters).sort());
  });

  test("without a time, which count as happening now", async () => {
    const correlationId = newId();
    await send(bob.session, entry("now", { correlationId }));
    const [item] = (await read(inOrganization(correlationId))).body.items;
    expect(item.occurredAt).toBe(item.receivedAt);
  });

  test("up to 500 at once, which are stored all or none", async () => {
    const correlationId = newId();
    const many = Array.from({ length: 500 }, (_, each) => entry(`${each}`, { correlationId }));
    const stored = async () =>
      (await read(`${inOrganization(correlationId)}&limit=500`)).body.count;
    const tooMany = await send(bob.session, ...many, entry("one more"));
    expect(tooMany).toMatchObject({ status: 400, body: { errors: [{ pointer: "/entries" }] } });
    expect((await send(bob.session)).body.errors).toMatchObject([{ pointer: "/entries" }]);
    const oneBad = await send(bob.session, ...many.slice(1), { ...entry("bad"), level: "LOUD" });
    expect(oneBad.body.errors).toMatchObject([{ pointer: "/entries/499/level" }]);
    expect(await stored()).toBe(0);
    expect((await send(bob.session, ...many)).status).toBe(202);
    expect(await stored()).toBe(500);
  });

  test.each<[string, object, string]>([
    ["a user's id", { userId: "00000000-0000-7000-8000-000000000001" }, "/userId"],
    ["when it was received", { receivedAt: "2026-03-01T12:00:00.000Z" }, "/receivedAt"],
    ["an unknown level", { level: "error" }, "/level"],
    ["an empty category", { category: "" }, "/category"],
    ["a long category", { category: "c".repeat(101) }, "/category"],
    ["an empty message", { message: "" }, "/message"],
    ["a long message", { message: "m".repeat(10_001) }, "/message"],
    ["a message with NUL", { message: "nul\u0000" }, "/message"],
    ["a message with a lone surrogate", { message: "lone \ud800" }, "/message"],
    ["a long device", { device: "d".repeat(201) }, "/device"],
    ["an app of two lines", { app: "two\nlines" }, "/app"],
    ["an empty correlation id", { correlationId: "" }, "/correlationId"],
    ["a long correlation id", { correlationId: "c".repeat(201) }, "/correlationId"],
    ["a malformed solution id", { solutionId: "mine" }, "/solutionId"],
    ["an invalid time", { occurredAt: "yesterday" }, "/occurredAt"],
    ["nested parameters", { parameters: { deep: {} } }, "/parameters/deep"],
    ["a long parameter", { parameters: { long: "l".repeat(1001) } }, "/parameters/long"],
    ["many parameters", { parameters: manyParameters(51) }, "/parameters"],
  ])("with %s are refused", async (_, more, pointer) => {
    const refused = await send(bob.session, entry("bad", more));
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: `/entries/0${pointer}` }] },
    });
  });

  test("at most 30 days old and at most 5 minutes ahead", async () => {
    const minute = 60_000;
    const day = 24 * 60 * minute;
    const off = (milliseconds: number) =>
      entry("off", {
        occurredAt: new Date(service.clock.now().getTime() + 1 + milliseconds).toISOString(),
      });
    expect((await send(bob.session, off(5 * minute))).status).toBe(202);
    expect((await send(bob.session, off(-30 * day))).status).toBe(202);
    for (const beyond of [5 * minute + 1, -30 * day - 1]) {
      const refused = await send(bob.session, entry("good"), off(beyond));
      expect(refused.body.errors).toMatchObject([{ pointer: "/entries/1/occurredAt" }]);
    }
  });

  test("only of solutions that its user has or may view", async () => {
    const stranger = await service.addMember("CREATOR");
    const about = [entry("none"), entry("about", { solutionId })] as const;
    const refused = await send(stranger.session, ...about);
    expect(refused.body.errors).toMatchObject([{ pointer: "/entries/1/solutionId" }]);
    const unknown = await send(bob.session, entry("x", { solutionId: crypto.randomUUID() }));
    expect(unknown.body.errors[0].detail).toBe(refused.body.errors[0].detail);
    expect((await send(bob.session, ...about)).status).toBe(202);
    expect((await send(service.owner, ...about)).status).toBe(202);
  });

  test("only for an active member", async () => {
    const gone = await service.addMember("USER");
    const members = `${organization}/members/${gone.userId}`;
    await service.call("POST", `${members}/disable`, { token: service.owner });
    expect((await send(gone.session, entry("disabled"))).status).toBe(404);
    const elsewhere = await service.call("POST", `/v1/organizations/${crypto.randomUUID()}/logs`, {
      token: bob.session,
      body: { entries: [entry("elsewhere")] },
    });
    expect(elsewhere.status).toBe(404);
  });

  test("not by a token that may only look at something", async () => {
    for (const [scopes, status] of [
      [["usage:view"], 403],
      [["audit:read", "users:view"], 403],
      [["solutions:run"], 202],
    ] as const) {
      const body = { name: "app", scopes };
      const token = await service.call("POST", "/v1/users/me/tokens", {
        token: service.owner,
        body,
      });
      const sent = await send(token.body.secret, entry("from a token"));
      expect(sent).toMatchObject({ status, body: status === 403 ? { code: "scope-missing" } : {} });
    }
  });

  test("twice under the same idempotency key, and they are stored once", async () => {
    const correlationId = newId();
    const asked = {
      token: bob.session,
      body: { entries: [entry("once", { correlationId })] },
      headers: { "idempotency-key": correlationId },
    };
    const path = `${organization}/logs`;
    expect((await service.call("POST", path, asked)).status).toBe(202);
    const replayed = await service.call("POST", path, asked);
    expect(replayed).toMatchObject({ status: 202, headers: { "idempotency-replayed": "true" } });
    expect((await read(inOrganization(correlationId))).body.count).toBe(1);
  });

  test("without appending an event", async () => {
    const { store } = service.services;
    const before = await store.lastPosition();
    await send(bob.session, entry("no event"));
    expect(await store.lastPosition()).toBe(before);
  });
});

describe("the organization's view", () => {
  test("requires the exact correlation id", async () => {
    const correlationId = newId();
    await send(bob.session, entry("bob's", { correlationId }));
    await send(ada.session, entry("ada's", { correlationId }));
    await send(ada.session, entry("other", { correlationId: `${correlationId}-2` }));
    expect(messages(await read(inOrganization(correlationId)))).toEqual(["ada's", "bob's"]);
    expect((await read(inOrganization(correlationId.slice(0, -1)))).body.count).toBe(0);
    for (const path of [`${organization}/logs`, inOrganization("")]) {
      const refused = await read(path);
      const errors = [{ pointer: "?correlationId" }];
      expect(refused).toMatchObject({ status: 400, body: { errors } });
    }
  });

  test("is for owners only", async () => {
    const admin = await service.addMember("ADMIN");
    for (const { session } of [admin, ada, bob]) {
      const refused = await read(inOrganization("any"), session);
      expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
  });
});

describe("the user's view", () => {
  test("shows the entries of a member's apps, with and without a solution, to the member and to owners", async () => {
    const carl = await service.addMember("USER");
    const second = await newSolution(ada);
    await assign(carl, solutionId);
    await assign(carl, second);
    await send(
      carl.session,
      entry("first", { solutionId }),
      entry("second", { solutionId: second }),
    );
    await send(carl.session, entry("none"));
    await send(bob.session, entry("bob's", { solutionId }));
    for (const token of [carl.session, service.owner]) {
      expect(messages(await read(ofMember(carl), token))).toEqual(["none", "second", "first"]);
    }
    const filtered = await read(`${ofMember(carl)}?solutionId=${second}`, carl.session);
    expect(messages(filtered)).toEqual(["second"]);
  });

  test("is refused to everybody else", async () => {
    const admin = await service.addMember("ADMIN");
    for (const { session } of [admin, ada]) {
      expect(await read(ofMember(bob), session)).toMatchObject({ status: 403 });
    }
    expect(await read(ofMember(ada), bob.session)).toMatchObject({ status: 403 });
  });
});

describe("the solution's view", () => {
  test("shows the entries of all its users to the solution's owner only", async () => {
    const dora = await service.addMember("CREATOR");
    const solution = await newSolution(dora);
    await assign(bob, solution);
    await send(bob.session, entry("bob's", { solutionId: solution }), entry("of nothing"));
    await send(dora.session, entry("dora's", { solutionId: solution }));
    await send(ada.session, entry("of another", { solutionId }));
    expect(messages(await read(ofSolution(solution), dora.session))).toEqual(["dora's", "bob's"]);
    for (const token of [service.owner, bob.session, ada.session]) {
      expect(await read(ofSolution(solution), token)).toMatchObject({ status: 403 });
    }
  });
});

describe("one's own view", () => {
  test("covers all organizations in which one is active, or only the token's", async () => {
    const eve = await service.addMember("CREATOR");
    const body = { name: "Eve's" };
    const founded = await service.call("POST", "/v1/organizations", { token: eve.session, body });
    const { organizationId } = founded.body;
    await send(eve.session, entry("here"));
    await service.call("POST", `/v1/organizations/${organizationId}/logs`, {
      token: eve.session,
      body: { entries: [entry("there")] },
    });
    expect(messages(await read(own, eve.session)).toSorted()).toEqual(["here", "there"]);
    const narrow = await newToken(eve, { organizationId });
    expect(messages(await read(own, narrow))).toEqual(["there"]);
    expect((await read(ofMember(eve), narrow)).status).toBe(404);
    await service.call("POST", `${organization}/members/${eve.userId}/disable`, {
      token: service.owner,
    });
    expect(messages(await read(own, eve.session))).toEqual(["there"]);
  });
});

describe("every view", () => {
  test("shows nothing of another organization and does not reveal that it exists", async () => {
    const correlationId = newId();
    await send(bob.session, entry("inside", { correlationId, solutionId }));
    const stranger = await service.addMember("CREATOR");
    const founded = await service.call("POST", "/v1/organizations", {
      token: stranger.session,
      body: { name: "Other" },
    });
    const theirs = `/v1/organizations/${founded.body.organizationId}`;
    const traced = await read(`${theirs}/logs?correlationId=${correlationId}`, stranger.session);
    expect(traced.body.items).toEqual([]);
    for (const path of [`members/${bob.userId}/logs`, `solutions/${solutionId}/logs`]) {
      expect((await read(`${theirs}/${path}`, stranger.session)).status).toBe(404);
    }
    for (const path of ["logs?correlationId=x", `members/${bob.userId}/logs`]) {
      expect((await read(`${theirs}/${path}`, bob.session)).status).toBe(404);
    }
  });

  test("requires the scope of a token, except for one's own entries", async () => {
    const wrong = await newToken({ session: service.owner }, { scopes: ["audit:read"] });
    const adas = await newToken(ada, { scopes: ["troubleshooting:organization"] });
    for (const [path, token] of [
      [inOrganization("any"), wrong],
      [ofMember(bob), wrong],
      [ofSolution(solutionId), adas],
    ] as const) {
      const refused = await read(path, token);
      expect(refused).toMatchObject({ status: 403, body: { code: "scope-missing" } });
    }
    for (const path of [own, ofMember(ada)]) expect((await read(path, adas)).status).toBe(200);
  });

  test("shows the newest batch first, and a batch in the order it was sent", async () => {
    const correlationId = newId();
    const batch = (from: number) =>
      Array.from({ length: 30 }, (_, each) => entry(`${from + each}`, { correlationId }));
    await send(bob.session, ...batch(0));
    await send(bob.session, ...batch(30));
    const shown = messages(await read(`${inOrganization(correlationId)}&limit=500`));
    expect(shown).toEqual(Array.from({ length: 60 }, (_, each) => `${59 - each}`));
  });

  test("is listed page by page, each entry once, while more are sent", async () => {
    const correlationId = newId();
    const batch = Array.from({ length: 25 }, (_, each) => entry(`${each}`, { correlationId }));
    await send(bob.session, ...batch);
    const seen: string[] = [];
    let query = "&limit=10";
    for (;;) {
      const page = await read(inOrganization(correlationId) + query);
      seen.push(...messages(page));
      if (page.body.continuationToken === undefined) break;
      query = `&limit=10&continuationToken=${page.body.continuationToken}`;
      await send(bob.session, entry("later", { correlationId }));
    }
    expect(seen).toEqual(batch.map(({ message }) => message).toReversed());
    const other = await read(`${inOrganization(newId())}${query}`);
    expect(other.body.errors).toMatchObject([{ pointer: "?continuationToken" }]);
  });

  test("is filtered by level, category and correlation id", async () => {
    const fred = await service.addMember("USER");
    const correlationId = newId();
    await send(
      fred.session,
      entry("a", { level: "ERROR", correlationId }),
      entry("b", { level: "WARNING", category: "login" }),
      entry("c", { level: "DEBUG", correlationId }),
    );
    const found = async (query: string) => messages(await read(`${ofMember(fred)}?${query}`));
    expect(await found("levels=ERROR,WARNING")).toEqual(["b", "a"]);
    expect(await found("levels=ERROR&levels=DEBUG")).toEqual(["c", "a"]);
    expect(await found("category=login")).toEqual(["b"]);
    expect(await found(`correlationId=${correlationId}`)).toEqual(["c", "a"]);
    expect(await found(`correlationId=${correlationId}&levels=DEBUG`)).toEqual(["c"]);
    expect(await found("category=log")).toEqual([]);
  });

  test.each(["levels=LOUD", "window=year", "userId=x", "limit=501", "correlationId=", "category="])(
    "refuses the parameter %s",
    async (query) => {
      const errors = [{ pointer: `?${query.split("=")[0]}` }];
      expect(await read(`${own}?${query}`)).toMatchObject({ status: 400, body: { errors } });
    },
  );

  test("counts the messages of a correlation id, whatever the page and the filters", async () => {
    const correlationId = newId();
    const counted = (level: string, more = {}) =>
      entry("counted", { level, correlationId, ...more });
    await send(bob.session, counted("ERROR", { solutionId }), counted("DEBUG"), counted("INFO"));
    await send(ada.session, counted("INFO"), entry("of none"));
    const counts = async (path: string, token = service.owner) =>
      (await read(path, token)).body.items.map(
        (item: { correlationCount?: number }) => item.correlationCount,
      );
    const whole = inOrganization(correlationId);
    expect(await counts(whole)).toEqual([4, 4, 4, 4]);
    expect(await counts(`${whole}&limit=1`)).toEqual([4]);
    expect(await counts(`${whole}&levels=ERROR`)).toEqual([4]);
    expect(await counts(`${ofMember(bob)}?correlationId=${correlationId}`)).toEqual([3, 3, 3]);
    const solution = `${ofSolution(solutionId)}?correlationId=${correlationId}`;
    expect(await counts(solution, ada.session)).toEqual([1]);
    expect(await counts(`${ofMember(ada)}?limit=2`)).toEqual([undefined, 1]);
  });

  test("counts at most 10,000 messages, so that a flood does not make a page slower", async () => {
    const correlationId = newId();
    await send(bob.session, entry("frenzy", { correlationId }));
    await service.database.pool.query(
      `insert into log_entries (log_id, received_at, occurred_at, organization_id, user_id, level,
                                category, message, correlation_id)
       select gen_random_uuid(), received_at, occurred_at, organization_id, gen_random_uuid(), level,
              category, message, correlation_id
       from log_entries, generate_series(1, 10100) where correlation_id = $1`,
      [correlationId],
    );
    const { body } = await read(`${inOrganization(correlationId)}&limit=1`);
    expect(body.items[0].correlationCount).toBe(10_000);
  });
});

describe("download as CSV", () => {
  test("has a line for each entry, quoted according to RFC 4180", async () => {
    const correlationId = newId();
    const parameters = { a: 1 };
    await send(ada.session, entry('two, "quoted"\nlines', { correlationId, parameters }));
    const { status, headers, body } = await readCsv(inOrganization(correlationId));
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(headers["content-disposition"]).toBe('attachment; filename="logs.csv"');
    const [head, ...lines] = String(body).split("\r\n");
    expect(head).toBe(
      "receivedAt,occurredAt,level,category,message,organizationId,userId,solutionId,device,app,correlationId,correlationCount,parameters,logId",
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(',INFO,sync,"two, ""quoted""\nlines",');
    expect(lines[0]).toContain(`,${correlationId},1,"{""a"":1}",`);
  });

  test("has no piece that a spreadsheet runs, in the parameters either", async () => {
    const correlationId = newId();
    const parameters = { a: "=1+1", "=b": "x\n=1", n: -1 };
    await send(ada.session, entry("\n=1+1", { correlationId, parameters }));
    await send(ada.session, entry("a\t＝1+1", { correlationId }));
    const body = String((await readCsv(inOrganization(correlationId))).body);
    expect(body).toContain("\n'=1+1");
    expect(body).toContain("a\t'＝1+1");
    for (const piece of body.split(/[\t\r\n,;|"]/)) expect(piece).not.toMatch(/^\s*[=+@＝-]/);
    const json = /"(\{.*?\})",/.exec(body)?.[1]?.replaceAll('""', '"') ?? "";
    expect(JSON.parse(json)).toEqual(parameters);
  });

  test.each(['=HYPERLINK("http://evil.test")', "+1", "-1", "@sum", "\tx", "\rx"])(
    "has no cell that a spreadsheet runs: %j",
    async (message) => {
      const correlationId = newId();
      await send(ada.session, entry(message, { correlationId }));
      const { body } = await readCsv(inOrganization(correlationId));
      expect(String(body).replaceAll('""', '"')).toContain(`'${message}`);
    },
  );

  test("is available for every view", async () => {
    const token = ada.session;
    const headers = { accept: "text/csv" };
    for (const path of [own, ofMember(ada), ofSolution(solutionId)]) {
      const answer = await read(path, token, headers);
      expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    }
    const refused = await read(inOrganization("any"), token, headers);
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("has the whole filtered view, not just a page", async () => {
    const gina = await service.addMember("USER");
    for (let batch = 0; batch < 5; batch += 1) {
      const level = batch === 0 ? "ERROR" : "INFO";
      const entries = Array.from({ length: 500 }, (_, each) =>
        entry(`${batch * 500 + each}`, { level }),
      );
      await send(gina.session, ...entries);
    }
    const lines = async (query: string) =>
      String((await readCsv(`${ofMember(gina)}?${query}`)).body)
        .trim()
        .split("\r\n")
        .slice(1);
    const all = await lines("limit=1");
    expect(all.map((line) => line.split(",")[4])).toEqual(
      Array.from({ length: 2500 }, (_, each) => `${2499 - each}`),
    );
    expect(await lines("levels=ERROR")).toHaveLength(500);
  });

  test("is not sent to a client that also accepts JSON", async () => {
    const answer = await read(own, service.owner, { accept: "application/json, text/csv;q=0.5" });
    expect(answer.body.items).toBeInstanceOf(Array);
  });
});
