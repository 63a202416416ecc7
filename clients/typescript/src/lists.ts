/** Iterates over lists, page by page or item by item. */
import type { ParamsOption } from "openapi-fetch";
import type { MusterClient } from "./client.ts";
import { type Answer, unwrap } from "./problem.ts";
import type { paths } from "./schema.d.ts";

interface Page<Each> {
  readonly items: readonly Each[];
  readonly continuationToken?: string;
}

interface ListOperation<Each> {
  readonly responses: {
    readonly 200: { readonly content: { readonly "application/json": Page<Each> } };
  };
}

/** The paths whose GET returns a page of a list. */
export type ListPath = {
  [Path in keyof paths]: paths[Path] extends { readonly get: ListOperation<unknown> }
    ? Path
    : never;
}[keyof paths];

/** The type of the list's items. */
export type Item<Path extends ListPath> = paths[Path] extends {
  readonly get: ListOperation<infer Each>;
}
  ? Each
  : never;

/** The list's parameters (`limit` is the page size), and a signal that stops the iteration. */
export type ListRequest<Path extends ListPath> = ParamsOption<paths[Path]["get"]> & {
  readonly signal?: AbortSignal;
};

/** The request is optional if the path has no required parameters. */
type RequestOf<Path extends ListPath> =
  object extends ListRequest<Path> ? [request?: ListRequest<Path>] : [request: ListRequest<Path>];

/** Yields the list page by page. @throws MusterProblem if a page is refused */
export async function* pages<Path extends ListPath>(
  client: MusterClient,
  path: Path,
  ...[request]: RequestOf<Path>
): AsyncGenerator<readonly Item<Path>[], void> {
  // TypeScript cannot infer that the GET of a generic list path returns a page.
  const get = client.GET as (path: Path, init: object) => Promise<Answer<Page<Item<Path>>>>;
  const { query, ...params } = (request?.params ?? {}) as { readonly query?: object };
  let next: { readonly continuationToken?: string } | undefined = {};
  while (next !== undefined) {
    const answer = get(path, { ...request, params: { ...params, query: { ...query, ...next } } });
    const { items: found, continuationToken }: Page<Item<Path>> = await unwrap(answer);
    yield found;
    next = continuationToken === undefined ? undefined : { continuationToken };
  }
}

/** Yields the list item by item. @throws MusterProblem if a page is refused */
export async function* items<Path extends ListPath>(
  client: MusterClient,
  path: Path,
  ...request: RequestOf<Path>
): AsyncGenerator<Item<Path>, void> {
  for await (const page of pages(client, path, ...request)) yield* page;
}
