/** Texts of notifications/. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

interface Counts {
  readonly delivered: number;
  readonly pushed: number;
  readonly pushFailed: number;
  readonly read: number;
}

export const notifications = {
  title: "Notifications",
  notification: "Notification",
  compose: "New notification",
  nothing: "You have sent no notification",
  nothingHint: "A notification reaches people in their inbox and on their devices.",
  to: "To",
  scopes: { USR: "Some users", SLN: "Everybody with a solution", ORG: "The whole organization" },
  toUsers: (count: number) => plural(count, { one: "# user", other: "# users" }),
  users: "Users",
  solution: "Solution",
  contentTitle: "Title",
  contentText: "Text",
  emoji: "Add an emoji",
  startAt: "Send at",
  startAtHint: "In this device's time zone. Empty: at once.",
  preview: "Preview",
  send: "Send",
  schedule: "Schedule",
  sent: "The notification is on its way.",
  scheduled: "The notification is scheduled.",
  everybodyQuestion: (organization: string) => `Send this to everybody in ${organization}?`,
  states: { SCHEDULED: "Scheduled", SENDING: "Sending", SENT: "Sent", CANCELLED: "Cancelled" },
  time: "Time",
  delivery: "Delivery",
  counts: ({ delivered, pushed, pushFailed, read }: Counts) =>
    [
      plural(delivered, { one: "# delivered", other: "# delivered" }),
      plural(pushed, { one: "# pushed", other: "# pushed" }),
      ...(pushFailed > 0 ? [plural(pushFailed, { other: "# pushes failed" })] : []),
      plural(read, { other: "# read" }),
    ].join(", "),
  cancel: "Cancel sending",
  cancelQuestion: (what: string) => `Cancel “${what}”?`,
  cancelConsequence: "Nobody gets it. This cannot be undone.",
  cancelled: "The notification is cancelled.",
  textErased: "The text was erased with its sender.",
  filter: "Which notifications",
  unread: "Unread",
  read: "Mark as read",
  readAll: "Mark all shown as read",
  inboxEmpty: "There is nothing here",
  inboxEmptyHint: "Notifications that your organizations send you appear here.",
  push: {
    title: "On your devices",
    thisDevice: "Show notifications on this device",
    hint: "Also while Muster is closed, until you log out here.",
    unsupported: "This browser cannot show notifications of a closed page.",
    blocked:
      "Notifications of this page are blocked. Allow them in the browser's settings for this site, then load the page again.",
    device: (host: string, day: string) => `A device reached through ${host}, since ${day}`,
    removeQuestion: "Remove this device?",
    removeConsequence: (device: string) =>
      `${device}: it shows no more notifications, until you turn them on there again.`,
    removed: "The device is removed.",
  },
};
