/** Rules for every route: problems, correlation, bodies, addresses and positions. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";
import { say } from "../support/raw-http.ts";

let service: TestService;
let organization: string;
let members: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  members = `${organization}/members`;
});

afterAll(() => service.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  service.call("GET", path, { token: service.owner, headers });

/** Sends a request with a raw body. */
async function send(payload: string | Buffer, headers: Record<string, string> = {}) {
  const response = await service.app.inject({
    method: "POST",
    url: "/v1/organizations",
    headers: {
      authorization: `Bearer ${service.owner}`,
      "content-type": "application/json",
      ...headers,
    },
    payload,
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}

describe("problems", () => {
  test("have all members of RFC 9457, the code and the correlation id", async () => {
    const path = `${organization}/solutions/${crypto.randomUUID()}`;
    const { status, headers, body } = await get(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: "http://muster.test/problems/not-found",
      title: "Not found",
      status: 404,
      detail: expect.stringMatching(/.+/),
      instance: path,
      code: "not-found",
      correlationId: headers["x-request-id"],
    });
  });

  test("name every fault by JSON pointer", async () => {
    const body = {
      email: "no address",
      firstName: "",
      lastName: "Ok",
      "un/known~": 1,
      solutions: [{ solutionId: service.ownerId }, { solutionId: "x", role: "OWNER" }],
    };
    const refused = await service.call("POST", members, { token: service.owner, body });
    expect(refused.status).toBe(400);
    expect(
      refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted(),
    ).toEqual([
      "/email",
      "/firstName",
      "/solutions/1/role",
      "/solutions/1/solutionId",
      "/un~1known~0",
    ]);
  });

  test("name a bounded number of faults", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, each) => [`f${each}`, 1]));
    const refused = await send(JSON.stringify({ name: "n", ...unknown }));
    expect(refused.body.errors).toHaveLength(50);
  });

  test("have no query in the instance, because it may hold personal data", async () => {
    const refused = await get(`${members}?search=zoe%40example.com&limit=none`);
    expect(JSON.stringify(refused.body)).not.toContain("zoe");
  });

  test.each([
    ["nothing", {}],
    ["another scheme", { authorization: "Basic b3duZXI6b3duZXI=" }],
    ["an empty token", { authorization: "Bearer " }],
    ["nonsense", { authorization: "Bearer nonsense" }],
    ["two tokens", { authorization: "Bearer one two" }],
    ["an unknown token", { authorization: `Bearer mst_pat_${"0".repeat(46)}` }],
    ["a huge token", { authorization: `Bearer ${"x".repeat(5000)}` }],
  ])("are 401 for %s as credential, and say what to send", async (_, headers) => {
    const refused = await service.call("GET", "/v1/users/me", { headers });
    expect(refused).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(refused.headers["www-authenticate"]).toMatch(/^Bearer/);
  });

  test("of an unknown address are the same for everybody", async () => {
    for (const token of [service.owner, undefined]) {
      for (const path of ["/nowhere", "/v1", "/v2/users/me", "/v1/users/you/tokens", "/.env"]) {
        const answer = await service.call("GET", path, { token });
        expect(answer).toMatchObject({ status: 404, body: { code: "not-found" } });
      }
    }
  });

  test("are 404 for an unknown method of an address", async () => {
    const answer = await service.call("PUT", members, { token: service.owner, body: {} });
    expect(answer).toMatchObject({ status: 404, body: { code: "not-found" } });
  });

  test("reveal nothing about a fault of the program", async () => {
    const { pool } = service.services;
    const { query } = pool;
    const broken = () => Promise.reject(new TypeError("secret detail at /src/somewhere.ts"));
    Object.assign(pool, { query: broken });
    try {
      const answer = await get("/v1/users/me");
      expect(answer).toMatchObject({ status: 500, body: { code: "internal" } });
      expect(JSON.stringify(answer.body)).not.toMatch(/secret|src|TypeError/);
    } finally {
      Object.assign(pool, { query });
    }
  });
});

describe("correlation", () => {
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";

  test.each([
    ["takes X-Request-Id", { "x-request-id": "order-66" }, "order-66"],
    [
      "takes the trace id of traceparent",
      { traceparent: `00-${trace}-00f067aa0ba902b7-01`, "x-request-id": "other" },
      trace,
    ],
    [
      "ignores a traceparent of zeros",
      { traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01`, "x-request-id": "other" },
      "other",
    ],
    ["ignores a malformed traceparent", { traceparent: trace, "x-request-id": "other" }, "other"],
  ])("%s", async (_, headers, expected) => {
    expect((await get("/v1/users/me", headers)).headers["x-request-id"]).toBe(expected);
  });

  test.each([
    ["there is none", {}],
    ["it is too long", { "x-request-id": "x".repeat(129) }],
    ["it has a space", { "x-request-id": "a b" }],
    ["it is an address: the log keeps it for good", { "x-request-id": "ada@example.com" }],
    ["it is not ASCII", { "x-request-id": "é" }],
  ])("gets a new X-Request-Id if %s", async (_, headers: Record<string, string>) => {
    expect((await get("/v1/users/me", headers)).headers["x-request-id"]).toMatch(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
  });

  test("is stored with every event of the command and is in problems too", async () => {
    const headers = { "x-request-id": "stored-with-all" };
    const before = await service.services.store.lastPosition();
    const body = { email: "stored@example.com", firstName: "Stored", lastName: "Away" };
    const invited = await service.call("POST", members, { token: service.owner, body, headers });
    expect(invited.status).toBe(201);
    const ids: string[] = [];
    for await (const batch of service.services.store.readAll(before)) {
      for (const { metadata } of batch) {
        const { correlationId } = JSON.parse(metadata) as { correlationId: string };
        ids.push(correlationId);
      }
    }
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids)).toEqual(new Set(["stored-with-all"]));

    const again = await service.call("POST", members, { token: service.owner, body, headers });
    expect(again).toMatchObject({ status: 409, body: { correlationId: "stored-with-all" } });
    const nowhere = await service.call("GET", "/nowhere", { headers });
    expect(nowhere.headers["x-request-id"]).toBe("stored-with-all");
  });
});

describe("bodies", () => {
  test.each(["{", '{"name":}', "name=Plain", "{'name':'n'}", '{"name":"n"} {}', "\u0000"])(
    "that are not JSON are refused: %j",
    async (payload) => {
      expect(await send(payload)).toMatchObject({
        status: 400,
        body: { code: "invalid-input", errors: [{ pointer: "" }] },
      });
    },
  );

  test.each(["null", "[]", '"text"', "1", ""])(
    "that are not objects are refused: %j",
    async (payload) => {
      expect(await send(payload)).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    },
  );

  test.each([
    ['{"name":"n","__proto__":{"isAdmin":true}}', "/__proto__"],
    ['{"name":"n","__proto__":null}', "/__proto__"],
    ['{"name":"n","constructor":{"prototype":{"isAdmin":true}}}', "/constructor/prototype"],
    ['{"name":{"__proto__":{"isAdmin":true}}}', "/name/__proto__"],
    ['{"name":"n","\\u005f_proto__":{}}', "/__proto__"],
    ['{"a/b":[{},{"constr\\u0075ctor":{"prototype":1}}]}', "/a~1b/1/constructor/prototype"],
    ['[null,{"__proto__":1}]', "/1/__proto__"],
    ['\ufeff{"__proto__":1}', "/__proto__"],
  ])("with prototype keys are refused by pointer: %s", async (payload, pointer) => {
    expect(await send(payload)).toMatchObject({
      status: 400,
      body: {
        code: "invalid-input",
        errors: [{ pointer, detail: "is not allowed: it would set an object's prototype" }],
      },
    });
    expect({}).not.toHaveProperty("isAdmin");
  });

  test.each(['"plain"', "1", "null", "{}", '{"name":"n"}', '["prototype"]'])(
    "with a harmless field `constructor` are refused as unknown: %s",
    async (value) => {
      expect(await send(`{"name":"n","constructor":${value}}`)).toMatchObject({
        status: 400,
        body: {
          code: "invalid-input",
          errors: [{ pointer: "/constructor", detail: "is unknown" }],
        },
      });
    },
  );

  test("with a deeply nested prototype key are refused", async () => {
    const payload = `${"[".repeat(31)}{"__proto__":1}${"]".repeat(31)}`;
    const { status, body } = await send(payload);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: `${"/0".repeat(31)}/__proto__` }]);
  });

  test("that are nested too deeply are refused", async () => {
    for (const depth of [32, 30_000]) {
      const deep = "[".repeat(depth) + "]".repeat(depth);
      const { status, body } = await send(`{"name":${deep}}`);
      expect({ status, detail: body.detail }).toEqual({
        status: 400,
        detail: "The body is nested too deeply: at most 32 levels.",
      });
    }
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"])(
    "of the media type %s are 415",
    async (type) => {
      expect(await send('{"name":"n"}', { "content-type": type })).toMatchObject({
        status: 415,
        body: { code: "unsupported-media-type" },
      });
    },
  );

  test("over 64 KiB are 413, whatever they contain", async () => {
    for (const payload of [JSON.stringify({ name: "n".repeat(65_536) }), "x".repeat(65_537)]) {
      expect(await send(payload)).toMatchObject({ status: 413, body: { code: "too-large" } });
    }
  });

  test("may be merge patches", async () => {
    const patched = await service.app.inject({
      method: "PATCH",
      url: organization,
      headers: {
        authorization: `Bearer ${service.owner}`,
        "content-type": "application/merge-patch+json; charset=utf-8",
      },
      payload: '{"description":"merged"}',
    });
    expect(patched.json()).toMatchObject({ description: "merged" });
  });

  test("may be absent if not required, with or without a media type", async () => {
    const { userId } = await service.addMember("USER");
    for (const [action, headers] of [
      ["disable", {}],
      ["enable", { "content-type": "application/json" }],
    ] as const) {
      const answer = await service.call("POST", `${members}/${userId}/${action}`, {
        token: service.owner,
        headers,
      });
      expect(answer.status).toBe(200);
    }
  });

  test.each([
    [{ reason: "none" }, "/reason"],
    [["reason"], ""],
    ["reason", ""],
  ])("are refused by routes without a body: %j", async (body, pointer) => {
    const { userId } = await service.addMember("USER");
    const path = `${members}/${userId}`;
    const asked = { token: service.owner, body };
    for (const refused of [
      await service.call("POST", `${path}/disable`, asked),
      await service.call("DELETE", path, asked),
    ]) {
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    }
    const unchanged = await service.call("GET", path, { token: service.owner });
    expect(unchanged.body.userStatus).toBe("ACTIVE");
    const empty = await service.call("POST", `${path}/disable`, { ...asked, body: {} });
    expect(empty.status).toBe(200);
  });

  test.each([
    ["NUL", '{"name":"a\\u0000b"}'],
    ["a lone surrogate", '{"name":"a\\ud800b"}'],
    ["NUL in several lines", '{"name":"n","description":"a\\u0000b"}'],
    ["a lone surrogate in several lines", '{"name":"n","description":"a\\udc00b"}'],
    ["a line break in one line", '{"name":"a\\u0085b"}'],
  ])("with %s are refused", async (_, payload) => {
    expect(await send(payload)).toMatchObject({ status: 400, body: { code: "invalid-input" } });
  });

  test("keep every other character as it is", async () => {
    const name = `Ünïcödé 👩‍👩‍👧 \u202e <b>&amp;</b> '"\\ $1 %s {name}`;
    const created = await send(JSON.stringify({ name }));
    expect(created.body.name).toBe(name);
  });
});

describe("addresses", () => {
  test.each([
    "/v1/organizations/me",
    "/v1/organizations/1",
    "/v1/organizations/%00",
    "/v1/organizations/..%2f..%2fetc%2fpasswd",
    "/v1/organizations/%E0%A4%A",
    `/v1/organizations/${"0".repeat(101)}`,
    "/v1/organizations/FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
    "/v1/organizations/00000000-0000-0000-0000-000000000000'--",
  ])("%s is 404", async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: { code: "not-found" } });
  });

  test.each([
    ["/v1/users/me/tokens?unknown=1", "?unknown"],
    ["/v1/users/me?unknown=1", "?unknown"],
    ["/v1/organizations?search=%00", "?search"],
    [`/v1/organizations?search=${"s".repeat(201)}`, "?search"],
    ["/v1/organizations?limit=1&limit=2", "?limit"],
    ["/v1/organizations?continuationToken=jct-%00", "?continuationToken"],
    ["/v1/organizations?__proto__=1", "?__proto__"],
  ])("%s is refused and named", async (path, pointer) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test.each([
    "emails=%00",
    "emails=a%00b",
    "userIds=%00",
    "search=a%00",
    "continuationToken=%00",
    "sort=%00",
  ])("NUL in the filter %s is refused", async (query) => {
    expect(await get(`${members}?${query}`)).toMatchObject({
      status: 400,
      body: { code: "invalid-input" },
    });
  });

  test("a filter takes at most 500 values", async () => {
    const ids = (count: number) => Array.from({ length: count }, () => service.ownerId).join(",");
    expect((await get(`${members}?userIds=${ids(500)}`)).status).toBe(200);
    expect((await get(`${members}?userIds=${ids(501)}`)).status).toBe(400);
  });
});

describe("positions", () => {
  test("every answer to a command has its position, and a read can wait for it", async () => {
    const { headers } = await service.call("PATCH", organization, {
      token: service.owner,
      body: { description: "positioned" },
    });
    const position = headers["muster-position"] ?? "";
    expect(position).toMatch(/^[1-9]\d*$/);
    const read = await get(organization, { "muster-min-position": position });
    expect(read).toMatchObject({ status: 200, body: { description: "positioned" } });
  });

  test("a read waits until the position is visible", async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waits: bigint[] = [];
    const { directory, store } = service.services;
    const waitFor = vi
      .spyOn(directory, "waitFor")
      .mockImplementation(async (asked, milliseconds) => {
        if (milliseconds === 0) return false;
        waits.push(asked);
        return promise;
      });
    const last = await store.lastPosition();
    const waiting = get(organization, { "muster-min-position": String(last) });
    await eventually(() => waits.length > 0);
    waitFor.mockRestore();
    resolve(true);
    expect(await waiting).toMatchObject({ status: 200 });
    expect(waits).toEqual([last]);
  });

  test("a read gets 503 if the position does not become visible", async () => {
    const waitFor = vi.spyOn(service.services.directory, "waitFor").mockResolvedValue(false);
    const last = await service.services.store.lastPosition();
    const answer = await get(organization, { "muster-min-position": String(last) });
    waitFor.mockRestore();
    expect(answer).toMatchObject({ status: 503, body: { code: "not-yet-visible" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  test.each(["-1", "1.5", "abc", "0x10", "9".repeat(19), " "])(
    "%j is refused as a position",
    async (given) => {
      expect(await get(organization, { "muster-min-position": given })).toMatchObject({
        status: 400,
        body: { code: "invalid-input", errors: [{ pointer: "Muster-Min-Position" }] },
      });
    },
  );
});

describe("malformed HTTP", () => {
  let port: number;

  beforeAll(async () => {
    const address = await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = Number(new URL(address).port);
  });

  test.each([
    ["nonsense", "nonsense\r\n\r\n", 400],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      400,
    ],
    [
      "headers that are too large",
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(90_000)}\r\n\r\n`,
      413,
    ],
  ])("%s gets a problem and a closed connection", async (_, text, status) => {
    const heard = await say(port, text);
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(heard.slice(heard.indexOf("\r\n\r\n")))).toMatchObject({ status });
    expect((await get("/v1/users/me")).status, "and others are served on").toBe(200);
  });
});
