/** Where log entries are looked at: each place has its own address, and its own rule of who may look. */
import { api } from "../app/api.ts";
import { csvIn } from "../kit/csv-button.tsx";
import type { LogsSearch } from "./search.ts";

export type LogPlace = { readonly needsCorrelationId?: true } & (
  | {
      readonly path: "/v1/organizations/{organizationId}/logs";
      readonly ids: { readonly organizationId: string };
    }
  | {
      readonly path: "/v1/organizations/{organizationId}/members/{userId}/logs";
      readonly ids: { readonly organizationId: string; readonly userId: string };
    }
  | {
      readonly path: "/v1/organizations/{organizationId}/solutions/{solutionId}/logs";
      readonly ids: { readonly organizationId: string; readonly solutionId: string };
    }
  | { readonly path: "/v1/users/me/logs"; readonly ids?: undefined }
);

/** The parameters of a request, whichever place it is; the organization's view has no window. */
export function placeParams(place: LogPlace, { window, ...others }: LogsSearch) {
  const query = Object.entries({ ...others, ...(place.needsCorrelationId ? {} : { window }) });
  return {
    path: place.ids as never,
    query: Object.fromEntries(query.filter(([, value]) => value !== undefined)) as never,
  };
}

/** All entries that the filters leave, not only those that are shown. @throws MusterProblem */
export function logsAsCsv(place: LogPlace, params: ReturnType<typeof placeParams>): Promise<Blob> {
  const headers = { Accept: "text/csv" };
  return csvIn(api.GET(place.path, { params, headers, parseAs: "blob" }));
}
