/** Work that the service does by itself again and again: data, listed with its feature in service/features.ts. */
import type { Projection } from "../../projections/engine/projection.ts";
import type { Services } from "./context.ts";

export interface Job<Needs extends Services = Services> {
  /** What it does, as the log tells it where it fails. */
  readonly name: string;
  /** Between the end of one run and the next. */
  readonly seconds: number;
  readonly run: (services: Needs) => Promise<unknown>;
  /** Runs at once where the projection has folded an event of these types. */
  readonly wakeOn?: { readonly projection: Projection; readonly types: readonly string[] };
}
