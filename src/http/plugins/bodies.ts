/** JSON bodies, merge patches among them; an empty body is none. */
import type { FastifyInstance } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";

/** `fields` that JSON can hold but that would change an object's nature. */
const poison = new Set(["__proto__", "constructor"]);

/** They, or letters in disguise. */
const mayHoldPoison = /__proto__|constructor|\\u/;

export function useBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "application/merge-patch+json"],
    { parseAs: "string" },
    async (_request: unknown, text: string) => (text === "" ? undefined : parse(text)),
  );
}

function parse(text: string): unknown {
  try {
    // Looking at every key takes long where there are many: only where there may be one.
    if (!mayHoldPoison.test(text)) return JSON.parse(text);
    return JSON.parse(text, (key, value: unknown) => {
      if (poison.has(key)) throw new SyntaxError(`the field ${key} is not allowed`);
      return value;
    });
  } catch {
    const detail = "The body is not well-formed JSON.";
    throw new RejectedError("invalid-input", detail, { faults: [{ pointer: "", detail }] });
  }
}
