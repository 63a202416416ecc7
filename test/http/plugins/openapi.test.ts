/** The published contract is committed and complete. */
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemTable } from "../../../src/http/kit/problem-table.ts";
import { faultyExamples } from "../../support/examples.ts";
import { startTestService, type TestService } from "../../support/http.ts";

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: object }> };
  readonly responses: Record<string, PublishedResponse>;
}

interface PublishedResponse {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: object;
  readonly headers?: object;
}

let service: TestService;
let document: {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly responses: Record<string, PublishedResponse>;
    readonly headers: Record<string, object>;
    readonly securitySchemes: Record<string, { readonly description?: string }>;
  };
};
let operations: (Operation & { readonly method: string; readonly path: string })[];

beforeAll(async () => {
  // The address that the committed document names.
  service = await startTestService({ environment: { PUBLIC_URL: "http://127.0.0.1:3000" } });
  document = JSON.parse(JSON.stringify(service.app.swagger()));
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
});

afterAll(() => service.stop());

/** The response itself, if it is a reference to a named one. */
function resolved(response: PublishedResponse): PublishedResponse {
  const name = response.$ref?.replace("#/components/responses/", "");
  return name === undefined ? response : (document.components.responses[name] ?? {});
}

test("the committed openapi.json is the one the app publishes; if not, run npm run generate", async () => {
  expect(JSON.parse(await readFile("openapi.json", "utf8"))).toEqual(document);
});

test("the contract is OpenAPI 3.1 with a title and a version", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info.title).toBe("Muster");
  expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/);
});

test("every published operation is a route of the app", () => {
  for (const { method, path } of operations) {
    const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
    const isRoute = service.app.hasRoute({ method: method.toUpperCase(), url });
    expect(isRoute, `${method} ${path}`).toBe(true);
  }
});

test("every operation has examples that fit its schemas; if not, run npm run examples:record", () => {
  expect(Object.fromEntries(faultyExamples(document))).toEqual({});
});

test("every example of an answer shows something: no empty object, no empty list of items", () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object));
  const answers = (operations as Operation[]).flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap(({ content = {} }) =>
      Object.values(content as Record<string, { example?: unknown }>).flatMap(({ example }) =>
        example === undefined ? [] : [{ operationId, example }],
      ),
    ),
  );
  const isEmpty = (value: unknown): boolean =>
    typeof value === "object" && value !== null && Object.keys(value).length === 0;
  const poor = answers.filter(
    ({ example }) => isEmpty(example) || isEmpty((example as { items?: unknown }).items),
  );
  expect(answers.length).toBeGreaterThan(70);
  expect(poor).toEqual([]);
});

test("the event log publishes the header that its media types without an envelope have", () => {
  const carrying = operations.filter(({ responses }) =>
    Object.values(responses).some(
      (response) => "Muster-Next-Position" in (resolved(response).headers ?? {}),
    ),
  );
  expect(carrying.map(({ operationId }) => operationId)).toEqual(["ListEvents"]);
  expect(document.components.headers).toHaveProperty("Muster-Next-Position");
});

test("the cookie's description names every kind of read that is recorded", () => {
  const { description = "" } = document.components.securitySchemes["cookie"] ?? {};
  for (const kind of ["event log", "exports", "role histories", "access reviews"]) {
    expect(description).toContain(kind);
  }
});

test("examples of schemas fit them", () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema(document, "openapi");
  let tried = 0;
  for (const [name, { examples = [] }] of Object.entries<{ examples?: readonly unknown[] }>(
    document.components.schemas,
  )) {
    const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
    for (const example of examples) {
      tried += 1;
      expect(validate(example), `${name}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  }
  expect(tried).toBeGreaterThan(10);
});

/** Every schema in a part of the document, also those that it refers to. */
function schemasIn(part: unknown, at: string): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  const visit = (each: unknown, path: string): void => {
    if (typeof each !== "object" || each === null || found.has(path)) return;
    found.set(path, each as Record<string, unknown>);
    const { $ref } = each as { readonly $ref?: string };
    if ($ref !== undefined) {
      const [, kind = "", name = ""] = /^#\/components\/(\w+)\/(\w+)$/.exec($ref) ?? [];
      const parts = document.components[kind as "schemas"];
      expect(parts, $ref).toHaveProperty(name);
      return visit(parts[name], name);
    }
    for (const [key, inner] of Object.entries(each)) {
      if (!/^(?:examples?|headers)$/.test(key)) visit(inner, `${path}/${key}`);
    }
  };
  visit(part, at);
  return found;
}

const answers = () =>
  schemasIn(
    operations.map(({ responses }) => responses),
    "answers",
  );
const requests = () =>
  schemasIn(
    operations.map(({ requestBody, parameters = [] }) => [requestBody, parameters]),
    "requests",
  );

test("answers are open, so that they may grow", () => {
  const closed = [...answers()].filter(
    ([, schema]) =>
      schema["additionalProperties"] === false || schema["unevaluatedProperties"] === false,
  );
  expect(closed.map(([at]) => at)).toEqual([]);
});

test("requests are closed: an object has no fields but the named ones, or says that its keys are free", () => {
  const objects = [...requests()].filter(([, { type }]) => type === "object");
  expect(objects.length).toBeGreaterThan(30);
  const open = objects.filter(([, schema]) => !("additionalProperties" in schema));
  expect(open.map(([at]) => at)).toEqual([]);
});

/** What they list is complete by the model: a value more would be another contract. */
const complete = new Set([
  "OWNER,ADMIN,CREATOR,USER",
  "OWNER,ADMIN,EDITOR,USER,DENY",
  "INVITED,ACTIVE,DISABLED",
  "SENT,FAILED,PENDING,ACCEPTED,EXPIRED,REVOKED",
  "SCHEDULED,SENDING,SENT,CANCELLED",
  "ACTIVE,LEASE_LAPSED,EXPIRED,DELETED",
  "ORG,SLN,USR",
  "ORGANIZATION,SOLUTION",
  "JOINED,LEFT,CHANGED",
  "ERROR,WARNING,INFO,DEBUG",
  "management,account",
  "light,dark,system",
  "ok,failing",
  // One value, which the sentence around it makes certain.
  "true",
  "1.0",
  "ASKED",
]);

test("a list of values in an answer will grow and says so, or is known to be complete", () => {
  const closed = [...answers()].flatMap(([at, schema]) => {
    const values = schema["enum"] ?? ("const" in schema ? [schema["const"]] : []);
    const list = (values as unknown[]).join();
    return list === "" || complete.has(list) ? [] : [`${at}: ${list}`];
  });
  expect(closed, "make it growing(...), or list it here").toEqual([]);
  const growing = [...answers().values()].flatMap(
    (schema) => (schema["x-extensible-enum"] as string[] | undefined)?.[0] ?? [],
  );
  expect(growing).toEqual(
    expect.arrayContaining(["INVITED", "SESSION", "invalid-input", "Ed25519"]),
  );
});

test("a list of values, such as the roles, is written out once and has a name elsewhere", () => {
  const places = new Map<string, string[]>();
  const visit = (part: unknown, at: string): void => {
    if (typeof part !== "object" || part === null) return;
    if ("enum" in part && Array.isArray(part.enum) && /^[A-Z]{2}/.test(String(part.enum[0]))) {
      const values = part.enum.join();
      places.set(values, [...(places.get(values) ?? []), at]);
    }
    for (const [key, each] of Object.entries(part)) visit(each, `${at}/${key}`);
  };
  visit(document.paths, "paths");
  visit(document.components.schemas, "schemas");
  const repeated = [...places].filter(([values, at]) => values.includes(",") && at.length > 1);
  expect(repeated, 'give the zod schema .meta({ id: "..." })').toEqual([]);
  const named = Object.entries(document.components.schemas).filter(([, each]) => "enum" in each);
  expect(named.length).toBeGreaterThan(5);
});

test("a code of a problem is any text, and the known ones are listed", () => {
  expect(document.components.schemas["ProblemCode"]).toEqual(
    expect.objectContaining({ type: "string", "x-extensible-enum": Object.keys(problemTable) }),
  );
  expect(document.components.schemas["ProblemCode"]).not.toHaveProperty("enum");
});

describe("every operation", () => {
  test("has a tag that is described, and says how it refuses", () => {
    const tags = document.tags.map(({ name }) => name);
    for (const { operationId, tags: [tag] = [], responses } of operations) {
      expect(tags, `${operationId}: describe its tag in openapi.ts`).toContain(tag);
      expect(Object.keys(responses).filter((each) => each.startsWith("4"))).not.toEqual([]);
    }
    for (const { name, description } of document.tags) {
      expect(description, name).toMatch(/\.$/);
      expect(
        operations.some((each) => each.tags?.[0] === name),
        `${name} is used`,
      ).toBe(true);
    }
  });

  test("has a unique id, a summary and a tag", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, summary, tags, method, path } of operations) {
      const at = `${method} ${path}`;
      expect(operationId, at).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(summary, at).toMatch(/^[A-Z].+[.?]/);
      expect(tags, at).toHaveLength(1);
    }
  });

  test("that changes something says that a 503 leaves it open, and takes a key for the repeat", () => {
    for (const { method, path, responses, parameters = [] } of operations) {
      if (method === "get") continue;
      const at = `${method} ${path}`;
      expect(responses["503"], at).toEqual({ $ref: "#/components/responses/Unavailable" });
      expect(parameters, at).toContainEqual(expect.objectContaining({ name: "Idempotency-Key" }));
    }
    const { description } = document.components.responses["Unavailable"] ?? {};
    expect(description).toContain("Repeat the request with the same Idempotency-Key");
  });

  test("declares the parameters of its path and repeats none", () => {
    for (const { path, method, parameters = [] } of operations) {
      const inPath = parameters.filter((each) => each.in === "path").map(({ name }) => name);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      expect(inPath.toSorted(), `${method} ${path}`).toEqual(named.toSorted());
      const all = parameters.map((each) => `${each.in} ${each.name.toLowerCase()}`);
      expect(new Set(all).size, `${method} ${path}`).toBe(all.length);
    }
  });

  test("declares a success and problems, each with its content", () => {
    for (const { path, method, responses } of operations) {
      const statuses = Object.keys(responses);
      expect(
        statuses.some((status) => /^(2\d\d|302)$/.test(status)),
        `${method} ${path}`,
      ).toBe(true);
      expect(responses.default?.content).toHaveProperty("application/problem+json");
      for (const [status, response] of Object.entries(responses)) {
        const { description, content } = resolved(response);
        expect(description, `${method} ${path} ${status}`).toBeTypeOf("string");
        if (["204", "302", "304"].includes(status)) expect(content).toBeUndefined();
        else expect(content, `${method} ${path} ${status}`).toBeDefined();
      }
    }
  });

  test("requires a credential, except for the few public ones", () => {
    const isPublic = operations.filter(({ security }) => security?.length === 0);
    expect(isPublic.map(({ operationId = "" }) => operationId).toSorted()).toEqual([
      "AcceptInvite",
      "CompleteSignInByIdentityProvider",
      "GetLiveness",
      "GetPushKey",
      "GetReadiness",
      "GetSignInOptions",
      "GetVersion",
      "ListKeys",
      "PreviewInvite",
      "SignIn",
      "SignInByIdentityProvider",
      "SignUp",
      "VerifySignIn",
    ]);
    for (const { security, operationId } of operations) {
      if (security?.length === 0) continue;
      expect(security, operationId).toEqual([{ bearer: [] }, { cookie: [] }]);
    }
  });

  test("refuses a request without a credential before all else, unless it is public", async () => {
    for (const { security, method, path } of operations) {
      if (security?.length === 0) continue;
      const url = path.replaceAll(/\{\w+\}/g, crypto.randomUUID());
      const answer = await service.call(method.toUpperCase(), url, { headers: { "x-junk": "1" } });
      expect(answer, `${method} ${path}`).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
    }
  });
});

test("every reference has a target, and every named schema and response is used", () => {
  const text = JSON.stringify(document);
  const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = ""]) => to));
  const { schemas, responses, headers } = document.components;
  const named = Object.entries({ schemas, responses, headers }).flatMap(([kind, parts]) =>
    Object.keys(parts).map((name) => `#/components/${kind}/${name}`),
  );
  expect([...references].toSorted()).toEqual(named.toSorted());
});

test("every input is bounded", () => {
  const unbounded: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, maxLength, maxItems, pattern, ...fixed } = schema as Record<string, unknown>;
    const isFixed = "enum" in fixed || "const" in fixed;
    const isOpenText =
      type === "string" && maxLength === undefined && pattern === undefined && !isFixed;
    if (isOpenText || (type === "array" && maxItems === undefined)) unbounded.push(path);
    for (const [key, value] of Object.entries(schema)) visit(value, `${path}/${key}`);
  };
  const withBody = operations.filter(({ requestBody }) => requestBody !== undefined);
  expect(withBody.length).toBeGreaterThan(10);
  for (const { path, method, requestBody } of withBody) {
    const { schema } = requestBody?.content["application/json"] ?? {};
    const { $ref = "" } = schema as { readonly $ref?: string };
    visit(document.components.schemas[$ref.split("/").at(-1) ?? ""] ?? schema, `${method} ${path}`);
  }
  expect(unbounded).toEqual([]);
});
