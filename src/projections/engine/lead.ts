/** Leads a projection: the one instance that holds the lock folds, until something keeps it from that. */
import { UnknownEvent } from "../../eventstore/errors.ts";
import type { Position } from "../../eventstore/port.ts";
import { advance, type Fold, type Poison } from "./advance.ts";
import {
  announceChange,
  beginCheckpoint,
  Fenced,
  forgetFailure,
  readCheckpoint,
  recordFailure,
} from "./checkpoint.ts";
import type { GroupSession } from "./group-session.ts";
import { createKeptFold } from "./kept-fold.ts";
import { unlock } from "./leader-lock.ts";
import type { FreshRows } from "./fresh-rows.ts";
import type { FollowerHandler, Pace } from "./follower.ts";
import type { GroupParts, Rollout } from "./rollout.ts";
import type { Standing } from "./standing.ts";

/**
 * @param fresh gets the rows with which commands answer; without any when it does not lead
 * @param pace of a gentle projection
 * @param stopping ends it after the batch in progress
 */
export function createLead(
  parts: GroupParts,
  standing: Standing,
  rollout: Rollout,
  fresh: FreshRows,
  pace: Pace | undefined,
  stopping: AbortSignal,
) {
  const { projection, codec, feed, announcer, log, program } = parts;
  const { name } = projection;

  return lead;

  /** Folds until something changes; false if it gave up the lead to a newer program or an operator. */
  async function lead(session: GroupSession): Promise<boolean> {
    const checkpoint = await session.outside(async ({ client }) => {
      await beginCheckpoint(client, name, projection.version);
      return readCheckpoint(client, name);
    });
    if (checkpoint === undefined) throw new Error(`the checkpoint of ${name} was deleted`);
    const { version, position, failure, setAsideBy } = checkpoint;
    standing.consider(checkpoint);
    if (!standing.mayLead()) {
      await giveUp(session);
      return false;
    }
    if (failure !== undefined) {
      log.info(
        { projection: name, position: String(position), error: failure.error },
        "trying an event again at which an older version failed",
      );
      await session.outside(({ client }) => forgetFailure(client, name, failure));
      return true;
    }
    standing.newer.note(false);
    rollout.begin(version, setAsideBy);
    try {
      const poison = await follow(session, position);
      if (poison) await stopAt(session, poison);
    } catch (error) {
      if (error instanceof UnknownEvent) meet(error);
      else if (!(error instanceof Fenced)) throw error;
    }
    return true;
  }

  /** Releases the lead and wakes the other instances, of which one may be able to fold. */
  async function giveUp({ outside }: GroupSession): Promise<void> {
    await outside(async (session) => {
      await unlock(session, name);
      await announceChange(session.client, name);
    });
  }

  /** Follows the events until the group stops, the session is lost or an event cannot be folded. */
  async function follow(session: GroupSession, from: Position): Promise<Poison | undefined> {
    let position = from;
    let poison: Poison | undefined;
    const fold: Fold = {
      projection,
      codec,
      client: session.client,
      transaction: session.transaction,
      ...(projection.isPrompt && { kept: createKeptFold(projection, session.client, fresh) }),
      checkpoint: name,
      program,
      onMoved(moved) {
        ({ position } = moved);
        standing.reach(moved);
        announcer.announce(name, position, moved.hasSetAside);
        parts.onMoved?.(position, moved.types);
      },
      onSetAside(key, { eventId, eventType, error, ...at }) {
        log.error(
          { projection: name, key, position: String(at.position), eventId, eventType, error },
          "a projection set aside whose event it cannot fold; see `muster projections status`",
        );
      },
    };
    const poisoned = new AbortController();
    const ending = AbortSignal.any([session.lost, stopping, standing.halted(), poisoned.signal]);
    const handle: FollowerHandler = async ({ records, decoded }) => {
      if (poison !== undefined) return;
      poison = await advance(fold, position, records, decoded());
      if (poison !== undefined) poisoned.abort();
    };
    const subscription = feed.follow(from, handle, pace);
    try {
      await Promise.race([subscription.finished, whenAborted(ending)]);
    } finally {
      await subscription.stop();
      fresh.clear();
    }
    return poison;
  }

  async function stopAt({ outside }: GroupSession, poison: Poison): Promise<void> {
    const { position, eventId, eventType, error } = poison;
    standing.stopped();
    await outside(async ({ client }) => {
      await recordFailure(client, name, { ...poison, program });
      await announceChange(client, name);
    });
    log.error(
      { projection: name, position: String(position), eventId, eventType, error },
      "a projection stopped at an event that it cannot fold; see `muster projections status`",
    );
  }

  function meet(unknown: UnknownEvent): void {
    standing.newer.meet(unknown);
    log.error(
      { projection: name, position: String(unknown.position), reason: unknown.message },
      "a projection needs a newer version of the program; upgrade this instance",
    );
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
