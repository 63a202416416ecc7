/**
 * Replays an organization's log from its beginning into memberships, role changes and tokens. Exports and
 * the offline verifier both use it and so make the same bytes.
 */
import type { DomainEvent } from "../domain/catalogue.ts";
import type { MemberEvent } from "../domain/member/events.ts";
import type { TokenEvent } from "../domain/token/events.ts";
import type { Actor } from "../eventstore/codec.ts";
import {
  type Access,
  evolveAccess,
  isVoid,
  type RoleChange,
  roleChanges,
  withSolution,
} from "./access.ts";
import type { Reviewed } from "./access-review.ts";
import { createAddresses } from "./addresses.ts";
import { byKey, createTokens, type AuditedToken } from "./tokens.ts";

/** Where and by whom an event was recorded. */
interface Place {
  readonly position: number;
  readonly occurredAt: string;
  readonly stream: string;
  readonly subjectId: string | undefined;
  readonly actor: Actor;
  /** The disclosed personal data, proven by its commitment. */
  readonly personal: Readonly<Record<string, unknown>> | undefined;
}

/** One role of one member, before and after an entry. */
export interface MemberRoleChange extends RoleChange {
  readonly userId: string;
  readonly place: Place;
}

export interface Replay {
  /** Plays the next event and returns the roles that it changed. */
  play(event: DomainEvent, place: Place): MemberRoleChange[];
  /** All current members, by id. */
  members(): Iterable<Reviewed>;
  /** By id. */
  tokens(): AuditedToken[];
}

export function createReplay(): Replay {
  const members = new Map<string, Access>();
  const addresses = createAddresses();
  const tokens = createTokens();
  const deletedSolutions = new Set<string>();
  let isDeleted = false;
  /** Members by solution, so that deleting one does not scan all members. */
  const assigned = new Map<string, Set<string>>();

  return {
    play(event, place) {
      const category = place.stream.slice(0, place.stream.indexOf("-"));
      if (category === "member") return playMember(event as MemberEvent, place);
      if (category === "token") tokens.play(event as TokenEvent, place);
      if (event.type === "SolutionDeleted") return endSolution(place);
      if (event.type === "OrganizationDeleted") return endAll(place);
      return [];
    },
    *members() {
      for (const userId of [...members.keys()].sort()) {
        const access = members.get(userId);
        if (access !== undefined) yield { userId, email: addresses.find(userId), access };
      }
    },
    tokens: tokens.all,
  };

  function playMember(event: MemberEvent, place: Place): MemberRoleChange[] {
    const userId = place.subjectId ?? "";
    // An event that ran at the same time as the deletion of the organization or solution has no effect.
    if (isDeleted || isVoid(event, (id) => deletedSolutions.has(id))) return [];
    const before = members.get(userId);
    const after = evolveAccess(before, event, place);
    addresses.play({ type: event.type, subjectId: userId, personal: place.personal });
    return become(userId, before, after, place);
  }

  function become(
    userId: string,
    before: Access | undefined,
    after: Access | undefined,
    place: Place,
  ): MemberRoleChange[] {
    if (after === undefined) members.delete(userId);
    else members.set(userId, after);
    const changes = roleChanges(before, after);
    for (const { solutionId, to } of changes) {
      if (solutionId === undefined) continue;
      const holders = assigned.get(solutionId) ?? new Set();
      if (to === undefined) holders.delete(userId);
      else holders.add(userId);
      assigned.set(solutionId, holders);
    }
    return changes.map((change) => ({ ...change, userId, place }));
  }

  function endSolution(place: Place): MemberRoleChange[] {
    const solutionId = place.stream.slice(place.stream.indexOf("-") + 1);
    deletedSolutions.add(solutionId);
    const holders = [...(assigned.get(solutionId) ?? [])].sort();
    const changes = holders.flatMap((userId) => {
      const before = members.get(userId);
      return before && become(userId, before, withSolution(before, solutionId, undefined), place);
    });
    assigned.delete(solutionId);
    return changes.filter((change) => change !== undefined);
  }

  function endAll(place: Place): MemberRoleChange[] {
    isDeleted = true;
    return [...members]
      .sort(byKey)
      .flatMap(([userId, before]) => become(userId, before, undefined, place));
  }
}
