/** Whether the pages are locked because the session has ended. What was typed stays under the lock. */
import { useSyncExternalStore } from "react";

let isLocked = false;
const listeners = new Set<() => void>();

export function lock(): void {
  set(true);
}

export function unlock(): void {
  set(false);
}

export function useIsLocked(): boolean {
  return useSyncExternalStore(listen, () => isLocked);
}

function set(next: boolean): void {
  if (isLocked === next) return;
  isLocked = next;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
