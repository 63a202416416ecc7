/**
 * The room in a stream. Ordinary changes stop at the budget `eventsPerStream`; the rest of the stream is
 * reserved for whoever must end something. Decided by the events of an append: all of them must be
 * endings. What would undo an ending is ordinary, so repetition cannot use up the reserve.
 */
import type { DomainEvent } from "./catalogue.ts";
import type { AnyEvent } from "./event.ts";
import { isAbove } from "./roles.ts";
import { categoryOf } from "./streams.ts";

/** `partial` ends a part, of which there may be many; `final` ends the whole, or cannot recur. */
export type Room = "ordinary" | "partial" | "final";

/** The events reserved for partial endings, and those beyond for final ones. */
export const partialReserve = 1_900;
const finalReserve = 100;

/** The events that a stream may have after an append. */
export function atMostEvents(room: Room, ordinary: number): number {
  if (room === "ordinary") return ordinary;
  return ordinary + partialReserve + (room === "final" ? finalReserve : 0);
}

/** The room that an append may use. */
export function roomFor(events: readonly AnyEvent[]): Room {
  const rooms = new Set(events.map((event) => roomOf(event as DomainEvent)));
  if (rooms.has("ordinary")) return "ordinary";
  return rooms.has("partial") ? "partial" : "final";
}

function roomOf(event: DomainEvent): Room {
  switch (event.type) {
    case "MemberDisabled":
    case "MemberRemoved":
    case "InviteRevoked":
    case "OrganizationDeleted":
    case "SolutionDeleted":
    case "TokenDeleted":
    case "UserLoggedOut":
    case "EmailReleased":
    case "PersonalDataErased":
    case "NotificationCancelled":
      return "final";
    case "OrgRoleChanged":
      return isAbove(event.data.from, event.data.to) ? "final" : "ordinary";
    case "SolutionUnassigned":
      return event.data.setAside === true ? "ordinary" : "partial";
    case "SolutionRoleChanged":
      return event.data.to === "DENY" ? "partial" : "ordinary";
    case "OwnershipRevoked":
    // What the system records about something that exists: as often as that thing allows.
    case "TokenUsed":
    case "InviteEmailSent":
    case "InviteEmailFailed":
    case "NotificationDelivered":
    case "NotificationSent":
    case "PushesRecorded":
      return "partial";
    default:
      return "ordinary";
  }
}

const advice: Readonly<Record<string, string>> = {
  member: "It can still be ended: disable or remove the member, or unassign solutions.",
  solution: "Delete it and register a new one.",
  organization: "Make a new organization.",
  token: "Delete it and make a new one.",
};

/** Says that the stream is full, and what is still possible. */
export function describeFull(stream: string, atMost: number): string {
  const category = categoryOf(stream);
  const kind = category === "member" ? "membership" : category;
  return `The ${kind} has reached its limit of ${atMost} recorded changes (eventsPerStream). ${advice[category] ?? "It takes no further changes."}`;
}
