/**
 * `Muster-Background: true`: a read that a page makes by itself, such as a refresh. It is answered like any
 * other, but is no use of the session (docs/decisions/0029-background-requests.md).
 */
import type { FastifyRequest } from "fastify";
import { isUnsafe } from "./command-context.ts";
import { invalidHeader } from "./input.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Never counts as a use of the session, with or without the header. */
    isBackground?: boolean;
  }
}

const name = "Muster-Background";

/** @throws RejectedError `invalid-input` for another value, and for a change, which somebody must mean */
export function isBackground(request: FastifyRequest): boolean {
  const { headers, routeOptions } = request;
  const value = headers[name.toLowerCase()];
  if (value === undefined) return routeOptions.config.isBackground === true;
  const detail =
    value !== "true"
      ? "must be true, or left out"
      : isUnsafe(request)
        ? "is for reads only: a change always counts as a use of the session"
        : undefined;
  if (detail !== undefined) throw invalidHeader(name, detail);
  return true;
}
