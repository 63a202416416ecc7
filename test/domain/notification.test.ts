/** Notifications (docs/domain.md, "Notifications"). */
import { expect, test } from "vitest";
import { notificationDecider } from "../../src/domain/notification/decider.ts";
import type { NotificationEvent } from "../../src/domain/notification/events.ts";
import { given, idOf } from "./given.ts";

const [ada, bob, carl] = [idOf(1), idOf(2), idOf(3)];
const request = { scope: "ORG", startAt: "2026-03-01T00:00:00.000Z" } as const;
const content = { title: "Hello", text: "World 🌍" };
const requested: NotificationEvent = {
  type: "NotificationRequested",
  data: request,
  personal: content,
};
const delivered = (...userIds: string[]): NotificationEvent => ({
  type: "NotificationDelivered",
  data: { userIds },
});
const sent = (recipients: number): NotificationEvent => ({
  type: "NotificationSent",
  data: { recipients },
});
const cancelled: NotificationEvent = { type: "NotificationCancelled", data: {} };

test("is requested once", () => {
  const ask = { type: "RequestNotification", request, content } as const;
  given(notificationDecider, []).when(ask).then(requested);
  given(notificationDecider, [requested]).when(ask).thenRejected("invalid-input");
});

test("is delivered in the order of ids; recipients who already have it are skipped", () => {
  given(notificationDecider, [requested])
    .when({ type: "DeliverNotification", userIds: [ada, bob] })
    .then(delivered(ada, bob));
  given(notificationDecider, [requested, delivered(ada, bob)])
    .when({ type: "DeliverNotification", userIds: [ada, bob, carl] })
    .then(delivered(carl));
  given(notificationDecider, [requested, delivered(ada, bob)])
    .when({ type: "DeliverNotification", userIds: [ada] })
    .then();
});

test("is recorded as sent once", () => {
  given(notificationDecider, [requested, delivered(ada, bob), delivered(carl)])
    .when({ type: "FinishNotification" })
    .then(sent(3));
  given(notificationDecider, [requested]).when({ type: "FinishNotification" }).then(sent(0));
  given(notificationDecider, [requested, sent(0)])
    .when({ type: "FinishNotification" })
    .then();
});

test("can be withdrawn only before it is sent, and then reaches nobody", () => {
  const cancel = { type: "CancelNotification" } as const;
  given(notificationDecider, [requested]).when(cancel).then(cancelled);
  given(notificationDecider, [requested, cancelled]).when(cancel).then();
  given(notificationDecider, [requested, delivered(ada)])
    .when(cancel)
    .thenRejected("notification-sent");
  given(notificationDecider, [requested, sent(0)])
    .when(cancel)
    .thenRejected("notification-sent");
  given(notificationDecider, []).when(cancel).thenRejected("not-found");
  for (const command of [
    { type: "DeliverNotification", userIds: [ada] },
    { type: "FinishNotification" },
  ] as const) {
    given(notificationDecider, [requested, cancelled]).when(command).then();
  }
});

test("is read once by each recipient, in a stream of its own", () => {
  const at = "2026-03-01T10:00:00.000Z";
  const read: NotificationEvent = { type: "NotificationRead", data: { readAt: at } };
  given(notificationDecider, []).when({ type: "ReadNotification", at }).then(read);
  given(notificationDecider, [read]).when({ type: "ReadNotification", at }).then();
});

test("pushes are recorded for many recipients at once; without any, there is no event", () => {
  given(notificationDecider, [requested, delivered(ada, bob)])
    .when({ type: "RecordPushes", pushed: [ada], failed: [bob] })
    .then({ type: "PushesRecorded", data: { pushed: [ada], failed: [bob] } });
  given(notificationDecider, [requested])
    .when({ type: "RecordPushes", pushed: [], failed: [] })
    .then();
  expect(given(notificationDecider, [requested, delivered(ada)]).state.recipients).toBe(1);
});

test("is stopped while it is not sent yet, and says what its sender is by then", () => {
  const lostRight = { userId: ada, status: "DISABLED" } as const;
  const stop = { type: "StopNotification", lostRight } as const;
  const stopped: NotificationEvent = { type: "NotificationCancelled", data: { lostRight } };
  for (const events of [[requested], [requested, delivered(ada)]]) {
    given(notificationDecider, events).when(stop).then(stopped);
  }
  for (const events of [[], [requested, sent(0)], [requested, cancelled]]) {
    given(notificationDecider, events).when(stop).then();
  }
});

test("a push changes nothing of it, and an empty delivery keeps where it is", () => {
  const pushed: NotificationEvent = { type: "PushesRecorded", data: { pushed: [ada], failed: [] } };
  const before = [requested, delivered(ada, bob)];
  const { state } = given(notificationDecider, before);
  expect(given(notificationDecider, [...before, pushed]).state).toEqual(state);
  expect(state).toMatchObject({ status: "SENDING", deliveredUpTo: bob, recipients: 2 });
  expect(given(notificationDecider, [...before, delivered()]).state).toEqual(state);
  const all = given(notificationDecider, [requested, delivered(ada, bob, carl)]).state;
  expect(all).toMatchObject({ deliveredUpTo: carl, recipients: 3 });
  expect(given(notificationDecider, [...before, sent(2)]).state.status).toBe("SENT");
});
