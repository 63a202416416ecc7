/** Creates the client: one method for each HTTP method, typed by openapi.json. */
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";
import { createSender, type SenderOptions } from "./sending.ts";

/** The API's schemas by their names in openapi.json, such as `Schemas["Member"]`. */
export type Schemas = components["schemas"];

/** `GET`, `POST` and so on, with the paths, parameters, bodies and responses of openapi.json. */
export type MusterClient = Client<paths, "application/json" | "application/problem+json">;

export interface MusterClientOptions extends SenderOptions {
  /** The service's URL, such as `https://muster.example.com`. */
  readonly baseUrl: string;
}

/**
 * Creates a client for one credential. Its reads show all its writes, whichever instance answers them. Its
 * commands carry an `Idempotency-Key`, so that a retry after a lost connection does not execute them twice.
 */
export function createMusterClient({ baseUrl, ...options }: MusterClientOptions): MusterClient {
  return createClient({ baseUrl, fetch: createSender(options) });
}
