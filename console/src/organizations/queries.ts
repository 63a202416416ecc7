/** What several of the settings read. */
import { unwrap } from "@muster/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../app/api.ts";

export function organizationQuery(organizationId: string) {
  const params = { path: { organizationId } };
  return queryOptions({
    queryKey: ["/v1/organizations/{organizationId}", params],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/organizations/{organizationId}", { params, signal })),
  });
}

export function settingsQuery(organizationId: string) {
  const params = { path: { organizationId } };
  return queryOptions({
    queryKey: ["/v1/organizations/{organizationId}/settings", params],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/organizations/{organizationId}/settings", { params, signal })),
  });
}
