/** Recurring work of the service. src/service/features.ts lists the jobs of each feature. */
import type { Projection } from "../../projections/engine/projection.ts";
import type { Services } from "./context.ts";

export interface Job<Needs extends Services = Services> {
  /** What it does, for the log. */
  readonly name: string;
  /** The pause between two runs. */
  readonly seconds: number;
  /** The pause after a run that failed, if it is another one. */
  readonly retrySeconds?: number;
  readonly run: (services: Needs) => Promise<unknown>;
  /** Also runs after the projection has folded an event of one of these types: at once, or within the time. */
  readonly wakeOn?: {
    readonly projection: Projection;
    readonly types: readonly string[];
    readonly withinSeconds?: number;
  };
}
