/** Why the pages are locked, if they are. What was typed stays under the lock. */
import { useSyncExternalStore } from "react";
import { hasCode } from "./api.ts";

/** `organization-closed`: it allows less idle time than the session has, which goes on elsewhere. */
export type LockReason = "session-ended" | "organization-closed";

let reason: LockReason | undefined;
const listeners = new Set<() => void>();

export function lock(next: LockReason = "session-ended"): void {
  // The organization is closed too when the session has ended.
  if (reason !== "session-ended") set(next);
}

/** @param error a refusal with status 401 */
export function lockBecause(error: unknown): void {
  lock(hasCode(error, "sign-in-again") ? "organization-closed" : "session-ended");
}

export function unlock(): void {
  set(undefined);
}

/** @returns undefined: the pages are not locked */
export function useLock(): LockReason | undefined {
  return useSyncExternalStore(listen, () => reason);
}

function set(next: LockReason | undefined): void {
  if (reason === next) return;
  reason = next;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
