/**
 * What readiness tells of an instance: whether it serves, and by themselves whether commands are done and how
 * each projection stands.
 */
import { z } from "zod";
import type { Services } from "../../commands/kit/context.ts";
import { timestamp } from "../../domain/primitives.ts";
import type { EventStore } from "../../eventstore/port.ts";
import { growing } from "../../platform/growing.ts";
import { inTime } from "../../platform/in-time.ts";
import type { ProjectionFailure } from "../../projections/engine/checkpoint.ts";
import type { ProjectionGroup } from "../../projections/engine/group.ts";
import { findRefusal, patienceMilliseconds, succeeds } from "./commands-check.ts";

export const check = z.object({ status: z.enum(["ok", "failing"]) });

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
  status: growing(["ok", "stopped", "waiting", "unknown"]).describe(
    "`unknown`: a store does not answer. Then `position` and `lag` are 0.",
  ),
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

export const readiness = z
  .object({
    status: check.shape.status.describe(
      "Whether the instance serves; with `commands=true`, whether it also does commands.",
    ),
    commands: check
      .extend({ failure: z.string().optional().describe("Why commands are refused.") })
      .describe("Whether a change can be recorded and become visible now."),
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
type Readiness = z.output<typeof readiness>;

/** How long an answer is kept. */
const keptMilliseconds = 250;

const checked = (isOk: boolean) => ({ status: isOk ? ("ok" as const) : ("failing" as const) });

/** @param isBootstrapped has the first run been finished? */
export function createReadiness(
  services: Services,
  groups: readonly ProjectionGroup[],
  isBootstrapped: () => boolean,
) {
  const { pool, store, eventStoreFault } = services;

  async function look() {
    const [refusal, isStoreThere, isDatabaseThere, ...projections] = await Promise.all([
      findRefusal(services),
      succeeds(store.lastPosition()),
      succeeds(pool.query("select 1")),
      ...groups.map((group) => standingOf(group, store.positionUnit)),
    ]);
    return { refusal, isStoreThere, isDatabaseThere, projections };
  }

  // A look takes many queries and a commit, and anybody may ask: whoever asks meanwhile, or soon after, gets
  // the same answer.
  let looking: ReturnType<typeof look> | undefined;
  const forget = (): void => void setTimeout(() => (looking = undefined), keptMilliseconds).unref();

  /** @param asksForCommands does an instance that refuses commands count as failing? */
  return async (asksForCommands: boolean): Promise<Readiness> => {
    looking ??= look().finally(forget);
    const { refusal, isStoreThere, isDatabaseThere, projections } = await looking;
    const fault = eventStoreFault();
    const serves = isBootstrapped() && isDatabaseThere;
    return {
      ...checked(serves && (refusal === undefined || !asksForCommands)),
      commands: { ...checked(refusal === undefined), failure: refusal },
      eventStore: { ...checked(isStoreThere && fault === undefined), failure: fault },
      database: checked(isDatabaseThere),
      projections,
    };
  };
}

const shown = <Failure extends ProjectionFailure>(each: Failure) => ({
  ...each,
  position: each.position.toString(),
});

async function standingOf(
  group: ProjectionGroup,
  lagUnit: EventStore["positionUnit"],
): Promise<z.output<typeof projection>> {
  const found = await inTime(patienceMilliseconds, group.status()).catch(() => undefined);
  if (found === undefined) {
    return { name: group.name, status: "unknown", position: "0", lag: "0", lagUnit };
  }
  const { name, position, lag, failure: stoppedAt, setAside, needsNewer } = found;
  const isStopped = group.isStopped() || stoppedAt !== undefined;
  return {
    name,
    status: isStopped ? "stopped" : group.isWaiting() ? "waiting" : "ok",
    position: position.toString(),
    lag: lag.toString(),
    lagUnit,
    failure: stoppedAt && shown(stoppedAt),
    setAside: setAside.length === 0 ? undefined : setAside.map(shown),
    needsNewer,
  };
}
