/** Refuses parameters and fields that a route does not declare, instead of ignoring them. */
import type { FastifyInstance } from "fastify";
import { type InputFault, invalidInput } from "../../commands/kit/rejected-error.ts";
import { pointerTo } from "../kit/input.ts";

/** Covers routes without a query or body schema. Strict schemas cover the others. */
export function useUndeclared(app: FastifyInstance): void {
  app.addHook("preValidation", ({ routeOptions: { schema }, query, body }, _reply, done) => {
    // The documentation's files and openapi.json.
    if (schema?.operationId === undefined) return done();
    const faults = [
      ...(schema.querystring === undefined ? namesIn("querystring", query) : []),
      ...(schema.body === undefined ? namesIn("body", body) : []),
    ];
    if (faults.length > 0) throw invalidInput(faults);
    done();
  });
}

function namesIn(part: string, given: unknown): InputFault[] {
  if (given === undefined || given === null) return [];
  if (typeof given !== "object" || Array.isArray(given)) {
    return [{ pointer: pointerTo(part, []), detail: "must be absent or an empty object" }];
  }
  return Object.keys(given).map((name) => ({
    pointer: pointerTo(part, [name]),
    detail: "is unknown",
  }));
}
