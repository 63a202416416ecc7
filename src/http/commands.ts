/** Which requests are commands: those that may change something, by the name of their operation. */
import type { FastifyRequest } from "fastify";

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export function commandOf({ method, routeOptions }: FastifyRequest): string | undefined {
  return unsafe.has(method) ? routeOptions.schema?.operationId : undefined;
}
