/** What the published contract says of every operation alike, beside what the routes declare. */
import { STATUS_CODES } from "node:http";

interface Operation {
  operationId?: string;
  parameters?: object[];
  security?: object[];
  requestBody?: { required?: boolean; content?: Record<string, object> };
  responses?: Record<string, { description?: string; headers?: object; content?: object }>;
}
export type Document = Record<string, unknown> & {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, object> };
};

const header = (name: string, description: string, schema: object = { type: "string" }) => ({
  in: "header",
  name,
  description,
  required: false,
  schema,
});

const unsafeParameters = [
  header("Idempotency-Key", "A repeat under the same key gets the first answer again (24 hours).", {
    type: "string",
    maxLength: 200,
  }),
  header("If-Match", "The ETag that the resource must still have."),
];
const readParameters = [
  header("Muster-Min-Position", "Waits (at most 5 s) until this position is visible."),
];
const answerHeader = (description: string) => ({ schema: { type: "string" }, description });

const answerHeaders = {
  "X-Request-Id": answerHeader("Ties request, log and events together."),
  RateLimit: answerHeader("How many more requests (`r`) are allowed for so many seconds (`t`)."),
  "RateLimit-Policy": answerHeader("The limit: so many requests (`q`) in so many seconds (`w`)."),
};
const resourceHeaders = {
  ...answerHeaders,
  ETag: answerHeader("The revision, where the answer is a single resource; for If-Match."),
};
const commandHeaders = {
  ...resourceHeaders,
  "Muster-Position": answerHeader("Where the change stands in the log; for Muster-Min-Position."),
  "Idempotency-Replayed": answerHeader("`true` where this is the first answer, given again."),
};
const problemHeaders = {
  ...answerHeaders,
  "Retry-After": answerHeader("With 429 and 503: seconds."),
  "WWW-Authenticate": answerHeader("With 401."),
};

const unsafe = new Set(["post", "put", "patch", "delete"]);

/**
 * Adds what holds for every operation: headers, and the problem that any of them may answer.
 * @param withOptionalBody ids of the operations whose body may be left out
 */
export function completed(document: Document, withOptionalBody: ReadonlySet<string>): Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(path)) {
      const isUnsafe = unsafe.has(method);
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(isUnsafe ? unsafeParameters : readParameters),
      ];
      if (operation.requestBody && withOptionalBody.has(operation.operationId ?? "")) {
        operation.requestBody.required = false;
      }
      const { content } = operation.requestBody ?? {};
      if (content?.["text/csv"]) content["text/csv"] = { schema: { type: "string" } };
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        response.description = STATUS_CODES[status] ?? status;
        response.headers = {
          ...(isUnsafe ? commandHeaders : resourceHeaders),
          ...(status === "201" && { Location: answerHeader("Where the new resource is.") }),
        };
        if (status === "204") delete response.content;
      }
      Object.assign((operation.responses ??= {}), {
        default: {
          description: "A problem (RFC 9457); `code` tells which.",
          headers: problemHeaders,
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
      });
    }
  }
  return withoutUnused(document);
}

/** Each named schema is made twice, as it comes in and as it goes out; what nothing refers to is left out. */
function withoutUnused(document: Document): Document {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    const references = JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name = ""] of references) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
}
