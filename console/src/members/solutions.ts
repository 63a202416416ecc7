/** The organization's solutions with their names, for filters, pickers and cells. */
import { unwrap } from "@muster/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../app/api.ts";
import { queryClient } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { caseFold } from "../../../src/platform/case-fold.ts";

/** One page; an organization with more has their first ones here. */
const solutionsAtMost = 500;
const path = "/v1/organizations/{organizationId}/solutions";

export function useSolutions() {
  const { organizationId } = useOrganization();
  const params = { path: { organizationId }, query: { limit: solutionsAtMost } };
  const query = queryOptions({
    queryKey: [path, "named", params],
    staleTime: 60_000,
    queryFn: () => unwrap(api.GET(path, { params })),
  });
  const { data } = useQuery(query);
  const solutions = useMemo(() => data?.items ?? [], [data]);
  const titles = useMemo(
    () => new Map(solutions.map(({ solutionId, title }) => [solutionId, title])),
    [solutions],
  );

  /** @returns ids by title, name and id, each folded, as people may write them */
  async function readSolutions(): Promise<ReadonlyMap<string, string>> {
    const { items } = await queryClient.ensureQueryData(query);
    return new Map(
      items.flatMap(({ solutionId, name, title }) =>
        [solutionId, name, title].map((key): [string, string] => [caseFold(key), solutionId]),
      ),
    );
  }

  return { solutions, titles, readSolutions };
}
