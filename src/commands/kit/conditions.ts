/**
 * What every change asks besides its decider: that the read models serve, that all instances know its events,
 * that its stream has room, that the person has entries left, and that `If-Match` names the revision.
 */
import type { AnyEvent } from "../../domain/event.ts";
import { atMostEvents, describeFull, type Room } from "../../domain/stream-room.ts";
import { categoryOf } from "../../domain/streams.ts";
import { isPrivate } from "../../domain/user/events.ts";
import { countJoined } from "../../projections/directory/queries/organizations.ts";
import type { CommandContext } from "./context.ts";
import { RejectedError } from "./rejected-error.ts";

/** Authorization relies on the read models. While they are stopped, nothing may be written. */
export function requireReadModels({ services: { directory } }: CommandContext): void {
  if (directory.isWaiting()) {
    throw new RejectedError(
      "upgrade-in-progress",
      "Changes are not possible: the read models wait for a newer version of the service.",
    );
  }
  if (!directory.isStopped()) return;
  throw new RejectedError(
    "unavailable",
    "Changes are not possible: the read models have stopped. An operator must repair them.",
  );
}

/** An older instance could not read the events, and an operator could not go back to its version. */
export async function requireKnownToAll({ services }: CommandContext, events: readonly AnyEvent[]) {
  if (await services.instances.mayWrite(events.map(({ type }) => type))) return;
  throw new RejectedError(
    "upgrade-in-progress",
    "This becomes possible when all instances of the service run its new version.",
  );
}

/** @throws RejectedError `limit-reached`: the stream would have more events than the room allows */
export function requireRoom(
  { services: { limits } }: CommandContext,
  stream: string,
  events: number,
  room: Room,
): void {
  const atMost = atMostEvents(room, limits.eventsPerStream);
  if (events <= atMost) return;
  throw new RejectedError("limit-reached", describeFull(stream, atMost));
}

/** A stream to change, and what its events are about. */
export interface ChangedStream {
  readonly stream: string;
  readonly organizationId?: string | undefined;
  readonly subjectId?: string | undefined;
}

/** Counts the log entries of a person's change; see src/projections/audit/logs-of.ts. */
export async function takeEntries(
  { caller, services, at }: CommandContext,
  about: ChangedStream,
  events: readonly AnyEvent[],
): Promise<void> {
  const { stream, organizationId, subjectId } = about;
  if (events.length === 0 || caller.via === "SYSTEM") return;
  const category = categoryOf(stream);
  // Sign-ins are bounded by codes, and claims of addresses enter no log.
  if (category === "session" || category === "email") return;
  // Whoever is registered just now is in no organization, so that it enters no log either.
  if (events.every(({ type }) => type === "UserRegistered")) return;
  const isPersonal = organizationId === undefined && subjectId !== undefined;
  // What enters no log counts as one entry.
  const isShown = isPersonal && !events.every(({ type }) => isPrivate(type));
  const logs = isShown ? await countJoined(services.pool, subjectId) : 1;
  if (logs > 0) await services.takeEntries(caller.userId, logs * events.length, at);
}

/** @throws RejectedError `precondition-failed` if `If-Match` does not name the revision */
export function requireRevision(
  { ifMatch }: Pick<CommandContext, "ifMatch">,
  revision: number | undefined,
): void {
  // The decider refuses a change to something that does not exist.
  if (ifMatch === undefined || revision === undefined || ifMatch.includes(revision)) return;
  throw new RejectedError(
    "precondition-failed",
    "It was changed since you read it. Read it again.",
  );
}
