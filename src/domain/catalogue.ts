/** The catalogue of all events. An event that is missing here can be neither written nor read. */
import * as email from "./email/events.ts";
import type { EventDefinition } from "./event.ts";
import * as exporting from "./export/events.ts";
import * as member from "./member/events.ts";
import * as notification from "./notification/events.ts";
import * as organization from "./organization/events.ts";
import * as session from "./session/events.ts";
import * as solution from "./solution/events.ts";
import type { StreamCategory } from "./streams.ts";
import * as token from "./token/events.ts";
import { type Upcaster, upcasters } from "./upcasters.ts";
import * as user from "./user/events.ts";

export type DomainEvent =
  | email.EmailEvent
  | exporting.ExportEvent
  | member.MemberEvent
  | notification.NotificationEvent
  | organization.OrganizationEvent
  | session.SessionEvent
  | solution.SolutionEvent
  | token.TokenEvent
  | user.UserEvent;

function definitionsIn(module: Record<string, unknown>): EventDefinition[] {
  return Object.values(module).filter(
    (exported): exported is EventDefinition =>
      typeof exported === "object" && exported !== null && "summary" in exported,
  );
}

/** The events that streams of each category may hold. */
export const eventsByCategory: Readonly<Record<StreamCategory, readonly EventDefinition[]>> = {
  organization: definitionsIn(organization),
  user: definitionsIn(user),
  email: definitionsIn(email),
  member: definitionsIn(member),
  solution: definitionsIn(solution),
  token: definitionsIn(token),
  session: definitionsIn(session),
  notification: definitionsIn(notification),
  export: definitionsIn(exporting),
};

/** An event's definition, and the category of the streams that may hold it. */
export interface CatalogueEntry {
  readonly definition: EventDefinition;
  readonly category: string;
}

export const definitions: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.entries(eventsByCategory).flatMap(([category, events]) =>
    events.map((definition) => [definition.type, { definition, category }] as const),
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
