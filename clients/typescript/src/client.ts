/** The client: one method for each HTTP method, typed by openapi.json. */
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";
import { createSender, type SenderOptions } from "./sending.ts";

/** The shapes of the API by their names in openapi.json, such as `Schemas["Member"]`. */
export type Schemas = components["schemas"];

/** `GET`, `POST` and so on: paths, parameters, bodies and answers are those of openapi.json. */
export type MusterClient = Client<paths, "application/json" | "application/problem+json">;

export interface MusterClientOptions extends SenderOptions {
  /** Where the service is, such as `https://muster.example.com`. */
  readonly baseUrl: string;
}

/**
 * A client for one credential. Its reads show all that it wrote, whichever instance answers them; its
 * commands carry an `Idempotency-Key`, so that after a lost connection they are sent again without
 * being done twice.
 */
export function createMusterClient({ baseUrl, ...options }: MusterClientOptions): MusterClient {
  return createClient({ baseUrl, fetch: createSender(options) });
}
