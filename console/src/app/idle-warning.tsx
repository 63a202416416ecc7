/** Warns a minute before the session ends for lack of use, and keeps it while somebody uses the page. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { lastActivity } from "./activity.ts";
import { needsSignIn } from "./api.ts";
import { lock, unlock } from "./lock.ts";
import { sessionEndsQuery } from "./session.ts";

const warnedMilliseconds = 60_000;
/** Whoever reads and scrolls uses the page too, without a request: it is made up for this often. */
const keptMilliseconds = 5 * 60_000;
/** At the end the service is asked; without an answer, the page locks after this long. */
const unansweredMilliseconds = 5000;

const IdleDialog = lazy(() => import("./idle-dialog.tsx"));

interface Props {
  /** The one whose pages are shown: it may close to the session earlier than the session ends. */
  readonly organizationId: string | undefined;
}

export function IdleWarning({ organizationId }: Props) {
  const queries = useQueryClient();
  const query = useMemo(() => sessionEndsQuery(organizationId), [organizationId]);
  const { queryKey } = query;
  const { data, dataUpdatedAt, error, errorUpdatedAt } = useQuery(query);
  const [now, setNow] = useState(Date.now);
  /** When this page saw first that the end is over: a computer that slept sees it late. */
  const [overSince, setOverSince] = useState<number>();
  const ends = data?.endsAt ?? Infinity;
  const left = ends - now;
  const isRefused = needsSignIn(error);
  const answeredAt = Math.max(dataUpdatedAt, errorUpdatedAt);
  const askAgain = useCallback(
    // A slow answer is waited for, not asked for again each second.
    (isWaiting: boolean) =>
      void queries.refetchQueries({ queryKey }, { cancelRefetch: !isWaiting }),
    [queries, queryKey],
  );

  useEffect(() => {
    const timer = setInterval(() => {
      const time = Date.now();
      setNow(time);
      setOverSince((since) => (ends > time ? undefined : (since ?? time)));
      const isUsed = lastActivity() > dataUpdatedAt;
      const isDue = time - answeredAt > keptMilliseconds;
      // Before the warning, and at the end, it asks once more: another tab may have used the session.
      const isNear = ends - time < warnedMilliseconds + 5000 && time - answeredAt > 15_000;
      if (!isRefused && ((isUsed && isDue) || isNear)) askAgain(true);
    }, 1000);
    return () => clearInterval(timer);
  }, [askAgain, dataUpdatedAt, answeredAt, ends, isRefused]);

  // The service decides, because another tab may have used the session; the clock only if there is no answer.
  const isClosed = data?.isClosed === true;
  const reason = data?.reason;
  useEffect(() => {
    if (isClosed) lock("organization-closed");
  }, [isClosed]);
  const isOver = left <= 0 && overSince !== undefined && now - overSince >= unansweredMilliseconds;
  useEffect(() => {
    if (!isOver) return;
    lock(reason);
    return () => {
      // An answer has come after all, or the person has signed in again.
      unlock();
      void queries.invalidateQueries();
    };
  }, [isOver, reason, queries]);

  if (left <= 0 || left > warnedMilliseconds) return null;
  return (
    <Suspense>
      <IdleDialog
        seconds={Math.ceil(left / 1000)}
        // A question that is on its way may not count as use.
        onStay={() => askAgain(false)}
      />
    </Suspense>
  );
}
