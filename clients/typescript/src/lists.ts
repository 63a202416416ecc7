/** Walks lists, page by page or item by item. */
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

/** The paths whose GET answers a page of a list. */
export type ListPath = {
  [Path in keyof paths]: paths[Path] extends { readonly get: ListOperation<unknown> }
    ? Path
    : never;
}[keyof paths];

/** What the list at a path consists of. */
export type Item<Path extends ListPath> = paths[Path] extends {
  readonly get: ListOperation<infer Each>;
}
  ? Each
  : never;

/** The list's parameters (`limit` is that of each page), and a signal to stop with. */
export type ListRequest<Path extends ListPath> = ParamsOption<paths[Path]["get"]> & {
  readonly signal?: AbortSignal;
};

/** May be left out where the path has no parameters. */
type RequestOf<Path extends ListPath> =
  object extends ListRequest<Path> ? [request?: ListRequest<Path>] : [request: ListRequest<Path>];

/** Page by page to the end of the list. Throws a `MusterProblem` where a page is refused. */
export async function* pages<Path extends ListPath>(
  client: MusterClient,
  path: Path,
  ...[request]: RequestOf<Path>
): AsyncGenerator<readonly Item<Path>[], void> {
  // TypeScript cannot see that a list's GET answers a page as long as the path is open.
  const get = client.GET as (path: Path, init: object) => Promise<Answer<Page<Item<Path>>>>;
  const { query, ...params } = (request?.params ?? {}) as { readonly query?: object };
  let next: { readonly continuationToken?: string } | undefined = {};
  while (next !== undefined) {
    const asked = get(path, { ...request, params: { ...params, query: { ...query, ...next } } });
    const { items: found, continuationToken }: Page<Item<Path>> = await unwrap(asked);
    yield found;
    next = continuationToken === undefined ? undefined : { continuationToken };
  }
}

/** Item by item to the end of the list. Throws a `MusterProblem` where a page is refused. */
export async function* items<Path extends ListPath>(
  client: MusterClient,
  path: Path,
  ...request: RequestOf<Path>
): AsyncGenerator<Item<Path>, void> {
  for await (const page of pages(client, path, ...request)) yield* page;
}
