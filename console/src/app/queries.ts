/** How pages read: each list and each resource is a query named by its path and parameters. */
import { type Item, type ListPath, type ListRequest, type Schemas, unwrap } from "@muster/client";
import {
  infiniteQueryOptions,
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, needsSignIn } from "./api.ts";
import { lockBecause } from "./lock.ts";
import { sessionQuery } from "./session.ts";

/** How many rows are fetched first: two screens of a large display; and then while one scrolls. */
const firstPageSize = 100;
const nextPageSize = 250;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: lockIfSignedOut }),
  mutationCache: new MutationCache({ onError: lockIfSignedOut }),
  defaultOptions: {
    queries: {
      // The client retries what can be retried; a refusal stays one.
      retry: false,
      staleTime: 10_000,
      // A list that is filtered anew shows the old rows until the new ones are there.
      placeholderData: keepPreviousData,
    },
  },
});

/** A wrong code is answered 401 too, before anybody is signed in. */
/** Forgets what the person before has read. What everybody may read says so (`meta.isPublic`). */
export function forgetPerson(): void {
  queryClient.removeQueries({ predicate: ({ meta }) => meta?.["isPublic"] !== true });
}

function lockIfSignedOut(error: unknown): void {
  if (needsSignIn(error) && queryClient.getQueryData(sessionQuery.queryKey)) lockBecause(error);
}

interface Page<Path extends ListPath> {
  readonly items: readonly Item<Path>[];
  readonly continuationToken?: string;
  readonly total?: number;
  readonly totalIsBounded?: boolean;
  readonly people?: Readonly<Record<string, Schemas["PersonName"]>>;
}

/** The query of a list, page by page. Its key is `[path, params]`. */
export function listQuery<Path extends ListPath>(
  path: Path,
  params: NonNullable<ListRequest<Path>["params"]>,
) {
  const { query, ...others } = params as { readonly query?: object };
  return infiniteQueryOptions({
    queryKey: [path, params] as const,
    // To compare all pages with each next one would take longer than to fetch it.
    structuralSharing: false,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Path>) => page.continuationToken,
    queryFn({ pageParam, signal }): Promise<Page<Path>> {
      // TypeScript cannot infer that the GET of a generic list path returns a page.
      const get = api.GET as (path: Path, init: object) => Parameters<typeof unwrap>[0];
      // Counting is as much work again, and the first page has told the number.
      const continued =
        pageParam === undefined
          ? { limit: firstPageSize, ...query }
          : {
              limit: nextPageSize,
              ...query,
              includeTotal: undefined,
              continuationToken: pageParam,
            };
      const init = { params: { ...others, query: continued }, signal };
      return unwrap(get(path, init)) as Promise<Page<Path>>;
    },
  });
}

/**
 * The rows of a list so far, and the names of the people in them.
 * @param options.isLive the page itself keeps the list as it is now, so it is not read again when one returns
 */
export function useList<Path extends ListPath>(
  path: Path,
  params: NonNullable<ListRequest<Path>["params"]>,
  { isLive = false }: { readonly isLive?: boolean } = {},
) {
  const { data, error, isPending, isFetching, isPlaceholderData, isFetchNextPageError, ...query } =
    useInfiniteQuery({
      ...listQuery(path, params),
      ...(isLive ? { staleTime: Infinity, refetchOnMount: false } : {}),
    });
  const { hasNextPage, fetchNextPage, refetch } = query;
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const people = useMemo(
    () => Object.assign({}, ...(data?.pages.map((page) => page.people) ?? [])) as People,
    [data],
  );
  const [first] = data?.pages ?? [];
  return {
    rows,
    people,
    error,
    isPending,
    /** Something was read, perhaps before the error. */
    isRead: data !== undefined,
    isFetching,
    /** The rows are still those of the parameters before. */
    isOutdated: isPlaceholderData,
    // After an error the person decides whether to go on.
    hasMore: hasNextPage && !isFetchNextPageError && !isPlaceholderData,
    loadMore,
    refetch,
    /** Only with `includeTotal`. */
    total: first?.total,
    totalIsBounded: first?.totalIsBounded ?? false,
  };
}

/** The names of people by their id, as far as the caller may see them. */
export type People = Readonly<Record<string, Schemas["PersonName"]>>;

/** Reads everything again whose path begins so. */
export function readAgain(...paths: readonly string[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === "string" && paths.some((start) => path.startsWith(start)),
  });
}
