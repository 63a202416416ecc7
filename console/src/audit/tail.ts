/** New entries as they come: they wait until the person asks for them, so that nothing moves under their eyes. */
import { type Schemas, unwrap } from "@muster/client";
import type { InfiniteData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, needsSignIn } from "../app/api.ts";
import { lockBecause } from "../app/lock.ts";
import { listQuery, queryClient } from "../app/queries.ts";
import { type EventsParams, eventsPath } from "./timeline-query.ts";

type EventPage = Schemas["AuditEventPage"];
type Listed = InfiniteData<EventPage, string | undefined>;

/** Shorter than the idle timeouts of common proxies. */
const waitSeconds = 25;
/** After a refusal one does not ask at once again. */
const pauseMilliseconds = 10_000;

export function useTail(params: EventsParams, isLive: boolean) {
  const [waiting, setWaiting] = useState<readonly EventPage[]>([]);
  const [shown, setShown] = useState(0);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    setWaiting([]);
    setError(null);
    if (!isLive) return;
    const ended = new AbortController();
    void follow(params, ended.signal, {
      onPage: (page) => setWaiting((before) => [...before, page]),
      onError: setError,
    });
    return () => ended.abort();
  }, [params, isLive]);

  function show(): void {
    putFirst(params, waiting);
    setWaiting([]);
    setShown((before) => before + 1);
  }

  const count = waiting.reduce((sum, { items }) => sum + items.length, 0);
  return { count, shown, show, error };
}

interface Told {
  readonly onPage: (page: EventPage) => void;
  readonly onError: (error: unknown) => void;
}

/** Asks, again and again, for the entries after those that are listed. */
async function follow(params: EventsParams, signal: AbortSignal, told: Told): Promise<void> {
  const { order: _, ...filters } = params.query;
  let after = listedOf(params)?.pages[0]?.nextPosition ?? 0;
  while (!signal.aborted) {
    try {
      const query = { ...filters, after, wait: waitSeconds, limit: 500 };
      const asked = { params: { path: params.path, query }, signal };
      const page = await unwrap(api.GET(eventsPath, asked));
      after = page.nextPosition;
      told.onError(null);
      if (page.items.length > 0) told.onPage(page);
    } catch (error) {
      if (signal.aborted) return;
      if (needsSignIn(error)) return lockBecause(error);
      told.onError(error);
      await pause(signal);
    }
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMilliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function keyOf(params: EventsParams) {
  return listQuery(eventsPath, params).queryKey;
}

function listedOf(params: EventsParams): Listed | undefined {
  return queryClient.getQueryData(keyOf(params)) as Listed | undefined;
}

/** The list has the newest first, the feed the oldest. */
function putFirst(params: EventsParams, fed: readonly EventPage[]): void {
  const listed = listedOf(params);
  const [first, ...others] = listed?.pages ?? [];
  const last = fed.at(-1);
  if (listed === undefined || first === undefined || last === undefined) return;
  const page = {
    ...first,
    items: [...fed.flatMap(({ items }) => items).toReversed(), ...first.items],
    people: Object.assign({}, first.people, ...fed.map(({ people }) => people)),
    nextPosition: last.nextPosition,
  };
  queryClient.setQueryData(keyOf(params), { ...listed, pages: [page, ...others] });
}
