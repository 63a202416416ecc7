/** What the parts of a user's page read. */
import { type Schemas, unwrap } from "@muster/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import type { People } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";

const memberPath = "/v1/organizations/{organizationId}/members/{userId}";
const membersPath = "/v1/organizations/{organizationId}/members";
const historyPath = "/v1/organizations/{organizationId}/members/{userId}/role-history";
const eventsPath = "/v1/organizations/{organizationId}/events";

export function memberQuery(organizationId: string, userId: string) {
  const params = { path: { organizationId, userId } };
  return queryOptions({
    queryKey: [memberPath, params] as const,
    queryFn: ({ signal }) => unwrap(api.GET(memberPath, { params, signal })),
  });
}

/** Begins the keys of {@link useActiveOwners}. */
export const activeOwnersKey = [membersPath, "active owners"] as const;

/** How many active owners there are, as far as it matters: two stand for more. Undefined: not known yet. */
export function useActiveOwners(isNeeded: boolean): number | undefined {
  const { organizationId } = useOrganization();
  const path = { organizationId };
  const query = { includeRoles: ["OWNER" as const], status: ["ACTIVE" as const], limit: 2 };
  const params = { path, query };
  const { data } = useQuery({
    queryKey: [...activeOwnersKey, params],
    enabled: isNeeded,
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET(membersPath, { params, signal }))).items.length,
  });
  return data;
}

export interface RoleHistory {
  readonly intervals: readonly Schemas["RoleInterval"][];
  readonly people: People;
}

/** Looking at it is recorded in the audit log, so it is read once and not again by itself. */
export function roleHistoryQuery(organizationId: string, userId: string) {
  return queryOptions({
    queryKey: [historyPath, "all", organizationId, userId] as const,
    staleTime: Infinity,
    async queryFn({ signal }): Promise<RoleHistory> {
      const intervals: Schemas["RoleInterval"][] = [];
      const people: Record<string, Schemas["PersonName"]> = {};
      const path = { organizationId, userId };
      let next: { readonly continuationToken?: string } | undefined = {};
      while (next !== undefined) {
        const params = { path, query: { limit: 500, ...next } };
        // oxlint-disable-next-line no-await-in-loop -- each page names the next
        const page: Schemas["RoleHistoryPage"] = await unwrap(
          api.GET(historyPath, { params, signal }),
        );
        intervals.push(...page.items);
        Object.assign(people, page.people);
        const { continuationToken } = page;
        next = continuationToken === undefined ? undefined : { continuationToken };
      }
      return { intervals, people };
    },
  });
}

/** Events about one person, the newest first. Looking at them is recorded too. */
export function personEventsQuery(
  organizationId: string,
  subjectId: string,
  types: readonly Schemas["AuditEvent"]["type"][],
) {
  const query = { subjectId, types: types as never, order: "desc" as const, limit: 500 };
  const params = { path: { organizationId }, query };
  return queryOptions({
    queryKey: [eventsPath, params] as const,
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await unwrap(api.GET(eventsPath, { params, signal }))).items,
  });
}
