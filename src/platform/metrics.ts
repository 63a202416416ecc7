/**
 * What Prometheus may ask of one process: how much it does, how fast, and how far its read models are.
 * Every label has few values - routes by their template, commands by their name, never an id.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface RequestLabels {
  readonly method: string;
  /** The route's template; `none` where there is no such route. */
  readonly route: string;
  readonly status: number;
}

/** `refused`: a rule said no, or the input was wrong. `failed`: the service could not. */
export type CommandResult = "done" | "refused" | "failed";

/** How a mail or a push ended. `gone`: nobody is there any more to take it. */
export type SendingResult = "sent" | "retried" | "failed" | "gone";

/** A read model, as far as it is measured. */
export interface Watched {
  readonly name: string;
  isStopped(): boolean;
  status(): Promise<{ readonly position: bigint; readonly lag: bigint }>;
}

export interface Metrics {
  request(labels: RequestLabels, seconds: number): void;
  /** Requests that are being worked on: one more, or one less. */
  inFlight(change: 1 | -1): void;
  /** From the begin of a command until reads show what it did. */
  command(command: string, result: CommandResult, seconds: number): void;
  /** Appends that PostgreSQL wrote in one transaction. */
  batch(appends: number): void;
  appended(events: number): void;
  mail(result: SendingResult): void;
  push(result: SendingResult): void;
  /** Tells of these projections from now on, as they are when somebody asks. */
  watch(groups: readonly Watched[]): void;
  /** Everything in Prometheus' text format. */
  readonly contentType: string;
  text(): Promise<string>;
}

/** Seconds. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A scrape does not wait longer than this for a store that is away. */
const patienceMilliseconds = 2_000;

/** A registry of its own, so that several services can live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: "muster_http_request_duration_seconds",
    help: "Requests, by how they were answered.",
    labelNames: ["method", "route", "status"],
    buckets: durations,
    registers,
  });
  const inFlight = new Gauge({
    name: "muster_http_requests_in_flight",
    help: "Requests being worked on; beyond MAX_IN_FLIGHT they are refused.",
    registers,
  });
  const commands = new Histogram({
    name: "muster_command_duration_seconds",
    help: "Commands, from their begin until reads show what they did.",
    labelNames: ["command", "result"],
    buckets: durations,
    registers,
  });
  const batches = new Histogram({
    name: "muster_append_batch_size",
    help: "Appends that were written in one transaction (PostgreSQL as the event store).",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  });
  const events = new Counter({
    name: "muster_events_appended_total",
    help: "Events that commands of this process appended.",
    registers,
  });
  const mails = new Counter({
    name: "muster_mails_total",
    help: "Mails, by what became of them.",
    labelNames: ["result"],
    registers,
  });
  const pushes = new Counter({
    name: "muster_pushes_total",
    help: "Web pushes, by what became of them.",
    labelNames: ["result"],
    registers,
  });

  const projections = projectionGauges(registers);
  let watched: readonly Watched[] = [];

  return {
    request: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status }, seconds),
    inFlight: (change) => inFlight.inc(change),
    command: (command, result, seconds) => commands.observe({ command, result }, seconds),
    batch: (appends) => batches.observe(appends),
    appended: (count) => events.inc(count),
    mail: (result) => mails.inc({ result }),
    push: (result) => pushes.inc({ result }),
    watch: (groups) => {
      watched = groups;
    },
    contentType: registry.contentType,
    async text() {
      await Promise.all(watched.map((group) => measure(group, projections)));
      return registry.metrics();
    },
  };
}

type ProjectionGauges = ReturnType<typeof projectionGauges>;

function projectionGauges(registers: Registry[]) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ["projection"], registers });
  return {
    position: gauge(
      "muster_projection_position",
      "The position up to which a projection shows what happened.",
    ),
    lag: gauge(
      "muster_projection_lag",
      "How far the event store's end is ahead; in events where that is PostgreSQL.",
    ),
    stopped: gauge(
      "muster_projection_stopped",
      "1 where a projection has stopped at an event that it cannot fold.",
    ),
  };
}

/** What cannot be asked of the stores now is left out, never made up. */
async function measure(
  group: Watched,
  { position, lag, stopped }: ProjectionGauges,
): Promise<void> {
  const labels = { projection: group.name };
  stopped.set(labels, group.isStopped() ? 1 : 0);
  const status = await inTime(group.status());
  if (status === undefined) {
    position.remove(labels);
    lag.remove(labels);
    return;
  }
  position.set(labels, Number(status.position));
  lag.set(labels, Number(status.lag));
}

/** The result, or undefined where it failed or took too long. */
async function inTime<Result>(work: Promise<Result>): Promise<Result | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, patienceMilliseconds, undefined);
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
