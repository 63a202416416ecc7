/** What several pages read of solutions. */
import { items, type Schemas, unwrap } from "@muster/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../app/api.ts";
import { actingRole } from "../app/permissions.ts";
import { useOrganization } from "../app/session.ts";

type SolutionRole = Schemas["SolutionRole"];

const pageSize = 500;
const solutionsPath = "/v1/organizations/{organizationId}/solutions";
const ownPath = "/v1/users/me/solutions";

/** All solutions that the caller may view: the API has no search over them, so pages search among all. */
export function allSolutionsQuery(organizationId: string) {
  const params = { path: { organizationId }, query: { limit: pageSize } };
  return queryOptions({
    queryKey: [solutionsPath, "all", organizationId] as const,
    queryFn: ({ signal }) => Array.fromAsync(items(api, solutionsPath, { params, signal })),
  });
}

export function solutionQuery(organizationId: string, solutionId: string) {
  const params = { path: { organizationId, solutionId } };
  const path = "/v1/organizations/{organizationId}/solutions/{solutionId}";
  return queryOptions({
    queryKey: [path, params] as const,
    queryFn: ({ signal }) => unwrap(api.GET(path, { params, signal })),
  });
}

/** The caller's role in each of their solutions, by id. */
const ownRolesQuery = queryOptions({
  queryKey: [ownPath, "roles"] as const,
  async queryFn({ signal }): Promise<Readonly<Record<string, SolutionRole | undefined>>> {
    const params = { query: { limit: pageSize } };
    const own = await Array.fromAsync(items(api, ownPath, { params, signal }));
    return Object.fromEntries(own.map(({ solutionId, userRole }) => [solutionId, userRole]));
  },
});

/** The caller's roles in solutions: the assigned one, and the one with which they act. */
export function useOwnRoles() {
  const { userRole } = useOrganization();
  const { data } = useQuery(ownRolesQuery);
  return useMemo(
    () => ({
      isPending: data === undefined,
      assigned: (solutionId: string) => data?.[solutionId],
      acting: (solutionId: string) => actingRole(userRole, data?.[solutionId]),
    }),
    [data, userRole],
  );
}
