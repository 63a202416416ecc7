/** Checks answers only against the published OpenAPI document. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** As in the document, with `{name}` for a parameter. */
  readonly path: string;
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, Response>>;
  /** Of the addresses. A literal path comes before a parameter in the document, and ids never look like words. */
  readonly pattern: RegExp;
}

export interface PublishedSchemas {
  readonly operations: readonly Operation[];
  /** @throws if the document does not allow the answer */
  check(
    method: string,
    path: string,
    answer: {
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: unknown;
    },
  ): void;
}

export function publishedSchemas(document: object): PublishedSchemas {
  // It is no schema itself, and to compare all of it with the one of schemas takes longer than most tests.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  ajv.addSchema(closed(document) as object, "openapi");
  const operations = operationsIn(document);
  const compiled = new Map<string, ValidateFunction>();

  return {
    operations,
    check(method, path, { status, headers, body }) {
      const contentType = (headers["content-type"] ?? "").split(";")[0] ?? "";
      const operation = operations.find(
        (each) => each.method === method && each.pattern.test(path),
      );
      if (operation === undefined) {
        if (status !== 404) throw new Error(`${method} ${path} is not published`);
        return;
      }
      const isProblem = contentType === "application/problem+json";
      const published = isProblem ? "default" : String(status);
      const response = operation.responses[published];
      if (response === undefined) {
        throw new Error(`${operation.operationId} does not publish the status ${status}`);
      }
      if (status === 204 || status === 302 || status === 304) return;
      const pointer = ["paths", operation.path, method.toLowerCase(), "responses", published]
        .concat(["content", contentType, "schema"])
        .map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"));
      const reference = `openapi#/${pointer.map(encodeURIComponent).join("/")}`;
      let validate = compiled.get(reference);
      if (validate === undefined) {
        validate = ajv.compile({ $ref: reference });
        compiled.set(reference, validate);
      }
      if (!validate(body)) {
        const faults = ajv.errorsText(validate.errors, { separator: "\n" });
        throw new Error(
          `${operation.operationId} answered ${status} against its schema:\n${faults}\n${JSON.stringify(body)}`,
        );
      }
    },
  };
}

/** The document, with objects that allow no other fields: clients ignore those, tests must not. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, each]) => [key, closed(each)]));
  const isObject = inner["type"] === "object" && "properties" in inner;
  return isObject ? { additionalProperties: false, ...inner } : inner;
}

function operationsIn(document: object): Operation[] {
  const { paths } = document as {
    paths: Record<string, Record<string, Omit<Operation, "method" | "path" | "pattern">>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
      pattern: patternOf(path),
    })),
  );
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}
