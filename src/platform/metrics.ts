/**
 * The Prometheus metrics of one process: how much it does, how fast, and how far its read models are.
 * Every label has few values: a route's template or a command's name, never an id.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { inTime } from "./in-time.ts";

interface RequestLabels {
  readonly method: string;
  /** The route's template; `none` if no route matches. */
  readonly route: string;
  readonly status: number;
}

/** `refused`: a rule forbids it, or the input is wrong. `failed`: the service could not do it. */
export type CommandOutcome = "done" | "refused" | "failed";

/** The result of a mail or a push. `gone`: the recipient no longer exists. */
type SendingResult = "sent" | "retried" | "failed" | "gone";

/** A read model, reduced to what the metrics need. */
interface Watched {
  readonly name: string;
  isStopped(): boolean;
  isWaiting(): boolean;
  status(): Promise<{
    readonly position: bigint;
    readonly lag: bigint;
    readonly setAside: readonly unknown[];
  }>;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Seconds. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** How long a scrape waits for a store that does not answer. */
const patienceMilliseconds = 2_000;

/** Makes a separate registry, because tests run several services in one process. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  // Each measurement of the event loop wakes the process: 100 times a second, if not told otherwise.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });

  const requests = new Histogram({
    name: "muster_http_request_duration_seconds",
    help: "Requests, by method, route and status.",
    labelNames: ["method", "route", "status"],
    buckets: durations,
    registers,
  });
  const inFlight = new Gauge({
    name: "muster_http_requests_in_flight",
    help: "Requests in progress; beyond MAX_IN_FLIGHT they are refused.",
    registers,
  });
  const commands = new Histogram({
    name: "muster_command_duration_seconds",
    help: "Commands, from their start until reads show their effect.",
    labelNames: ["command", "result"],
    buckets: durations,
    registers,
  });
  const batches = new Histogram({
    name: "muster_append_batch_size",
    help: "Appends written in one transaction (if PostgreSQL is the event store).",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  });
  const events = new Counter({
    name: "muster_events_appended_total",
    help: "Events that this process appended.",
    registers,
  });
  const sendings = (name: string, help: string) => {
    const counter = new Counter({ name, help, labelNames: ["result"], registers });
    return (result: SendingResult) => counter.inc({ result });
  };
  const projections = projectionGauges(registers);
  let watched: readonly Watched[] = [];

  return {
    request: (labels: RequestLabels, seconds: number) => requests.observe({ ...labels }, seconds),
    /** A request begins (1) or ends (-1). */
    inFlight: (change: 1 | -1) => inFlight.inc(change),
    /** Seconds from a command's start until reads show its effect. */
    command: (command: string, result: CommandOutcome, seconds: number) =>
      commands.observe({ command, result }, seconds),
    /** The number of appends that PostgreSQL wrote in one transaction. */
    batch: (appends: number) => batches.observe(appends),
    appended: (count: number) => events.inc(count),
    mail: sendings("muster_mails_total", "Mails, by result."),
    push: sendings("muster_pushes_total", "Web pushes, by result."),
    /** Measures these projections at each scrape. */
    watch(groups: readonly Watched[]): void {
      watched = groups;
    },
    contentType: registry.contentType,
    /** All metrics in Prometheus' text format. */
    async text(): Promise<string> {
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
      "The position up to which a projection has folded.",
    ),
    lag: gauge(
      "muster_projection_lag",
      "How far the event store's end is ahead: in events, or in bytes of the log if that is EventStoreDB.",
    ),
    setAside: gauge(
      "muster_projection_set_aside",
      "How many organizations and people a projection has set aside, because it cannot fold an event of theirs; 100 stands for more.",
    ),
    stopped: gauge(
      "muster_projection_stopped",
      "1 if a projection has stopped at an event that it cannot fold, waits for a newer program, or the event store has lost events.",
    ),
  };
}

/** If the stores do not answer, position and lag are left out. */
async function measure(group: Watched, { position, lag, stopped, setAside }: ProjectionGauges) {
  const labels = { projection: group.name };
  stopped.set(labels, group.isStopped() || group.isWaiting() ? 1 : 0);
  const status = await inTime(patienceMilliseconds, group.status()).catch(() => undefined);
  if (status === undefined) {
    position.remove(labels);
    lag.remove(labels);
    setAside.remove(labels);
    return;
  }
  position.set(labels, Number(status.position));
  lag.set(labels, Number(status.lag));
  setAside.set(labels, status.setAside.length);
}
