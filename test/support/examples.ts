/**
 * The examples of the published contract, src/http/plugins/examples.json: what a caller sends and gets in the
 * test of permissions. `npm run examples:record` replaces them all.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Operation as Published } from "./published-schemas.ts";
import type { Answer } from "./http.ts";

export const isRecording = process.env["RECORD_EXAMPLES"] === "1";

interface Example {
  readonly parameters?: Record<string, string | number>;
  readonly request?: unknown;
  readonly answer?: unknown;
  readonly mediaType?: string | undefined;
}

interface Media {
  readonly schema: object;
  readonly example?: unknown;
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema: object;
    readonly example?: unknown;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, Media> };
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, Media> }>>;
}

/** @returns what is missing or does not fit its schema, by operation */
export function faultyExamples(document: object): Map<string, string> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, "openapi");
  const inDocument = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/'));
  const faults = new Map<string, string>();
  const { paths } = document as { paths: Record<string, Record<string, DocumentedOperation>> };
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const check = (what: string, { schema, example }: Media): void => {
      if (example === undefined) faults.set(operation.operationId, `${what} has no example`);
      else if (!ajv.validate(inDocument(schema), example)) {
        faults.set(operation.operationId, `${what}: ${ajv.errorsText()}`);
      }
    };
    const { parameters = [], requestBody, responses } = operation;
    for (const each of parameters)
      if (each.in === "path" || each.example !== undefined)
        check(`the parameter ${each.name}`, each);
    const body = requestBody?.content["application/json"];
    if (body && (requestBody?.required === true || body.example !== undefined))
      check("the body", body);
    for (const [status, { content }] of Object.entries(responses)) {
      if (!status.startsWith("2") || content === undefined) continue;
      const shown = Object.values(content);
      const medium = shown.find(({ example }) => example !== undefined) ?? shown[0];
      if (medium) check(`the answer ${status}`, medium);
    }
  }
  return faults;
}

/** Collects the first success of each operation. */
export function exampleRecorder(document: object, usual: readonly string[]) {
  const file = "src/http/plugins/examples.json";
  const recorded = new Map<string, Example>();
  return {
    add(
      { operationId, path: template }: Pick<Published, "operationId" | "path">,
      asked: { readonly path: string; readonly body?: unknown },
      { status, headers, body }: Answer,
    ): void {
      if (!isRecording || recorded.has(operationId) || status >= 300) return;
      const [path = "", query] = asked.path.split("?");
      const names = template.split("/");
      const inPath = path.split("/").flatMap((step, at) => {
        const [, name] = /^\{(\w+)\}$/.exec(names[at] ?? "") ?? [];
        return name === undefined ? [] : [[name, step] as const];
      });
      const inQuery = [...new URLSearchParams(query)].map(
        ([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value] as const,
      );
      const parameters = Object.fromEntries([...inPath, ...inQuery]);
      const mediaType = headers["content-type"]?.split(";")[0];
      const isJson = mediaType === "application/json";
      const example: Example = {
        ...(Object.keys(parameters).length > 0 && { parameters }),
        ...(asked.body !== undefined && { request: asked.body }),
        ...(status !== 204 && body !== undefined && { answer: short(body) }),
        ...(status !== 204 && !isJson && { mediaType }),
      };
      recorded.set(operationId, readable(example, usual));
    },
    write(): void {
      const known = JSON.parse(readFileSync(file, "utf8")) as Record<string, Example>;
      const { paths } = document as { paths: Record<string, Record<string, Published>> };
      const ids = Object.values(paths).flatMap((path) =>
        Object.values(path).map(({ operationId }) => operationId),
      );
      const lines = ids.toSorted().flatMap((operationId) => {
        const example = recorded.get(operationId) ?? known[operationId];
        return example ? `${JSON.stringify(operationId)}: ${JSON.stringify(example)}` : [];
      });
      writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
    },
  };
}

/** Two items of a list are enough, with the people whom they name, and seven lines of a text that is no page. */
function short(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("<")) return value;
  if (typeof value === "string") return value.split(/(?<=\n)/, 7).join("");
  if (Array.isArray(value)) return value.slice(0, 2).map(short);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, short(each)]));
  if (!Array.isArray(inner["items"]) || !("count" in inner)) return inner;
  inner["count"] = inner["items"].length;
  const { people } = inner;
  if (typeof people === "object" && people !== null) {
    const shown = JSON.stringify(inner["items"]);
    inner["people"] = Object.fromEntries(
      Object.entries(people).filter(([userId]) => shown.includes(userId)),
    );
  }
  return inner;
}

/** Replaces random ids and secrets. */
function readable(example: Example, usual: readonly string[]): Example {
  const ids = [...usual];
  const text = JSON.stringify(example)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (/^[0-]+$/.test(id)) return id;
      if (!ids.includes(id)) ids.push(id);
      return `01980000-0000-7000-8000-${String(ids.indexOf(id) + 1).padStart(12, "0")}`;
    })
    .replaceAll(/(mst_[a-z]+_)\w+/g, "$1EXAMPLE")
    .replaceAll(/jct-[\w-]+/g, "jct-EXAMPLE")
    .replaceAll(/"code":"\d{8}"/g, '"code":"12345678"');
  return JSON.parse(text) as Example;
}
