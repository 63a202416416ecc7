/** Hostile values in every parameter and field of every operation must not cause a 500. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../support/http.ts";
import { effort } from "../support/effort.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

const texts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u202e\u0085\ufeff",
  "👩‍👩‍👧",
  "'; drop table members; --",
  "%_\\%",
  "../../etc/passwd",
  "1e999",
  "-1",
  "9".repeat(40),
  "0x10",
  "NaN",
  "null",
  ",",
  ",,,",
  "[]",
  "{}",
  "x".repeat(5000),
  "00000000-0000-0000-0000-000000000000",
  "2026-13-45T99:99:99.000Z",
  "jct-AAAA",
];
const values: readonly unknown[] = [
  ...texts,
  "a\ud800b",
  null,
  true,
  0,
  -1,
  1e308,
  [],
  [null],
  [[]],
  [{}],
  {},
  { a: { b: null } },
  Array.from({ length: 1000 }, () => "x"),
];

let service: TestService;
let operations: Operation[];
let schemas: Readonly<Record<string, Schema>>;

beforeAll(async () => {
  service = await startTestService();
  const document = JSON.parse(JSON.stringify(service.app.swagger())) as {
    paths: Record<string, Record<string, Omit<Operation, "method" | "path">>>;
    components: { schemas: Record<string, Schema> };
  };
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
});

afterAll(() => service.stop());

/** Signing out would end the session of all later requests. */
const isSparing = ({ operationId }: Operation): boolean => operationId !== "SignOut";

function addressOf({ path }: Operation): string {
  return path
    .replace("{organizationId}", service.organizationId)
    .replace("{userId}", service.ownerId)
    .replaceAll(/\{\w+\}/g, crypto.randomUUID());
}

async function isNoFault(operation: Operation, path: string, body?: unknown, headers = {}) {
  const { method, operationId } = operation;
  const answer = await service.call(method, path, { token: service.owner, body, headers });
  const asked = `${operationId} ${path.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)}`;
  expect(answer.status, asked).toBeLessThan(500);
  if (answer.status >= 400) expect(answer.headers["content-type"], asked).toMatch(/problem\+json/);
  return answer;
}

let turn = 0;

/** All values, or in turn the first, second or third of every three. */
function some<T>(all: readonly T[]): readonly T[] {
  turn += 1;
  const step = effort(3, 1);
  return all.filter((_, index) => (index + turn) % step === 0);
}

describe("hostile values cause no 500 in", () => {
  test("any query parameter", async () => {
    let tried = 0;
    for (const operation of operations.filter(isSparing)) {
      const names = (operation.parameters ?? []).filter((each) => each.in === "query");
      for (const { name } of names) {
        for (const text of some(texts)) {
          const path = `${addressOf(operation)}?${name}=${encodeURIComponent(text)}`;
          await isNoFault(operation, path);
          tried += 1;
        }
        await isNoFault(operation, `${addressOf(operation)}?${name}=1&${name}=2`);
        await isNoFault(operation, `${addressOf(operation)}?${name}[a]=1`);
        await isNoFault(operation, `${addressOf(operation)}?${name}=%E0%A4%A`);
      }
    }
    expect(tried).toBeGreaterThan(effort(150, 500));
  });

  test("any part of an address", async () => {
    for (const operation of operations.filter(isSparing)) {
      for (const [parameter] of operation.path.matchAll(/\{\w+\}/g)) {
        for (const text of some(texts)) {
          const path = addressOf({
            ...operation,
            path: operation.path.replace(parameter, encodeURIComponent(text)),
          });
          const { status } = await isNoFault(operation, path);
          // The address is of no resource, so the request must not have done anything.
          expect(status, path).toBeGreaterThanOrEqual(400);
        }
      }
    }
  });

  test("any field of a body", async () => {
    let tried = 0;
    for (const operation of operations.filter(isSparing)) {
      const schema = operation.requestBody?.content["application/json"]?.schema;
      if (schema === undefined) continue;
      for (const value of some(values)) {
        await isNoFault(operation, addressOf(operation), value);
        for (const body of bodiesWith(resolved(schema), value)) {
          await isNoFault(operation, addressOf(operation), body);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(effort(150, 500));
  });

  test("odd values in addresses, cookies and bodies", async () => {
    const organization = `/v1/organizations/${service.organizationId}`;
    const odd = [
      "%00",
      "%FF",
      "%ED%A0%80",
      "'",
      "\\",
      "%25",
      "_",
      "a".repeat(300),
      "%F0%9F%98%80",
      "null",
      ",",
      "",
    ];
    const bad: string[] = [];
    for (const value of odd) {
      for (const path of [
        `/v1/users?search=${value}`,
        `/v1/users?emails=${value}`,
        `/v1/users?userIds=${value}`,
        `/v1/users?limit=${value}`,
        `/v1/users?continuationToken=${value}`,
        `/v1/users/${value}`,
        `/v1/users/me/solutions?continuationToken=jct-${value}`,
        `${organization}/invite-templates/${value}`,
        `${organization}/invite-templates?continuationToken=jct-${value}`,
        `${organization}?expandSettings=${value}`,
      ]) {
        const answer = await service.app.inject({
          method: "GET",
          url: path,
          headers: { authorization: `Bearer ${service.owner}` },
        });
        if (answer.statusCode >= 500) bad.push(`${path} ${answer.statusCode}`);
      }
      for (const headers of [
        { cookie: `muster_session=${value}` },
        { cookie: `muster_session=x; muster_session=${value}`, origin: "null" },
        { authorization: `Bearer a.${value}.c` },
      ]) {
        const answer = await service.app.inject({ method: "GET", url: "/v1/session", headers });
        if (answer.statusCode !== 401) bad.push(`${JSON.stringify(headers)} ${answer.statusCode}`);
      }
    }
    for (const body of [
      null,
      [],
      "x",
      1,
      { members: null },
      { members: {} },
      { members: [null, 1, "x", []] },
    ]) {
      const answer = await service.app.inject({
        method: "POST",
        url: `${organization}/members/batch`,
        headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
        payload: JSON.stringify(body),
      });
      if (answer.statusCode >= 500) bad.push(`${JSON.stringify(body)} ${answer.statusCode}`);
    }
    for (const language of ["EN", "e1", "zz", "en-GB", "__proto__"]) {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const answer = await service.app.inject({
          method: method as "GET",
          url: `${organization}/invite-templates/${language}`,
          headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
          ...(method === "PUT" && { payload: JSON.stringify({ subject: "s", html: "h" }) }),
        });
        if (answer.statusCode >= 500) bad.push(`${method} ${language} ${answer.statusCode}`);
      }
    }
    expect(bad).toEqual([]);
  });

  test("any header that the service reads", async () => {
    const hostile = texts.filter((text) => /^[\x20-\x7e]*$/.test(text));
    const headers = ["If-Match", "Idempotency-Key", "Muster-Min-Position", "X-Request-Id"];
    const other = ["traceparent", "Accept", "Origin", "If-None-Match", "X-HTTP-Method-Override"];
    for (const operation of operations) {
      if (!["GetMe", "ChangeProfile", "CreateToken"].includes(operation.operationId)) continue;
      for (const header of [...headers, ...other]) {
        for (const text of hostile) {
          // The service would wait for a position far ahead.
          if (header === "Muster-Min-Position" && /^\d+$/.test(text)) continue;
          const body = operation.method === "GET" ? undefined : {};
          await isNoFault(operation, operation.path, body, { [header]: text });
        }
      }
    }
  });
});

test("after all this the organization is unchanged and can be read", async () => {
  const organization = `/v1/organizations/${service.organizationId}`;
  const path = `${organization}/members?userIds=${service.ownerId}`;
  const answer = await service.call("GET", path, { token: service.owner });
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.body.items).toMatchObject([{ userRole: "OWNER", userStatus: "ACTIVE" }]);
  expect((await service.call("GET", "/health/ready")).status).toBe(200);
});

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** A plausible body for each field of the schema, nested ones too, with the value in that field. */
function bodiesWith(schema: Schema, value: unknown): object[] {
  const { properties = {} } = schema;
  const plausible = sampleOf(schema) as object;
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = resolved(field.items ?? field);
    const within = inner.properties === undefined ? [] : bodiesWith(inner, value);
    return [
      { ...plausible, [name]: value },
      ...within.map((each) => ({ ...plausible, [name]: field.items ? [each] : each })),
    ];
  });
}

let people = 0;

/** Values that pass the first check. */
function sampleOf({ properties = {} }: Schema): unknown {
  people += 1;
  const known: Readonly<Record<string, unknown>> = {
    email: `hostile-${people}@example.com`,
    firstName: "Hostile",
    lastName: "Input",
    name: "plausible",
    title: "Plausible",
    token: "nonsense",
    solutionId: crypto.randomUUID(),
    organizationId: service.organizationId,
  };
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in properties));
}
