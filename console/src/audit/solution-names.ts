/** Names of solutions instead of their ids. */
import { items } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

export type SolutionNames = Readonly<Record<string, string>>;

/** The names of an organization's solutions by their id; those that were deleted are not among them. */
export function useSolutionNames(organizationId: string): SolutionNames {
  const path = "/v1/organizations/{organizationId}/solutions";
  const { data = {} } = useQuery({
    queryKey: [path, "names", organizationId],
    async queryFn(): Promise<SolutionNames> {
      const names: Record<string, string> = {};
      const params = { path: { organizationId }, query: { limit: 500 } };
      for await (const { solutionId, title } of items(api, path, { params }))
        names[solutionId] = title;
      return names;
    },
  });
  return data;
}

/** A deleted solution has no name any more, so it is told apart by the beginning of its id. */
export function solutionName(solutionId: string, names: SolutionNames): string {
  return names[solutionId] ?? solutionId.slice(0, 8);
}
