/** The service worker. It only shows pushed notifications: pages and answers are never kept. */
import { shownNotification } from "./shown-notification.ts";

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("push", (event) => {
  const { title, options } = shownNotification(event.data?.text());
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openInbox());
});

/** In a page of the console that is open already, else in a new one. */
async function openInbox(): Promise<void> {
  const inbox = new URL("me/notifications", worker.registration.scope).href;
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (page === undefined) {
    await worker.clients.openWindow(inbox);
    return;
  }
  await page.focus();
  await page.navigate(inbox);
}
