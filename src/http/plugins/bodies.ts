/** JSON bodies, merge patches among them; an empty body is none. */
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

/** @throws RejectedError where the text is no JSON, or a field would change what an object inherits */
function parse(text: string): unknown {
  try {
    const body: unknown = secureJson.parse(text, { safe: true });
    if (body !== null) return body;
  } catch {
    const detail = "The body is not well-formed JSON.";
    throw invalidAt("", detail, detail);
  }
  // The body is null, or has a forbidden field: the library does not say which.
  const ignored = { protoAction: "ignore", constructorAction: "ignore" } as const;
  const pointer = forbiddenField(secureJson.parse(text, ignored));
  if (pointer === undefined) return null;
  throw invalidAt(pointer, "is not allowed: it would set an object's prototype");
}

/** Where the first forbidden field is. Without recursion: a body can be very deep. */
function forbiddenField(body: unknown): string | undefined {
  const left = [{ value: body, pointer: "" }];
  for (const { value, pointer } of left) {
    for (const [key, inner] of Object.entries(value ?? {})) {
      if (key === "__proto__") return `${pointer}/${key}`;
      if (typeof inner !== "object" || inner === null) continue;
      const place = pointer + pointerTo("body", [key]);
      if (key === "constructor" && Object.hasOwn(inner, "prototype")) return `${place}/prototype`;
      left.push({ value: inner, pointer: place });
    }
  }
  return undefined;
}
