/** Parses JSON bodies and merge patches. An empty body counts as absent. */
import type { FastifyInstance } from "fastify";
import secureJson from "secure-json-parse";
import { invalidAt } from "../../commands/kit/rejected-error.ts";
import { pointerTo } from "../kit/input.ts";

export function useBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "application/merge-patch+json"],
    { parseAs: "string" },
    async (_request: unknown, text: string) => (text === "" ? undefined : parse(text)),
  );
}

/** @throws RejectedError `invalid-input` for malformed JSON and fields that would set a prototype */
function parse(text: string): unknown {
  try {
    const body: unknown = secureJson.parse(text, { safe: true });
    if (body !== null) return body;
  } catch {
    const detail = "The body must be well-formed JSON.";
    throw invalidAt("", detail, detail);
  }
  // The body is null or has a forbidden field. The library does not say which.
  const ignored = { protoAction: "ignore", constructorAction: "ignore" } as const;
  const pointer = forbiddenField(secureJson.parse(text, ignored));
  if (pointer === undefined) return null;
  throw invalidAt(pointer, "is not allowed: it would set an object's prototype");
}

/** The pointer to the first forbidden field. Does not recurse, because bodies can be very deep. */
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
