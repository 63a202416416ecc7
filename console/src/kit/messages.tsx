/** Short messages in the corner. Their code is loaded with the first one. */
import { lazy, Suspense, useSyncExternalStore } from "react";

let isUsed = false;
const listeners = new Set<() => void>();

const Container = lazy(() => import("./message-container.tsx"));

/** Shows a text for some seconds; problems longer. */
export async function showMessage(
  message: string,
  { isProblem = false }: { readonly isProblem?: boolean } = {},
): Promise<void> {
  isUsed = true;
  for (const listener of listeners) listener();
  const { notifications } = await import("@mantine/notifications");
  // It closes by itself, and by a click; a button without a name would be in the way of screen readers.
  const shared = { message, withCloseButton: false, role: "status" } as const;
  notifications.show(isProblem ? { ...shared, color: "red", autoClose: 10_000 } : shared);
}

/** Stands once in the page. */
export function Messages() {
  const isNeeded = useSyncExternalStore(listen, () => isUsed);
  return <Suspense>{isNeeded ? <Container /> : null}</Suspense>;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
