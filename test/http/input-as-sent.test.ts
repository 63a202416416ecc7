/**
 * What is legal is taken, however odd, and nothing is kept other than it was sent: what would be read as less
 * or as something else is refused at its place, and appends nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

const asOwner = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: service.owner, ...(body !== undefined && { body }) });

/** A body of which each character is a byte. */
async function sendBytes(method: "POST" | "PUT", url: string, payload: string) {
  const answer = await service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
    payload: Buffer.from(payload, "latin1"),
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe("an address", () => {
  const names = { firstName: "A", lastName: "B" };
  const invite = (email: string) => asOwner("POST", `${organization}/members`, { email, ...names });

  test.each([
    "r&d@example.com",
    "a/b@example.com",
    "x=y@example.com",
    "!ops@example.com",
    "#$%'*+-?^_`{|}~@example.com",
    "ada@example.xn--p1ai",
    "Ada@Bücher.example",
  ])("%s is invited, found and signs in, as it was written", async (email) => {
    expect(await invite(email)).toMatchObject({ status: 201, body: { email } });
    const query = new URLSearchParams({ emails: email }).toString();
    expect(await asOwner("GET", `${organization}/members?${query}`)).toMatchObject({
      status: 200,
      body: { items: [{ email }] },
    });
    expect((await service.call("POST", "/v1/sign-in", { body: { email } })).status).toBe(202);
  });

  test("of an internationalized domain is one, however it is written", async () => {
    expect((await invite("eve@größe.example")).status).toBe(201);
    for (const same of ["eve@xn--gre-6ka8i.example", "EVE@GRÖSSE.example".replace("SS", "ß")]) {
      expect(await invite(same)).toMatchObject({ status: 409, body: { code: "already-a-member" } });
    }
  });

  test.each(["a@b", "a@-b.example", '"a b"@example.com', "a+b@example.com "])(
    "in a filter is checked like one in a body: %s",
    async (email) => {
      // An unencoded `+` means a space.
      const answer = await asOwner(
        "GET",
        `${organization}/members?emails=${email}`.replaceAll(" ", "%20"),
      );
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "?emails" }] } });
    },
  );
});

describe("refused at its place is", () => {
  test.each([
    ["a byte that is no UTF-8", '{"name":"M\xfcller"}', "/name"],
    ["one in a list", '{"name":"n","tags":[{},{"a":"x"},{"a":"\xe4"}]}', "/tags/2/a"],
    ["one after other characters", '{"na/me":"\xc3\xbc\\"\\\\","b":{"~":"\xc3"}}', "/b/~0"],
    ["one in a key", '{"name":{"\xfc":1}}', "/name"],
    ["a half character", '{"name":"\xe2\x82"}', "/name"],
    ["a key that occurs twice", '{"name":"one","name":"two"}', "/name"],
    ["one that is written otherwise", '{"a":[{"b":1,"\\u0062":1}]}', "/a/0/b"],
    ["a whole number that a double rounds", '{"name":9007199254740993}', "/name"],
    ["a long number", '{"a":{"b":[1,12345678901234567890]}}', "/a/b/1"],
    ["a fraction with too many digits", '{"a":0.1234567890123456789}', "/a"],
    ["a number that is too large", '{"a":[-1e400]}', "/a/0"],
    ["a number that is too small", '{"a":1e-400}', "/a"],
  ])("%s", async (_, payload, pointer) => {
    const before = await service.services.store.lastPosition();
    for (const [method, path] of [
      ["POST", "/v1/organizations"],
      ["PUT", "/v1/users/me/settings"],
      ["POST", `${organization}/logs`],
      ["POST", `${organization}/members/batch`],
      ["POST", "/v1/sign-up"],
    ] as const) {
      expect(await sendBytes(method, path, payload)).toMatchObject({
        status: 400,
        body: { code: "invalid-input", errors: [{ pointer }] },
      });
    }
    expect(await service.services.store.lastPosition()).toBe(before);
  });

  test.each(["%FC", "a%E4", "%C3", "%ED%A0%80", "%C0%80"])("a search for %s", async (search) => {
    for (const path of ["/v1/users", "/v1/organizations", `${organization}/members`]) {
      expect(await asOwner("GET", `${path}?search=${search}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "?search" }] },
      });
    }
  });
});

test("settings come back with the code points and digits that were sent", async () => {
  const sent = String.raw`{"a":" ü ü ﬁ \u202e 😀 ","b":[0.1,1e21,5e-324,-0.5,9007199254740991,1.7976931348623157e308],"":null}`;
  const answer = await service.app.inject({
    method: "PUT",
    url: "/v1/users/me/settings",
    headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
    payload: sent,
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual(JSON.parse(sent));
  expect((await asOwner("GET", "/v1/users/me/settings")).body).toEqual(JSON.parse(sent));
});

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly pattern?: string;
    readonly items?: object;
  };
}

/** Every parameter of a query that is not free text, with an address that has it. */
function parameters() {
  const { paths } = service.app.swagger() as unknown as {
    paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  };
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      (method === "get" ? (operation.parameters ?? []) : [])
        .filter((each) => each.in === "query")
        .map(({ name, schema }) => ({
          method: method.toUpperCase(),
          path: template
            .replace("{organizationId}", service.organizationId)
            .replaceAll(/\{\w+\}/g, service.ownerId),
          name,
          schema,
        })),
    ),
  );
}

const wrongNumbers = ["", "0x19", "1e1", "+1", "01", "1.0", "-0", "%201", "1%00"];

test("no parameter is read as more than its grammar says", async () => {
  const faults: string[] = [];
  let asked = 0;
  for (const { method, path, name, schema } of parameters()) {
    const { type, enum: values, pattern, items } = schema;
    const wrong =
      type === "integer"
        ? wrongNumbers
        : values !== undefined || pattern !== undefined || items !== undefined
          ? ["", "%20", "TRUE", "1e1"]
          : [];
    for (const value of wrong) {
      asked += 1;
      const { status, body } = await asOwner(method, `${path}?${name}=${value}`);
      const named = (body?.errors ?? []).map((each: { pointer: string }) => each.pointer);
      if (status !== 400 || !named.includes(`?${name}`)) {
        faults.push(`${method} ${path}?${name}=${value}: ${status} ${named}`);
      }
    }
  }
  expect(asked).toBeGreaterThan(200);
  expect(faults).toEqual([]);
});

describe("over the network, at the published bounds,", () => {
  let address: string;

  beforeAll(async () => {
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  });

  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${service.owner}` };
    const answer = await fetch(`${address}${path}`, { headers });
    return { status: answer.status, body: (await answer.json()) as { errors?: object[] } };
  };
  const many = (count: number, each: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => each(index));
  const id = () => crypto.randomUUID();

  test("each filter takes 500 values, in either form", async () => {
    for (const name of ["userIds", "solutionIds"]) {
      const path = `${organization}/members?${name}=`;
      expect((await get(path + many(500, id).join(","))).status).toBe(200);
      expect((await get(path + many(500, id).join("%2C"))).status).toBe(200);
      expect((await get(path + many(500, id).join(`&${name}=`))).status).toBe(200);
      expect((await get(path + many(501, id).join(","))).status).toBe(400);
    }
    const emails = many(500, (index) => `somebody-${index}%40users.example.com`).join(",");
    expect((await get(`/v1/users?emails=${emails}`)).status).toBe(200);
  });

  test("a filter takes 20,000 bytes, each percent-encoded, and names more", async () => {
    // 20,000 bytes with the commas between them.
    const addresses = many(80, (index) =>
      `${String(index).padStart(238, "!")}@example.com`.slice(-249),
    );
    const encoded = (all: readonly string[]) =>
      Buffer.from(all.join(",")).toString("hex").replaceAll(/../g, "%$&");
    expect(Buffer.byteLength(addresses.join(","))).toBe(19_999);
    const path = `${organization}/members?emails=`;
    expect((await get(path + encoded(addresses))).status).toBe(200);
    expect(await get(path + encoded([...addresses, "a@b.cd"]))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "?emails", detail: "must be at most 20000 bytes" }] },
    });
  });
});

test("ids in upper case and times in any form of RFC 3339 mean the same", async () => {
  const upper = service.ownerId.toUpperCase();
  const found = await asOwner("GET", `${organization}/members/${upper}`);
  expect(found).toMatchObject({ status: 200, body: { userId: service.ownerId } });
  const listed = await asOwner("GET", `${organization.toLowerCase()}/members?userIds=${upper}`);
  expect(listed.body.items).toHaveLength(1);
  const now = service.clock.now();
  const local = `${new Date(now.getTime() + 5.75 * 3_600_000).toISOString().slice(0, 19)}+05:45`;
  const entry = { level: "INFO", category: "c", message: "m", correlationId: "offset" };
  const sent = { entries: [{ ...entry, occurredAt: local }] };
  expect((await asOwner("POST", `${organization}/logs`, sent)).status).toBe(202);
  const logs = await asOwner("GET", `${organization}/logs?correlationId=offset`);
  expect(logs.body.items[0].occurredAt).toBe(`${now.toISOString().slice(0, 19)}.000Z`);
});
