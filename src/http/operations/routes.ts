/** Health and version, both public. */
import { once } from "node:events";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import manifest from "../../../package.json" with { type: "json" };
import { timestamp } from "../../domain/primitives.ts";
import type { EventStore } from "../../eventstore/port.ts";
import { growing } from "../../platform/growing.ts";
import type { ProjectionFailure } from "../../projections/engine/checkpoint.ts";
import type { ProjectionGroup } from "../../projections/engine/group.ts";

const patienceMilliseconds = 1_500;

const check = z.object({ status: z.enum(["ok", "failing"]) });

const failure = z.object({
  position: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  error: z.string(),
  failedAt: timestamp,
  program: z.string().optional().describe("The version of the service that failed."),
});

const projection = z.object({
  name: z.string(),
  status: growing(["ok", "stopped", "waiting"]),
  position: z.string().describe("A decimal number."),
  lag: z.string().describe("How far it is behind the end of the event store, as a decimal number."),
  lagUnit: growing(["events", "bytes"]).describe(
    "What `lag` counts: events, or bytes of the event store's log.",
  ),
  failure: failure.optional().describe("The event at which the projection stopped."),
  setAside: z
    .array(failure.extend({ key: z.string() }))
    .optional()
    .describe(
      "The organizations and people of whom an event could not be folded, each by the name of its stream. They are answered with the problem `set-aside`; all others are served. At most 100 are listed.",
    ),
  needsNewer: z
    .string()
    .optional()
    .describe(
      "Why only a newer version of the service can fold the projection. An instance of that version does so, or the status is `waiting`. Upgrade this instance.",
    ),
});

const readiness = z
  .object({
    status: z.enum(["ok", "failing"]),
    eventStore: check.extend({
      failure: z
        .string()
        .optional()
        .describe("Why the event store does not fit the read models, and what to do."),
    }),
    database: check,
    projections: z.array(projection),
  })
  .meta({ id: "Readiness" });

export const operationRoutes: FastifyPluginAsyncZod<{
  readonly groups: readonly ProjectionGroup[];
  readonly isBootstrapped?: (() => boolean) | undefined;
}> = async (app, { groups, isBootstrapped = () => true }) => {
  const { pool, store, eventStoreFault } = app.services;

  app.route({
    method: "GET",
    url: "/health/live",
    config: { isPublic: true, isVital: true },
    schema: {
      operationId: "GetLiveness",
      tags: ["Operations"],
      summary: "Answers while the process is alive.",
      response: { 200: check.meta({ id: "Liveness" }) },
    },
    handler: async () => ({ status: "ok" as const }),
  });

  app.route({
    method: "GET",
    url: "/health/ready",
    config: { isPublic: true, isVital: true },
    schema: {
      operationId: "GetReadiness",
      tags: ["Operations"],
      summary: "Whether the service can serve requests, and what is failing if not.",
      response: { 200: readiness, 503: readiness },
    },
    async handler(_request, reply) {
      const [answering, database, ...projections] = await Promise.all([
        checked(store.lastPosition()),
        checked(pool.query("select 1")),
        ...groups.map((group) => statusOf(group, store.positionUnit)),
      ]);
      const failure = eventStoreFault();
      const eventStore =
        failure === undefined ? answering : { status: "failing" as const, failure };
      const isReady =
        isBootstrapped() &&
        [eventStore, database, ...projections].every(({ status }) => status === "ok");
      const status = isReady ? ("ok" as const) : ("failing" as const);
      return reply.code(isReady ? 200 : 503).send({ status, eventStore, database, projections });
    },
  });

  app.route({
    method: "GET",
    url: "/version",
    config: { isPublic: true },
    schema: {
      operationId: "GetVersion",
      tags: ["Operations"],
      summary: "The name and version of the service and its Node.js.",
      response: {
        200: z
          .object({ name: z.string(), version: z.string(), node: z.string() })
          .meta({ id: "Version" }),
      },
    },
    handler: async () => ({
      name: manifest.name,
      version: manifest.version,
      node: process.versions.node,
    }),
  });
};

/** Rejects if a store does not answer soon: a probe of an orchestrator does not wait long. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(patienceMilliseconds);
  return Promise.race([
    answer,
    once(late, "abort").then(() => Promise.reject(late.reason as Error)),
  ]);
}

async function checked(work: Promise<unknown>): Promise<z.output<typeof check>> {
  return inTime(work).then(
    () => ({ status: "ok" }),
    () => ({ status: "failing" }),
  );
}

const shown = <Failure extends ProjectionFailure>(each: Failure) => ({
  ...each,
  position: each.position.toString(),
});

async function statusOf(
  group: ProjectionGroup,
  lagUnit: EventStore["positionUnit"],
): Promise<z.output<typeof projection>> {
  try {
    const { name, position, lag, failure, setAside, needsNewer } = await inTime(group.status());
    const isStopped = group.isStopped() || failure !== undefined;
    return {
      name,
      status: isStopped ? "stopped" : group.isWaiting() ? "waiting" : "ok",
      position: position.toString(),
      lag: lag.toString(),
      lagUnit,
      failure: failure && shown(failure),
      setAside: setAside.length === 0 ? undefined : setAside.map(shown),
      needsNewer,
    };
  } catch {
    return { name: group.name, status: "stopped", position: "0", lag: "0", lagUnit };
  }
}
