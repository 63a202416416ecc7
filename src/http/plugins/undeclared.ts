/** What a route does not declare is refused: no parameter and no field is ignored in silence. */
import type { FastifyInstance } from "fastify";
import { type InputFault, invalidInput } from "../../commands/kit/rejected-error.ts";
import { pointerTo } from "../kit/input.ts";

/** For routes without a schema of their own; strict schemas see to the others. */
export function useUndeclared(app: FastifyInstance): void {
  app.addHook("preValidation", async ({ routeOptions: { schema }, query, body }) => {
    // The documentation's own files.
    if (schema?.operationId === undefined) return;
    const faults = [
      ...(schema.querystring === undefined ? namesIn("querystring", query) : []),
      ...(schema.body === undefined ? namesIn("body", body) : []),
    ];
    if (faults.length > 0) throw invalidInput(faults);
  });
}

function namesIn(part: string, given: unknown): InputFault[] {
  if (given === undefined || given === null) return [];
  if (typeof given !== "object" || Array.isArray(given)) {
    return [{ pointer: pointerTo(part, []), detail: "must be left out, or be an empty object" }];
  }
  return Object.keys(given).map((name) => ({
    pointer: pointerTo(part, [name]),
    detail: "is not known here",
  }));
}
