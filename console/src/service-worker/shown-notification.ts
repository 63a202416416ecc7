/** What a pushed message is shown as. */

/** As the service sends it (src/commands/notifications/pusher.ts). */
interface PushedMessage {
  readonly notificationId?: string;
  readonly title?: string;
  readonly text?: string;
}

export interface ShownNotification {
  readonly title: string;
  readonly options: { readonly body: string; readonly tag: string };
}

/** @param data the message; a browser may deliver a push without one */
export function shownNotification(data: string | undefined): ShownNotification {
  const { title, text = "", notificationId = "muster" } = messageIn(data);
  // The same notification pushed twice is shown once, by its tag.
  return { title: title ?? "Muster", options: { body: text, tag: notificationId } };
}

function messageIn(data: string | undefined): PushedMessage {
  try {
    const message: unknown = JSON.parse(data ?? "{}");
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
}
