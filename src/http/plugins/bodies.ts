/**
 * Parses JSON bodies and merge patches, within the bounds of their route. An empty body counts as absent.
 * A body that cannot be read as it was meant is refused: nothing in it is replaced or guessed.
 */
import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import secureJson from "secure-json-parse";
import { invalidAt, RejectedError } from "../../commands/kit/rejected-error.ts";
import { measureJson } from "../../platform/json-bounds.ts";
import { keysIn, lossIn } from "../../platform/json-losses.ts";
import { type BodyBounds, usualBounds } from "../kit/body-bounds.ts";
import { invalidHeader, pointerTo } from "../kit/input.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** How large the body may be; `usualBounds` by default. */
    body?: BodyBounds;
  }
}

export function useBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addHook("onRoute", (route) => {
    route.bodyLimit = (route.config?.body ?? usualBounds).bytes;
  });
  // A body that nobody asks for is not read.
  app.addHook("preParsing", async (request, reply) => {
    if (request.is404) throw new RejectedError("not-found", "There is nothing at this address.");
    if (request.method !== "GET" && request.method !== "HEAD") requireReadable(request, reply);
  });
  app.addContentTypeParser<Buffer>(
    ["application/json", "application/merge-patch+json"],
    { parseAs: "buffer" },
    async ({ routeOptions }: FastifyRequest, bytes: Buffer) => {
      if (bytes.length > usualBounds.bytes) await ownTurn();
      return bytes.length === 0 ? undefined : parse(bytes, routeOptions.config.body ?? usualBounds);
    },
  );
}

let lastTurn: Promise<void> = Promise.resolve();

/** Several large bodies that arrive together are parsed and checked in separate turns of the event loop. */
function ownTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => setImmediate());
  return lastTurn;
}

/**
 * A body must mean what its bytes say: all of one, uncompressed, in UTF-8.
 * @throws RejectedError `unsupported-media-type` or `invalid-input`, with the header's name
 */
function requireReadable({ headers }: FastifyRequest, reply: FastifyReply): void {
  const { "content-encoding": coding = "" } = headers;
  if (!/^[\s,]*(?:identity(?:[\s,]+|$))*$/i.test(coding)) {
    // RFC 9110, 15.5.16: names what would be accepted.
    reply.header("accept-encoding", "identity");
    throw unsupported(`The content encoding ${coding}`, "Send the body uncompressed.");
  }
  const transfer = headers["transfer-encoding"];
  // Node decodes this one alone.
  if (transfer !== undefined && transfer.trim().toLowerCase() !== "chunked") {
    throw invalidHeader("Transfer-Encoding", "must be chunked");
  }
  if (headers["content-range"] !== undefined) {
    throw invalidHeader("Content-Range", "must be left out: a body replaces all of a resource");
  }
  const parameters = parametersOf(headers["content-type"] ?? "");
  const charset = parameters.get("charset");
  if (charset !== undefined && !isUtf8Name(charset)) {
    throw unsupported(`The charset ${charset}`, "Send the body in UTF-8.");
  }
  // Of `text/csv` (RFC 4180).
  if (parameters.get("header")?.toLowerCase() === "absent") {
    throw unsupported("header=absent", "Send a first row with the names of the columns.");
  }
}

function unsupported(what: string, advice: string): RejectedError {
  return new RejectedError("unsupported-media-type", `${what} is not supported. ${advice}`);
}

/** RFC 9110, 5.6.6: a value is a token or a quoted string. */
const parameter = /;\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** The parameters of a media type, by their names in lower case. */
function parametersOf(type: string): Map<string, string> {
  const found = [...type.matchAll(parameter)];
  return new Map(
    found.map(([, name = "", quoted, token = ""]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, "$1") ?? token,
    ]),
  );
}

/** Names of UTF-8 as the Encoding Standard lists them, such as `utf8`. */
function isUtf8Name(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding === "utf-8";
  } catch {
    return false;
  }
}

/** @throws RejectedError `invalid-input` for malformed JSON, and for what would not be read as it was sent */
function parse(bytes: Buffer, bounds: BodyBounds): unknown {
  const { exceeded, keys, hasRounded } = measureJson(bytes, bounds);
  if (exceeded !== undefined) throw malformed(detailsOf[exceeded](bounds));
  if (!isUtf8(bytes)) throw lossy(bytes, "The body must be valid UTF-8.");
  const text = bytes.toString("utf8");
  let body: unknown;
  try {
    body = secureJson.parse(text, { safe: true });
  } catch {
    throw malformed("The body must be well-formed JSON.");
  }
  if (body === null) return nullOrForbidden(text);
  if (hasRounded || keys !== keysIn(body)) throw lossy(bytes);
  return body;
}

/** The body is null or has a forbidden field. The library does not say which. */
function nullOrForbidden(text: string): null {
  const ignored = { protoAction: "ignore", constructorAction: "ignore" } as const;
  const pointer = forbiddenField(secureJson.parse(text, ignored));
  if (pointer === undefined) return null;
  throw invalidAt(pointer, "is not allowed: it would set an object's prototype");
}

/** Names the place of what would be lost. */
function lossy(bytes: Buffer, message?: string): RejectedError {
  const { kind, path } = lossIn(bytes) ?? { kind: "bytes", path: [] };
  return invalidAt(pointerTo("body", path), lossDetails[kind], message);
}

const lossDetails = {
  bytes: "must be valid UTF-8",
  digits: "has more digits than a number can keep; send it as a text",
  key: "must not occur twice",
} as const;

const detailsOf = {
  depth: ({ depth }: BodyBounds) => `The body is nested too deeply: at most ${depth} levels.`,
  values: ({ values }: BodyBounds) => `The body has too many values: at most ${values}.`,
  keys: ({ keys }: BodyBounds) => `An object in the body has too many keys: at most ${keys}.`,
} as const;

function malformed(detail: string): RejectedError {
  return invalidAt("", detail, detail);
}

/** The pointer to the first forbidden field. */
function forbiddenField(body: unknown): string | undefined {
  const pending = [{ value: body, pointer: "" }];
  for (const { value, pointer } of pending) {
    for (const [key, inner] of Object.entries(value ?? {})) {
      if (key === "__proto__") return `${pointer}/${key}`;
      if (typeof inner !== "object" || inner === null) continue;
      const innerPointer = pointer + pointerTo("body", [key]);
      if (key === "constructor" && Object.hasOwn(inner, "prototype"))
        return `${innerPointer}/prototype`;
      pending.push({ value: inner, pointer: innerPointer });
    }
  }
  return undefined;
}
