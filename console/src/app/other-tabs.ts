/** Who signs out or in concerns all tabs of the browser, because they share one cookie. */
import { useEffect } from "react";
import { lock, unlock } from "./lock.ts";
import { basePath } from "./page-context.ts";
import { queryClient } from "./queries.ts";

const channel = new BroadcastChannel(`muster.session ${basePath}`);

/** @param userId who is signed in from now on; null: nobody */
export function tellOtherTabs(userId: string | null): void {
  channel.postMessage(userId);
}

/** Locks this page, unlocks it for the same person, and leaves it for another one. */
export function useOtherTabs(userId: string): void {
  useEffect(() => {
    async function onMessage({ data }: MessageEvent<string | null>): Promise<void> {
      if (data === null) return lock();
      if (data !== userId) return location.assign(basePath);
      await queryClient.invalidateQueries();
      unlock();
    }
    const listener = (message: MessageEvent<string | null>) => void onMessage(message);
    channel.addEventListener("message", listener);
    return () => channel.removeEventListener("message", listener);
  }, [userId]);
}
