/** Which addresses are the API's. All others are the console's: a file of it, or one of its pages. */
import type { FastifyRequest } from "fastify";

/** What stands below one of these is never a page of the console, also if there is nothing. */
export const apiPaths = [
  "/v1",
  "/docs",
  "/problems",
  "/health",
  "/openapi.json",
  "/version",
  "/metrics",
  "/dev",
] as const;

/** Is the path the API's? */
export function isApiPath(path: string): boolean {
  return apiPaths.some((each) => each === path || path.startsWith(`${each}/`));
}

/** The template of the route that gets every GET that no other route takes. */
export const restRoute = "/*";

/** The rest of the path, decoded and without its first slash; undefined if another route took the request. */
export function consolePathOf({ routeOptions, params }: FastifyRequest): string | undefined {
  if (routeOptions.url !== restRoute) return undefined;
  const { "*": path = "" } = params as { readonly "*"?: string };
  return isApiPath(`/${path}`) ? undefined : path;
}

/** The request's route for logs and metrics: a template, without ids. */
export function routeNameOf(request: FastifyRequest): string {
  const { url = "none" } = request.routeOptions;
  return url === restRoute && consolePathOf(request) === undefined ? "none" : url;
}
