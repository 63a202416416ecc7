/**
 * Adds to the published contract what is the same for every operation: headers, problems, bodies,
 * examples. The routes' schemas say the rest.
 */
import { STATUS_CODES } from "node:http";
import recorded from "./examples.json" with { type: "json" };
import { problemTable } from "../kit/problem-table.ts";

interface Media {
  schema?: object;
  example?: unknown;
}
interface Response {
  description?: string;
  headers?: object;
  content?: Record<string, Media>;
  $ref?: string;
}
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: { in?: string; name?: string; example?: unknown }[];
  security?: object[];
  requestBody?: { description?: string; required?: boolean; content?: Record<string, Media> };
  responses?: Record<string, Response>;
}
type Schemas = Record<string, Record<string, unknown>>;
export type Document = Record<string, unknown> & {
  paths?: Record<string, Record<string, Operation>>;
  components?: Record<string, unknown> & { schemas?: Schemas };
};

/** What the test of permissions recorded: by operation, its input and its success. */
interface Example {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly request?: unknown;
  readonly answer?: unknown;
  /** Of the answer; JSON by default. */
  readonly mediaType?: string;
}
const examples: Readonly<Record<string, Example>> = recorded;

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
    "The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs.",
  ),
];
const answerParameters = [
  header(
    "If-None-Match",
    "The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same.",
  ),
];
const readParameters = [
  header("Muster-Min-Position", "Waits up to 5 seconds until this position is visible."),
];

const sessionReadParameters = [
  header(
    "Muster-Background",
    "`true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open.",
    { type: "string", enum: ["true"] },
  ),
];

const described = {
  "X-Request-Id": "The correlation id of the request, its log lines and its events.",
  RateLimit: "The requests left (`r`) for the next `t` seconds.",
  "RateLimit-Policy": "The limit: `q` requests in `w` seconds.",
  ETag: "The revision of a single resource, for If-Match.",
  "Muster-Position": "The position of the change, for Muster-Min-Position.",
  "Muster-Next-Position":
    "Up to this position the log is covered: the next `after`. Sent with NDJSON and CloudEvents; JSON has `nextPosition`.",
  "Idempotency-Replayed": "`true` if this repeats the first answer.",
  Location: "The new resource, or the page to which the browser is led.",
  "Retry-After": "In seconds, with 429 and 503.",
  "WWW-Authenticate": "Sent with 401.",
};
const headers = Object.fromEntries(
  Object.entries(described).map(([name, description]) => [
    name,
    { schema: { type: "string" }, description },
  ]),
);
const referTo = (...names: (keyof typeof described)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const always = ["X-Request-Id", "RateLimit", "RateLimit-Policy"] as const;
const resourceHeaders = referTo(...always, "ETag");
const commandHeaders = {
  ...resourceHeaders,
  ...referTo("Muster-Position", "Idempotency-Replayed"),
};
const problemHeaders = referTo(...always, "Retry-After", "WWW-Authenticate");
const problemContent = {
  "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
};

const notModified = {
  description: "The client has the answer: its ETag is in If-None-Match.",
  headers: resourceHeaders,
};

const unavailable = {
  description:
    "The service cannot answer now. Whether it made the change is open: it may have, or may still do so. Repeat the request with the same Idempotency-Key after Retry-After: then the change is made exactly once. Without a key, read first whether it was made.",
  headers: problemHeaders,
  content: problemContent,
};

/** A named response for each status of the problem table that an operation lists. */
const refusals = Object.fromEntries(
  [400, 401, 403, 404, 409, 412, 413, 415, 422, 429].map((status) => {
    const codes = Object.entries(problemTable).filter(
      // Time frees some limits: see `problemBody`.
      ([code, kind]) => kind.status === status || (status === 429 && code === "limit-reached"),
    );
    const listed = codes.map(([code, { title }]) => `- \`${code}\`: ${title}.`);
    const [code = "", { title = "", why = "" } = {}] =
      codes.find(([, kind]) => kind.status === status) ?? [];
    const instance = "/v1/organizations";
    const correlationId = "01980000-0000-7000-8000-000000000000";
    const detail = why;
    const type = `/problems/${code}`;
    const example = { type, title, status, detail, instance, code, correlationId };
    const content = {
      "application/problem+json": { ...problemContent["application/problem+json"], example },
    };
    return [nameOf(status), { description: listed.join("\n"), headers: problemHeaders, content }];
  }),
);

function nameOf(status: number): string {
  return (STATUS_CODES[status] ?? "").replaceAll(/\W/g, "");
}

function refusalsOf({ parameters, requestBody, security }: Operation, isUnsafe: boolean) {
  const statuses = [400, 429]
    .concat(security?.length === 0 ? [] : [401, 403])
    .concat(parameters?.some((each) => each.in === "path") ? [404] : [])
    .concat(isUnsafe ? [409, 412, 422] : [])
    .concat(requestBody === undefined ? [] : [413, 415]);
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
}

const unsafe = new Set(["post", "put", "patch", "delete"]);

/** Of operations, by id. */
interface Kinds {
  /** Their body may be left out. */
  readonly withOptionalBody: ReadonlySet<string>;
  /** They compare `If-Match`. */
  readonly conditional: ReadonlySet<string>;
  /** How large their body may be. */
  readonly bodyBytes: ReadonlyMap<string, number>;
}

/** Completes the document that is made from the routes' schemas. */
export function completeDocument(document: Document, kinds: Kinds): Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(path)) {
      completeOperation(operation, unsafe.has(method), kinds);
    }
  }
  const schemas = usedSchemas(document);
  const responses = { ...refusals, NotModified: notModified, Unavailable: unavailable };
  return { ...document, components: { ...document.components, schemas, responses, headers } };
}

function completeOperation(
  operation: Operation,
  isUnsafe: boolean,
  { withOptionalBody, conditional, bodyBytes }: Kinds,
): void {
  const { operationId = "", summary, security, requestBody } = operation;
  const example = examples[operationId] ?? {};
  const isAnswered = !isUnsafe && operation.responses?.["200"] !== undefined;
  const { parameters: values = {}, request, answer, mediaType = "application/json" } = example;
  // Some tools show the one, some the other.
  operation.description ??= summary ?? "";
  operation.parameters = [
    ...(operation.parameters ?? []).map((each) =>
      each.name !== undefined && each.name in values
        ? { ...each, example: values[each.name] }
        : each,
    ),
    ...(isUnsafe ? unsafeParameters : readParameters),
    ...(isAnswered ? answerParameters : []),
    ...(isUnsafe || security?.length === 0 ? [] : sessionReadParameters),
    ...(conditional.has(operationId) ? conditionalParameters : []),
  ];
  if (requestBody) {
    requestBody.description = `At most ${bodyBytes.get(operationId)} bytes.`;
    if (withOptionalBody.has(operationId)) requestBody.required = false;
  }
  const { content: body } = requestBody ?? {};
  if (body?.["text/csv"]) body["text/csv"] = { schema: { type: "string" } };
  if (body?.["application/json"] && request !== undefined) {
    body["application/json"].example = request;
  }
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    response.description = STATUS_CODES[status] ?? status;
    response.headers = {
      ...(isUnsafe ? commandHeaders : resourceHeaders),
      ...((status === "201" || status === "302") && referTo("Location")),
      ...(operationId === "ListEvents" && referTo("Muster-Next-Position")),
    };
    if (status === "204" || status === "302") delete response.content;
    open(response.content);
    const media = response.content?.[mediaType];
    if (media && answer !== undefined && status.startsWith("2")) media.example = answer;
  }
  operation.responses = {
    ...refusalsOf(operation, isUnsafe),
    ...operation.responses,
    ...(isAnswered && { 304: { $ref: "#/components/responses/NotModified" } }),
    default: {
      description: "A problem (RFC 9457), identified by its `code`.",
      headers: problemHeaders,
      content: problemContent,
    },
    ...(isUnsafe && { 503: { $ref: "#/components/responses/Unavailable" } }),
  };
}

/** Lets an answer grow: a client must expect fields and values that it does not know. Requests stay closed. */
function open(part: unknown): void {
  if (typeof part !== "object" || part === null) return;
  if ("additionalProperties" in part && part.additionalProperties === false) {
    delete part.additionalProperties;
  }
  if ("x-extensible-enum" in part && "enum" in part) delete part.enum;
  Object.values(part).forEach(open);
}

/**
 * Each named schema is generated for input (`...Input`) and for output. Those without a reference are
 * removed, and where both are the same, such as roles, one is.
 */
function usedSchemas(document: Document): Schemas {
  const schemas = document.components?.schemas ?? {};
  const same = (name: string): string => {
    const shared = name.replace(/Input$/, "");
    const isSame = JSON.stringify(schemas[shared]) === JSON.stringify(schemas[name]);
    return isSame && "enum" in (schemas[name] ?? {}) ? shared : name;
  };
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("$ref" in part && typeof part.$ref === "string") {
      const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(part.$ref) ?? [];
      if (name === undefined) return;
      const kept = same(name);
      part.$ref = `#/components/schemas/${kept}`;
      if (used.has(kept)) return;
      used.add(kept);
      follow(schemas[kept]);
    }
    Object.values(part).forEach(follow);
  };
  follow(document.paths);
  follow({ $ref: "#/components/schemas/Problem" });
  for (const name of used) if (!name.endsWith("Input")) open(schemas[name]);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}
