/** The catalogue of all events. An event that is missing here can be neither written nor read. */
import { type EmailEvent, emailEvents } from "./email/events.ts";
import type { EventDefinition } from "./event.ts";
import { type ExportEvent, exportEvents } from "./export/events.ts";
import { type MemberEvent, memberEvents } from "./member/events.ts";
import { type NotificationEvent, notificationEvents } from "./notification/events.ts";
import { type OrganizationEvent, organizationEvents } from "./organization/events.ts";
import { type SessionEvent, sessionEvents } from "./session/events.ts";
import { type SolutionEvent, solutionEvents } from "./solution/events.ts";
import type { StreamCategory } from "./streams.ts";
import { type TokenEvent, tokenEvents } from "./token/events.ts";
import { type Upcaster, upcasters } from "./upcasters.ts";
import { type UserEvent, userEvents } from "./user/events.ts";

export type DomainEvent =
  | EmailEvent
  | ExportEvent
  | MemberEvent
  | NotificationEvent
  | OrganizationEvent
  | SessionEvent
  | SolutionEvent
  | TokenEvent
  | UserEvent;

/** The events that streams of each category may hold. */
export const eventsByCategory: Readonly<
  Record<StreamCategory, Readonly<Record<string, EventDefinition>>>
> = {
  organization: organizationEvents,
  user: userEvents,
  email: emailEvents,
  member: memberEvents,
  solution: solutionEvents,
  token: tokenEvents,
  session: sessionEvents,
  notification: notificationEvents,
  export: exportEvents,
};

/** An event's definition, and the category of the streams that may hold it. */
export interface CatalogueEntry {
  readonly definition: EventDefinition;
  readonly category: string;
}

export const definitions: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.entries(eventsByCategory).flatMap(([category, events]) =>
    Object.entries(events).map(([type, definition]) => [type, { definition, category }] as const),
  ),
);

/** The events that a program can read and write, and how it reads their older versions. */
export interface Catalogue {
  readonly definitions: ReadonlyMap<string, CatalogueEntry>;
  readonly upcasters: Readonly<Record<string, readonly Upcaster[]>>;
}

export const catalogue: Catalogue = { definitions, upcasters };

/** Each event type with its newest schema version. */
export function schemaVersions({ definitions: known }: Catalogue): Record<string, number> {
  return Object.fromEntries([...known].map(([type, { definition }]) => [type, definition.version]));
}
