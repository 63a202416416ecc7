/** Adds to the published contract what is the same for every operation: headers, problems, bodies. */
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
  components?: { schemas?: Record<string, object>; responses?: object };
};

const header = (name: string, description: string, schema: object = { type: "string" }) => ({
  in: "header",
  name,
  description,
  required: false,
  schema,
});

const unsafeParameters = [
  header(
    "Idempotency-Key",
    "For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503.",
    { type: "string", maxLength: 200 },
  ),
];
const conditionalParameters = [
  header(
    "If-Match",
    "The ETag that the resource must have for the change to happen. Operations without this parameter refuse one.",
  ),
];
const readParameters = [
  header("Muster-Min-Position", "Waits up to 5 seconds until this position is visible."),
];
const answerHeader = (description: string) => ({ schema: { type: "string" }, description });

const answerHeaders = {
  "X-Request-Id": answerHeader("The correlation id of the request, its log lines and its events."),
  RateLimit: answerHeader("The requests left (`r`) for the next `t` seconds."),
  "RateLimit-Policy": answerHeader("The limit: `q` requests in `w` seconds."),
};
const resourceHeaders = {
  ...answerHeaders,
  ETag: answerHeader("The revision of a single resource, for If-Match."),
};
const commandHeaders = {
  ...resourceHeaders,
  "Muster-Position": answerHeader("The position of the change, for Muster-Min-Position."),
  "Idempotency-Replayed": answerHeader("`true` if this repeats the first answer."),
};
const problemHeaders = {
  ...answerHeaders,
  "Retry-After": answerHeader("In seconds, with 429 and 503."),
  "WWW-Authenticate": answerHeader("Sent with 401."),
};

/** Published for every operation that changes something. */
const unavailable = {
  description:
    "The service cannot answer now. Whether it made the change is open: it may have, or may still do so. Repeat the request with the same Idempotency-Key after Retry-After: then the change is made exactly once. Without a key, read first whether it was made.",
  headers: problemHeaders,
  content: {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  },
};

const unsafe = new Set(["post", "put", "patch", "delete"]);

/** Ids of operations. */
interface Kinds {
  /** Their body may be left out. */
  readonly withOptionalBody: ReadonlySet<string>;
  /** They compare `If-Match`. */
  readonly conditional: ReadonlySet<string>;
}

/** Completes the document that is made from the routes' schemas. */
export function completeDocument(
  document: Document,
  { withOptionalBody, conditional }: Kinds,
): Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(path)) {
      const isUnsafe = unsafe.has(method);
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(isUnsafe ? unsafeParameters : readParameters),
        ...(conditional.has(operation.operationId ?? "") ? conditionalParameters : []),
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
          ...(status === "201" && { Location: answerHeader("The new resource.") }),
        };
        if (status === "204") delete response.content;
      }
      Object.assign((operation.responses ??= {}), {
        default: {
          description: "A problem (RFC 9457), identified by its `code`.",
          headers: problemHeaders,
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
        ...(isUnsafe && { 503: { $ref: "#/components/responses/Unavailable" } }),
      });
    }
  }
  const responses = { Unavailable: unavailable };
  const components = { ...document.components, responses };
  return withoutUnusedSchemas({ ...document, components });
}

/** Each named schema is generated for input and for output. Those without a reference are removed. */
function withoutUnusedSchemas(document: Document): Document {
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
