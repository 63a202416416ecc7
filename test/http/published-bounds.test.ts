/** What the published contract allows, no other layer refuses: bodies and queries at their bounds fit. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { serverOptions } from "../../src/http/plugins/raw-requests.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    in: string;
    name: string;
    description?: string;
    schema: Schema;
  }[];
  readonly requestBody?: {
    readonly description?: string;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

const document = JSON.parse(
  readFileSync(new URL("../../openapi.json", import.meta.url), "utf8"),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** What a character beyond the basic plane takes: in JSON two escapes, in a query four percent-encoded bytes. */
const longestCharacter = 12;

/** Of a text that a pattern bounds. */
const patternLength = 60;

/** Ids and texts with a pattern are ASCII. */
function textBytes({ format, maxLength, pattern = "" }: Schema): number {
  if (format === "uuid") return 36;
  if (maxLength !== undefined) return (pattern === "" ? longestCharacter : 1) * maxLength;
  const isBounded = !/[*+]|,\}/.test(pattern.replaceAll(/\\.|\[[^\]]*\]/g, "x"));
  if (isBounded && pattern !== "") return patternLength;
  throw new Error(`a text without a bound: ${pattern}`);
}

/** The most bytes of a body's value. */
function bytesOf(given: Schema): number {
  const schema = resolved(given);
  const { anyOf, oneOf, properties, items, additionalProperties, propertyNames } = schema;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return Math.max(...values.map((each) => JSON.stringify(each).length));
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return Math.max(...choices.map(bytesOf));
  if (properties !== undefined) {
    const fields = Object.entries(properties);
    return fields.reduce((sum, [name, each]) => sum + name.length + 4 + bytesOf(each), 2);
  }
  if (items !== undefined) return 2 + (schema.maxItems ?? Infinity) * (bytesOf(items) + 1);
  if (typeof additionalProperties === "object" && propertyNames !== undefined) {
    const entry = bytesOf(propertyNames) + bytesOf(additionalProperties) + 2;
    return 2 + (schema.maxProperties ?? Infinity) * entry;
  }
  if (schema.type === "string") return 2 + textBytes(schema);
  return 25;
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}

const takenBy = ({ requestBody }: Operation): number =>
  Number(/^At most (\d+) bytes\.$/.exec(requestBody?.description ?? "")?.[1]);

const jsonOf = ({ requestBody }: Operation): Schema | undefined =>
  requestBody?.content["application/json"]?.schema;

/** Their lists and settings are bounded by the bytes of the whole body, which the contract names. */
const boundAsAWhole: ReadonlySet<string> = new Set([
  "InviteMany",
  "SendLogs",
  "ReplaceUserSettings",
  "ChangeSolutionSettings",
  "ReplaceCustomSettings",
]);

describe("a body", () => {
  const withBody = operations.filter((each) => jsonOf(each) !== undefined);

  test("says in the contract how many bytes it may have", () => {
    expect(withBody.length).toBeGreaterThan(25);
    for (const each of withBody) expect(takenBy(each)).toBeGreaterThanOrEqual(65_536);
  });

  test.each(withBody.filter(({ operationId }) => !boundAsAWhole.has(operationId)))(
    "of $operationId may have each field at its bound, each character as escapes",
    (operation) => {
      expect(bytesOf(jsonOf(operation) ?? {})).toBeLessThanOrEqual(takenBy(operation));
    },
  );

  test.each([
    ["InviteMany", "members"],
    ["SendLogs", "entries"],
  ])("of %s may have one item of %s with each field at its bound", (id, name) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (operation === undefined) throw new Error(`${id} is not published`);
    const { items = {} } = resolved(jsonOf(operation) ?? {}).properties?.[name] ?? {};
    expect(bytesOf(items)).toBeGreaterThan(1000);
    expect(bytesOf(items) + 100).toBeLessThanOrEqual(takenBy(operation));
  });
});

describe("an address", () => {
  /** Of the address; the rest is for headers. */
  const most = serverOptions.maxHeaderSize - 16 * 1024;

  const valueBytes = (schema: Schema): number => {
    if (schema.enum !== undefined)
      return Math.max(...schema.enum.map((each) => String(each).length));
    return schema.type === "string" ? textBytes(schema) : 25;
  };
  const queryBytes = (name: string, description: string, given: Schema): number => {
    const { items, maxItems = Infinity } = given;
    if (items === undefined) return name.length + 2 + valueBytes(resolved(given));
    const together = Number(/at most (\d+) bytes together/.exec(description)?.[1]);
    const values = Math.min(maxItems * valueBytes(resolved(items)), 3 * together);
    return maxItems * (name.length + 2) + values;
  };

  test.each(
    operations.filter(({ parameters = [] }) => parameters.some((each) => each.in === "query")),
  )(
    "of $operationId may have each parameter at its bound, percent-encoded",
    ({ parameters = [] }) => {
      for (const each of parameters.filter((parameter) => parameter.in === "query")) {
        const { name, description = "", schema } = each;
        expect([name, queryBytes(name, description, schema) <= most - 200]).toEqual([name, true]);
      }
    },
  );
});
