/** The list of users: its path, its parameters, and what changed in it since it was read. */
import { type ListRequest, type Schemas, unwrap } from "@muster/client";
import { hashKey, type InfiniteData, type Query } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "../app/api.ts";
import { type Change, onChange } from "../app/changes.ts";
import { queryClient } from "../app/queries.ts";
import type { Catalogue } from "../text/catalogue.ts";
import { idsIn, withMembers } from "./member-pages.ts";
import { membersFilter, type MembersSearch } from "./search.ts";

export type Member = Schemas["Member"];

export function memberName({ name, email }: Member, { common }: Catalogue): string {
  return name ?? email ?? common.erasedPerson;
}

export const membersPath = "/v1/organizations/{organizationId}/members";

export type MembersParams = NonNullable<ListRequest<typeof membersPath>["params"]>;

export function membersParams(organizationId: string, search: MembersSearch) {
  const query = { ...membersFilter(search), includeTotal: "true" as const };
  return { path: { organizationId }, query } satisfies MembersParams;
}

/** What others did since the list was read. Nothing of it moves the rows. */
export interface News {
  /** New users that wait for a click. */
  readonly added: readonly Member[];
  /** New users that stand above the list. */
  readonly shown: readonly Member[];
  /** Removed users that still have their row. */
  readonly gone: ReadonlySet<string>;
  /** More changed than can be followed: the list is to be read again. */
  readonly isOld: boolean;
}

const none: News = { added: [], shown: [], gone: new Set(), isOld: false };

/** An import makes thousands of changes; they are read together. */
const pauseMilliseconds = 400;
/** Ids in one address. */
const idsAtOnce = 100;
/** Beyond so many it is less work to read the list again. */
const followedAtMost = 500;

/** By the hash of the list's query. */
const newsOfLists = new Map<string, News>();
const listeners = new Set<() => void>();
const pending = new Map<string, { changed: Set<string>; added: Set<string> }>();
let isFollowing = false;

type ListQuery = Query<InfiniteData<Schemas["MemberPage"]>>;

export function useNews(params: MembersParams): News {
  useEffect(follow, []);
  const hash = hashOf(params);
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => newsOfLists.get(hash) ?? none,
  );
}

export function showAdded(params: MembersParams): void {
  change(hashOf(params), ({ added, shown }) => ({ added: [], shown: [...added, ...shown] }));
}

export function readListAgain(params: MembersParams): Promise<void> {
  newsOfLists.delete(hashOf(params));
  return queryClient.resetQueries({ queryKey: [membersPath, params], exact: true });
}

/** Reads members whom one has changed or added oneself; the new ones are shown at once. */
export async function refreshMembers(
  organizationId: string,
  changed: readonly string[],
  added: readonly string[] = [],
): Promise<void> {
  await refresh(organizationId, new Set([...changed, ...added]), new Set(added), true);
}

/** Follows the changes as long as the tab is open, so that a list is still right when one returns to it. */
function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "removed") newsOfLists.delete(query.queryHash);
  });
  onChange((each, organizationId) => {
    if (each === "reset") outdate(organizationId);
    else if (each.userId !== undefined) remember(each, each.userId, organizationId);
  });
}

function remember({ type }: Change, userId: string, organizationId: string): void {
  if (!pending.has(organizationId)) {
    pending.set(organizationId, { changed: new Set(), added: new Set() });
    setTimeout(() => void readPending(organizationId), pauseMilliseconds);
  }
  const { changed, added } = pending.get(organizationId) ?? {};
  changed?.add(userId);
  if (type === "MemberInvited" || type === "MemberFounded") added?.add(userId);
}

async function readPending(organizationId: string): Promise<void> {
  const waiting = pending.get(organizationId);
  pending.delete(organizationId);
  if (waiting === undefined) return;
  const { changed, added } = waiting;
  if (changed.size > followedAtMost) return outdate(organizationId);
  try {
    await refresh(organizationId, changed, added, false);
  } catch {
    outdate(organizationId);
  }
}

async function refresh(
  organizationId: string,
  changed: ReadonlySet<string>,
  added: ReadonlySet<string>,
  isOwn: boolean,
): Promise<void> {
  const lists = listsOf(organizationId);
  // Where nobody looks, a list that lacks somebody is better read anew.
  for (const list of lists)
    if (!list.isActive() && added.size > 0)
      queryClient.removeQueries({ queryKey: list.queryKey, exact: true });
  const known = new Set(lists.flatMap((list) => [...idsShown(list, changed)]));
  const now = await membersBy(organizationId, [...known]);
  for (const list of lists) {
    const here = idsShown(list, changed);
    const gone = [...here].filter((userId) => !now.has(userId));
    queryClient.setQueryData<InfiniteData<Schemas["MemberPage"]>>(
      list.queryKey,
      (data) => data && { ...data, pages: [...withMembers(data.pages, now)] },
    );
    const params = list.queryKey[1] as MembersParams;
    const others = [...added].filter((userId) => !here.has(userId));
    const matching = list.isActive()
      ? await membersBy(organizationId, others, params.query)
      : new Map<string, Member>();
    change(list.queryHash, (news) => merged(news, now, matching, gone, isOwn));
  }
}

function merged(
  news: News,
  now: ReadonlyMap<string, Member>,
  matching: ReadonlyMap<string, Member>,
  gone: readonly string[],
  isOwn: boolean,
): Partial<News> {
  const update = (member: Member): Member =>
    now.get(member.userId) ?? matching.get(member.userId) ?? member;
  const shown = news.shown.map(update);
  const isShown = new Set(shown.map(({ userId }) => userId));
  const fresh = [...matching.values()].filter(({ userId }) => !isShown.has(userId));
  const isFresh = new Set(fresh.map(({ userId }) => userId));
  const waiting = news.added.filter(({ userId }) => !isFresh.has(userId)).map(update);
  return {
    added: isOwn ? waiting : [...fresh, ...waiting],
    shown: isOwn ? [...fresh, ...shown] : shown,
    // Somebody may be added again.
    gone: new Set(
      [...news.gone, ...gone].filter((userId) => !now.has(userId) && !matching.has(userId)),
    ),
  };
}

async function membersBy(
  organizationId: string,
  userIds: readonly string[],
  filter: MembersParams["query"] = {},
): Promise<ReadonlyMap<string, Member>> {
  const found = new Map<string, Member>();
  for (let start = 0; start < userIds.length; start += idsAtOnce) {
    const ids = userIds.slice(start, start + idsAtOnce);
    const query = { ...filter, includeTotal: "false" as const, userIds: ids, limit: idsAtOnce };
    const params = { path: { organizationId }, query };
    const { items } = await unwrap(api.GET(membersPath, { params }));
    for (const member of items) found.set(member.userId, member);
  }
  return found;
}

/** The lists among the queries of the path: those whose second part is parameters. */
function listsOf(organizationId: string): readonly ListQuery[] {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: [membersPath] })
    .filter(({ queryKey: [, params], state }) => {
      // Other queries of this path are no lists of pages, and have other keys.
      const { path } = params as Partial<MembersParams>;
      return (
        path?.organizationId === organizationId &&
        (state.data as { pages?: unknown } | undefined)?.pages !== undefined
      );
    }) as unknown as readonly ListQuery[];
}

function idsShown(
  { state, queryHash }: ListQuery,
  among: ReadonlySet<string>,
): ReadonlySet<string> {
  const { added, shown } = newsOfLists.get(queryHash) ?? none;
  return idsIn([...(state.data?.pages ?? []), { items: added }, { items: shown }], among);
}

function outdate(organizationId: string): void {
  for (const list of listsOf(organizationId)) {
    if (list.isActive()) change(list.queryHash, () => ({ isOld: true }));
    else queryClient.removeQueries({ queryKey: list.queryKey, exact: true });
  }
}

function change(hash: string, next: (news: News) => Partial<News>): void {
  const news = newsOfLists.get(hash) ?? none;
  newsOfLists.set(hash, { ...news, ...next(news) });
  for (const tell of listeners) tell();
}

function hashOf(params: MembersParams): string {
  return hashKey([membersPath, params]);
}
