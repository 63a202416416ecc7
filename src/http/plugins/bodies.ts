/**
 * Parses JSON bodies and merge patches, within the bounds of their route. An empty body counts as absent.
 * A body that cannot be read as it was meant is refused: nothing in it is replaced or guessed.
 */
import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import secureJson from "secure-json-parse";
import { invalidAt, RejectedError } from "../../commands/kit/rejected-error.ts";
import { exceededBound } from "../../platform/json-bounds.ts";
import { type BodyBounds, usualBounds } from "../kit/body-bounds.ts";
import { pointerTo } from "../kit/input.ts";

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

/** @throws RejectedError `unsupported-media-type` for a compressed body and one in another charset */
function requireReadable({ headers }: FastifyRequest, reply: FastifyReply): void {
  const coding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (coding !== "identity") {
    // RFC 9110, 15.5.16: names what would be accepted.
    reply.header("accept-encoding", "identity");
    const detail = `The content encoding ${coding} is not supported. Send the body uncompressed.`;
    throw new RejectedError("unsupported-media-type", detail);
  }
  const [, charset] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers["content-type"] ?? "") ?? [];
  if (charset !== undefined && charset.toLowerCase() !== "utf-8") {
    const detail = `The charset ${charset} is not supported. Send the body in UTF-8.`;
    throw new RejectedError("unsupported-media-type", detail);
  }
}

/** @throws RejectedError `invalid-input` for malformed JSON and fields that would set a prototype */
function parse(bytes: Buffer, bounds: BodyBounds): unknown {
  if (!isUtf8(bytes)) throw malformed("The body must be valid UTF-8.");
  const exceeded = exceededBound(bytes, bounds);
  if (exceeded !== undefined) throw malformed(detailsOf[exceeded](bounds));
  const text = bytes.toString("utf8");
  try {
    const body: unknown = secureJson.parse(text, { safe: true });
    if (body !== null) return body;
  } catch {
    throw malformed("The body must be well-formed JSON.");
  }
  // The body is null or has a forbidden field. The library does not say which.
  const ignored = { protoAction: "ignore", constructorAction: "ignore" } as const;
  const pointer = forbiddenField(secureJson.parse(text, ignored));
  if (pointer === undefined) return null;
  throw invalidAt(pointer, "is not allowed: it would set an object's prototype");
}

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
