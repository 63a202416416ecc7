/** Warns a minute before the session ends for lack of use, and keeps it while somebody uses the page. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { lastActivity } from "./activity.ts";
import { lock } from "./lock.ts";
import { sessionEndsQuery } from "./session.ts";

const warnedMilliseconds = 60_000;
/** Whoever reads and scrolls uses the page too, without a request: it is made up for this often. */
const keptMilliseconds = 5 * 60_000;

const IdleDialog = lazy(() => import("./idle-dialog.tsx"));

interface Props {
  /** The one whose pages are shown: it may close to the session earlier than the session ends. */
  readonly organizationId: string | undefined;
}

export function IdleWarning({ organizationId }: Props) {
  const queries = useQueryClient();
  const query = useMemo(() => sessionEndsQuery(organizationId), [organizationId]);
  const { queryKey } = query;
  const { data, dataUpdatedAt } = useQuery(query);
  const [now, setNow] = useState(Date.now);
  const ends = data?.endsAt ?? Infinity;
  const left = ends - now;

  useEffect(() => {
    const timer = setInterval(() => {
      const time = Date.now();
      setNow(time);
      const isUsed = lastActivity() > dataUpdatedAt;
      const isDue = time - dataUpdatedAt > keptMilliseconds;
      // Before the warning it asks once more: another tab may have used the session.
      const isNear = ends - time < warnedMilliseconds + 5000 && time - dataUpdatedAt > 15_000;
      if ((isUsed && isDue) || isNear) void queries.refetchQueries({ queryKey });
    }, 1000);
    return () => clearInterval(timer);
  }, [queries, queryKey, dataUpdatedAt, ends]);

  useEffect(() => {
    if (left <= 0) lock(data?.reason);
  }, [left, data]);

  if (left <= 0 || left > warnedMilliseconds) return null;
  return (
    <Suspense>
      <IdleDialog
        seconds={Math.ceil(left / 1000)}
        onStay={() => void queries.refetchQueries({ queryKey })}
      />
    </Suspense>
  );
}
