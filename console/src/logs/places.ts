/** Where log entries are looked at: each place has its own address, and its own rule of who may look. */
import { MusterProblem } from "@muster/client";
import { api } from "../app/api.ts";
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
export async function logsAsCsv(
  place: LogPlace,
  params: ReturnType<typeof placeParams>,
): Promise<Blob> {
  const { data, error, response } = await api.GET(place.path, {
    params,
    headers: { Accept: "text/csv" },
    parseAs: "blob",
  });
  if (!response.ok) throw new MusterProblem(error, response);
  return data as unknown as Blob;
}
