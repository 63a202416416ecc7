/**
 * Every text, number and time that a request may contain, at the ends of what its schema allows: the answer
 * is a success, or a 400 that names the field, and what is refused appends nothing.
 */
import { createECDH } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projections } from "../../src/service/features.ts";
import { effort } from "../support/effort.ts";
import { patience } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

/** One field, and how a request with a value in it looks. */
interface Field {
  readonly operation: Operation;
  readonly pointer: string;
  readonly schema: Schema;
  readonly ask: (value: unknown) => { readonly path: string; readonly body?: unknown };
}

/** They would end what later requests need. */
const spared = new Set(["SignOut", "EraseMe", "DeleteOrganization", "WatchChanges"]);

/** Well-formed values may be unknown or taken. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  VerifySignIn: ["unauthenticated"],
  PreviewInvite: ["not-found"],
  // This service has no identity provider.
  SignInByIdentityProvider: ["not-found"],
  CompleteSignInByIdentityProvider: ["not-found"],
  AcceptInvite: ["not-found"],
  UnsubscribeFromPush: ["not-found"],
  InviteUser: ["already-a-member"],
  SubscribeToPush: ["limit-reached"],
};

let service: TestService;
let operations: Operation[];
let schemas: Readonly<Record<string, Schema>>;
let known: Readonly<Record<string, string>>;
let made = 0;

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
  const organization = `/v1/organizations/${service.organizationId}`;
  const asOwner = async (path: string, body: object) =>
    (await service.call("POST", path, { token: service.owner, body })).body;
  const invited = await asOwner(`${organization}/members`, {
    email: "invited@example.com",
    firstName: "I",
    lastName: "N",
  });
  const solution = await asOwner(`${organization}/solutions`, { name: "one", title: "One" });
  const token = await asOwner("/v1/users/me/tokens", { name: "one" });
  known = {
    organizationId: service.organizationId,
    userId: invited.userId,
    solutionId: solution.solutionId,
    tokenId: token.tokenId,
    notificationId: crypto.randomUUID(),
    language: "en",
  };
});

afterAll(() => service.stop());

test("no text, number or time at its limits gives a 500, is refused without its name, or appends when refused", async () => {
  const fields = operations.filter(({ operationId }) => !spared.has(operationId)).flatMap(fieldsOf);
  expect(new Set(fields.map(({ pointer }) => pointer)).size).toBeGreaterThan(50);
  const wrong: string[] = [];
  let turn = 0;
  for (const field of fields) {
    for (const value of valuesFor(field.schema)) {
      turn += 1;
      if (turn % effort(isTime(field.schema) ? 3 : 12, 1) !== 0) continue;
      const fault = await faultOf(field, value);
      if (fault !== undefined) wrong.push(fault);
    }
  }
  expect(wrong).toEqual([]);
});

test("no text that a request may contain is without a bound", () => {
  const unbounded = operations
    .flatMap(fieldsOf)
    .filter(({ schema }) => schema.type === "string" && schema.maxLength === undefined)
    .filter(({ schema }) => !isTime(schema))
    .filter(({ schema: { pattern = "" } }) => !/^\^[^*+]*\$$/.test(pattern));
  expect(unbounded.map(({ operation, pointer }) => `${operation.operationId} ${pointer}`)).toEqual(
    [],
  );
});

test("after all this every read model follows", async () => {
  const { services, changeGroup, invitationGroup } = service;
  for (const group of [changeGroup, invitationGroup]) group.start();
  const end = await services.store.lastPosition();
  for (const projection of projections) {
    await services.readModel(projection).waitFor(end, patience);
  }
  const { rows } = await services.pool.query("select name, error from projection_failures");
  expect(rows).toEqual([]);
});

async function faultOf(field: Field, value: unknown): Promise<string | undefined> {
  const { operation, pointer, schema, ask } = field;
  const { path, body } = ask(value);
  const before = await service.services.store.lastPosition();
  const { status, body: answer } = await service.call(operation.method, path, {
    token: service.owner,
    body,
  });
  const after = await service.services.store.lastPosition();
  const asked = `${operation.operationId} ${pointer} ${JSON.stringify(value)?.slice(0, 60)}: ${status} ${answer?.code}`;
  if (status < 300) return isTime(schema) && !isReal(value) ? `${asked}, no such time` : undefined;
  if (after !== before) return `${asked}, but something was appended`;
  if (refusals[operation.operationId]?.includes(answer?.code) === true) return undefined;
  const named = (answer?.errors ?? []).map((error: { pointer: string }) => error.pointer);
  const isNamed = status === 400 && named.some((each: string) => each.startsWith(pointer));
  return isNamed ? undefined : `${asked} at ${named}`;
}

function fieldsOf(operation: Operation): Field[] {
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? "");
  const parameters = (operation.parameters ?? []).filter((each) => each.in === "query");
  const needed = parameters.filter(({ required }) => required === true);
  const body = operation.requestBody?.content["application/json"]?.schema;
  const inQuery = parameters.flatMap(({ name, schema }) =>
    leaves(schema, `?${name}`, (value) => value).map((leaf) => ({
      ...leaf,
      pointer: `?${name}`,
      operation,
      ask: (value: unknown) => {
        const query = new URLSearchParams();
        for (const each of needed) query.set(each.name, String(sample(each)));
        query.set(name, String(leaf.place(value)));
        return { path: `${address}?${query.toString()}` };
      },
    })),
  );
  const inBody = body === undefined ? [] : leaves(body, "", (value) => value);
  return [
    ...inQuery,
    ...inBody.map((leaf) => ({
      ...leaf,
      operation,
      ask: (value: unknown) => ({ path: address, body: leaf.place(value) }),
    })),
  ];
}

interface Leaf {
  readonly schema: Schema;
  readonly pointer: string;
  readonly place: (value: unknown) => unknown;
}

/** The texts and numbers in a schema, with the rest of the request around them. */
function leaves(reference: Schema, pointer: string, place: (value: unknown) => unknown): Leaf[] {
  const schema = resolved(reference);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.flatMap((each) => leaves(each, pointer, place));
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, field]) =>
      leaves(field, `${pointer}/${name}`, (value) =>
        place({ ...(sample({ name: "", schema }) as object), [name]: value }),
      ),
    );
  }
  if (schema.items !== undefined) {
    return leaves(schema.items, `${pointer}/0`, (value) => place([value]));
  }
  if (typeof schema.additionalProperties === "object") {
    const inner = schema.additionalProperties;
    return leaves(inner, `${pointer}/a`, (value) => place({ a: value }));
  }
  const isFree =
    schema.enum === undefined && schema.const === undefined && schema.format !== "uuid";
  const isLeaf = ["string", "number", "integer"].includes(schema.type ?? "");
  return isLeaf && isFree ? [{ schema, pointer, place }] : [];
}

/** A value that passes. */
function sample({ name, schema: reference }: { name: string; schema: Schema }): unknown {
  const schema = resolved(reference);
  made += 1;
  if (name === "email") return `boundary-${made}@example.com`;
  if (name === "endpoint") return `https://push.example.com/${made}`;
  if (name === "p256dh") return deviceKey;
  if (name === "auth") return "A".repeat(22);
  if (name === "code") return "12345678";
  if (name === "html") return "<p>{inviteLink}</p>";
  if (known[name] !== undefined) return known[name];
  if (name === "userIds") return [service.ownerId];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sample({ name, schema: choice });
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.items !== undefined) return [sample({ name, schema: schema.items })];
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      (schema.required ?? []).map((field) => [
        field,
        sample({ name: field, schema: schema.properties?.[field] ?? {} }),
      ]),
    );
  }
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  return isTime(schema) ? "2026-02-01T00:00:00.000Z" : "plausible";
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

const curve = createECDH("prime256v1");
curve.generateKeys();
const deviceKey = curve.getPublicKey("base64url");

const isTime = ({ format, pattern = "" }: Schema): boolean =>
  format === "date-time" || pattern.startsWith("^\\d{4}-");

const unreal = [
  "0000-01-01T00:00:00.000Z",
  "2026-02-29T12:00:00.000Z",
  "2026-03-00T12:00:00.000Z",
  "2026-11-31T12:00:00.000Z",
  "2026-13-01T12:00:00.000Z",
  "2026-03-01T24:00:00.000Z",
  "2026-03-01T25:61:00.000Z",
  "2026-12-31T23:59:60.000Z",
  "2026-03-01T12:00:00.000+24:00",
  "+012026-03-01T12:00:00.000Z",
];
const times = [
  ...unreal,
  "0001-01-01T00:00:00.000Z",
  "1999-12-31T23:59:59.999Z",
  "2000-01-01T00:00:00.000Z",
  "2026-03-01T12:00:00.000Z",
  "2028-02-29T12:00:00.000Z",
  "2199-12-31T23:59:59.999Z",
  "2200-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
];
const isReal = (value: unknown): boolean => !unreal.includes(String(value));

function valuesFor(schema: Schema): readonly unknown[] {
  if (isTime(schema)) return times;
  const { type, minimum = -1, maximum = 1e308, maxLength = 254 } = schema;
  if (type === "integer" || type === "number") {
    const ends = [minimum, minimum - 1, maximum, maximum + 1];
    return [...ends, 0.5, -0, 2 ** 31, 2 ** 53, 1e16, 1e308, "", "1e3", "0x10"];
  }
  return [
    "",
    "a",
    ...["a", "😀", "\u0301", "\ufdfa", '"', "\u0001"].flatMap((character) => [
      character.repeat(maxLength),
      character.repeat(maxLength + 1),
    ]),
    "a\u0000b",
    "a\ud800",
    "\u2028\u202e",
    `${"x".repeat(242)}@example.com`,
    `${"x".repeat(243)}@example.com`,
    `https://example.com/${"😀".repeat(1980)}`,
    `https://example.com/${"x".repeat(1980)}`,
    "https://example.com/\u0000",
  ];
}
