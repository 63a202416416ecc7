/** The request of the timeline. */
import { eventGroups } from "./groups.ts";
import type { AuditSearch } from "./search.ts";

export const eventsPath = "/v1/organizations/{organizationId}/events";

export function listedEvents(organizationId: string, search: AuditSearch) {
  const { groups, actorId, subjectId, solutionId, correlationId, from, to } = search;
  const types = groups?.flatMap((group) => eventGroups[group]);
  const filters = { types, actorId, subjectId, solutionId, correlationId, from, to };
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return {
    path: { organizationId },
    query: { order: "desc" as const, ...(Object.fromEntries(given) as Given<typeof filters>) },
  };
}

type Given<Filters> = { [Name in keyof Filters]?: Exclude<Filters[Name], undefined> };
export type EventsParams = ReturnType<typeof listedEvents>;
