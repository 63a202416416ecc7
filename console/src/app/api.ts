/** The one client of the console. */
import { createMusterClient, MusterProblem } from "@muster/client";
import { isInBackground } from "./activity.ts";
import { serviceUrl } from "./page-context.ts";

export const api = createMusterClient({
  baseUrl: serviceUrl,
  retries: 2,
  fetch(request) {
    // A change is always somebody's act, so the service refuses the mark there.
    const isRead = request.method === "GET";
    if (isRead && isInBackground()) request.headers.set("Muster-Background", "true");
    return fetch(request);
  },
});

/** Is the session over, or the organization closed to it? */
export function needsSignIn(error: unknown): boolean {
  return error instanceof MusterProblem && error.status === 401;
}

export function hasCode(error: unknown, ...codes: readonly string[]): error is MusterProblem {
  return error instanceof MusterProblem && codes.includes(error.code);
}
