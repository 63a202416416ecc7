/** The typed client against a real service on a real port: types, problems, lists, positions. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import {
  createMusterClient,
  items,
  MusterProblem,
  type MusterClient,
  pages,
  type Schemas,
  unwrap,
} from "../../clients/typescript/src/index.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { buildApp } from "../../src/http/app.ts";
import { routes } from "../../src/service/features.ts";
import { startTestService, type TestService } from "../support/http.ts";
import { startInstance } from "../support/services.ts";

const membersPath = "/v1/organizations/{organizationId}/members";

let service: TestService;
let baseUrl: string;
let muster: MusterClient;
let params: { readonly path: { readonly organizationId: string } };

beforeAll(async () => {
  service = await startTestService();
  baseUrl = await service.app.listen({ host: "127.0.0.1", port: 0 });
  muster = createMusterClient({ baseUrl, token: service.owner });
  params = { path: { organizationId: service.organizationId } };
});

afterAll(() => service.stop());

function newMember(name: string) {
  return { email: `${name}@example.com`, firstName: name, lastName: "Byron" };
}

describe("a call", () => {
  test("returns data in the published shape, and the response", async () => {
    const body = { ...newMember("ada"), userRole: "CREATOR" as const };
    const { data, error, response } = await muster.POST(membersPath, { params, body });
    expect(error).toBeUndefined();
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(
      `/v1/organizations/${service.organizationId}/members/${data?.userId}`,
    );
    expectTypeOf(data).toEqualTypeOf<Schemas["SingleMember"] | undefined>();
    expect(data).toMatchObject({ userRole: "CREATOR", userStatus: "INVITED" });
  });

  test("returns undefined if the response has no body", async () => {
    const { userId } = await unwrap(
      muster.POST(membersPath, { params, body: newMember("transient") }),
    );
    const removed = muster.DELETE(`${membersPath}/{userId}`, {
      params: { path: { organizationId: service.organizationId, userId } },
    });
    expect(await unwrap(removed)).toBeUndefined();
  });

  test("calls a token function before every request; without a token it sends no credential", async () => {
    const tokens = [service.owner, undefined];
    const client = createMusterClient({ baseUrl, token: async () => tokens.shift() });
    expect(await client.GET("/v1/users/me")).toMatchObject({ data: { userId: service.ownerId } });
    expect(await client.GET("/v1/users/me")).toMatchObject({ error: { code: "unauthenticated" } });
  });
});

describe("a problem", () => {
  test("is returned as the typed error, with the response", async () => {
    const { data, error } = await muster.POST(membersPath, { params, body: newMember("ada") });
    expect(data).toBeUndefined();
    expectTypeOf(error).toEqualTypeOf<Schemas["Problem"] | undefined>();
    expect(error).toMatchObject({ status: 409, code: "already-a-member" });
  });

  test("is thrown by unwrap with code, status, correlation id and errors", async () => {
    const body = { ...newMember("grace"), firstName: "" };
    const headers = { "X-Request-Id": "7f1b3c52-3c0e-4b54-9a2b-5f1b7a0f9f10" };
    const refused = unwrap(muster.POST(membersPath, { params, body, headers }));
    await expect(refused).rejects.toThrow(MusterProblem);
    await expect(refused).rejects.toMatchObject({
      name: "MusterProblem",
      status: 400,
      code: "invalid-input",
      correlationId: headers["X-Request-Id"],
      errors: [{ pointer: "/firstName", detail: expect.any(String) }],
    });
  });

  test("that does not come from Muster, such as a proxy's page, has the code unknown", async () => {
    const client = createMusterClient({
      baseUrl,
      fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    });
    await expect(unwrap(client.GET("/v1/users/me"))).rejects.toMatchObject({
      status: 502,
      code: "unknown",
      message: "The response has status 502 and no problem document.",
      correlationId: undefined,
      errors: [],
    });
  });
});

describe("a list", () => {
  const names = ["ben", "cleo", "dora", "emil", "fay", "gus", "hana"];

  beforeAll(async () => {
    for (const name of names) {
      const body = { ...newMember(name), lastName: "Walker" };
      await unwrap(muster.POST(membersPath, { params, body }));
    }
  });

  test("is read page by page to its end, with its filter", async () => {
    const query = { search: "walker", limit: 3 };
    const found: string[][] = [];
    for await (const page of pages(muster, membersPath, { params: { ...params, query } })) {
      expectTypeOf(page).toEqualTypeOf<readonly Schemas["Member"][]>();
      found.push(page.map(({ firstName = "" }) => firstName));
    }
    expect(found).toEqual([["ben", "cleo", "dora"], ["emil", "fay", "gus"], ["hana"]]);
  });

  test("is read item by item, and no unneeded page is requested", async () => {
    let asked = 0;
    const client = createMusterClient({
      baseUrl,
      token: service.owner,
      fetch(request) {
        asked += 1;
        return fetch(request);
      },
    });
    const query = { search: "walker", limit: 2 };
    const found: (string | undefined)[] = [];
    for await (const { firstName } of items(client, membersPath, {
      params: { ...params, query },
    })) {
      found.push(firstName);
      if (firstName === "dora") break;
    }
    expect(found).toEqual(["ben", "cleo", "dora"]);
    expect(asked).toBe(2);
  });

  test("without parameters needs no request object; an empty list is one empty page", async () => {
    const organizations = await Array.fromAsync(items(muster, "/v1/organizations"));
    expect(organizations.map(({ name }) => name)).toEqual(["First organization"]);
    expect(await Array.fromAsync(pages(muster, "/v1/users/me/tokens"))).toEqual([[]]);
  });

  test("throws the problem if a page is refused", async () => {
    const path = { organizationId: crypto.randomUUID() };
    const walk = Array.fromAsync(items(muster, membersPath, { params: { path } }));
    await expect(walk).rejects.toMatchObject({ status: 404, code: "not-found" });
  });
});

describe("reading one's own writes", () => {
  test("works across instances: one instance shows what another one wrote", async () => {
    const second = await startInstance(service.database, { clock: service.clock });
    const other = await buildApp(second.services, {
      routes,
      groups: [second.group],
      changes: second.changes,
      config: loadConfig({}),
    });
    const otherUrl = await other.listen({ host: "127.0.0.1", port: 0 });
    try {
      const client = createMusterClient({
        baseUrl,
        token: service.owner,
        fetch: (request) =>
          fetch(request.method === "GET" ? request.url.replace(baseUrl, otherUrl) : request, {
            headers: request.headers,
          }),
      });
      for (let index = 0; index < 10; index += 1) {
        const body = newMember(`elsewhere-${index}`);
        const { userId } = await unwrap(client.POST(membersPath, { params, body }));
        const path = { ...params.path, userId };
        const read = await client.GET(`${membersPath}/{userId}`, { params: { path } });
        expect(read.data?.email).toBe(body.email);
      }
    } finally {
      await other.close();
      await second.stop();
    }
  });

  test("reads wait for the highest position returned so far, and for none before the first", async () => {
    const positions = ["7", "12", "9", undefined, "no position"];
    const asked: (string | null)[] = [];
    const client = createMusterClient({
      baseUrl,
      async fetch({ method, headers }) {
        if (method === "GET") asked.push(headers.get("Muster-Min-Position"));
        const position = method === "GET" ? undefined : positions.shift();
        return Response.json({}, { headers: position ? { "Muster-Position": position } : {} });
      },
    });
    await client.GET("/v1/users/me");
    while (positions.length > 0) {
      await client.POST("/v1/organizations", { body: { name: "Works" } });
      await client.GET("/v1/users/me");
    }
    expect(asked).toEqual([null, "7", "12", "12", "12", "12"]);
  });
});
