/** Web Push on this device: the browser's side (Push API) and the service's list of devices. */
import { unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { serviceUrl } from "../app/page-context.ts";

/** What this browser can do. */
export type PushState = "unsupported" | "blocked" | "off" | "on";

export async function pushState(): Promise<PushState> {
  if (!("serviceWorker" in navigator && "PushManager" in window)) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  return (await currentSubscription()) === null ? "off" : "on";
}

/** The address at the push service where this device gets its messages; null: none. */
async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(`${serviceUrl}/`);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Asks the person for permission, so it must follow a click.
 * @returns the new state: `blocked` if they refused
 * @throws MusterProblem; DOMException if the browser's push service cannot be reached
 */
export async function subscribe(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  const { publicKey } = await unwrap(api.GET("/v1/push-key"));
  // Relative to the console's base, whose paths are the worker's scope.
  await navigator.serviceWorker.register(`${serviceUrl}/sw.js`);
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  try {
    await unwrap(
      api.POST("/v1/users/me/push-subscriptions", { body: { endpoint, keys: { p256dh, auth } } }),
    );
  } catch (error) {
    // Otherwise the switch would be on although nothing ever comes.
    await subscription.unsubscribe();
    throw error;
  }
  return "on";
}

/** @throws MusterProblem */
export async function unsubscribe(): Promise<PushState> {
  const subscription = await currentSubscription();
  if (subscription !== null) {
    const { endpoint } = subscription;
    await subscription.unsubscribe();
    await unwrap(api.DELETE("/v1/users/me/push-subscriptions", { body: { endpoint } }));
  }
  return pushState();
}
