/** Decides the commands of a notification. It is delivered in the order of its recipients' ids. */
import type { z } from "zod";
import { type CommandIn, type Decider, reject } from "../decider.ts";
import type { LostRight } from "../lost-right.ts";
import type { notificationContent, NotificationEvent } from "./events.ts";

type Request = Extract<NotificationEvent, { type: "NotificationRequested" }>["data"];

interface NotificationState {
  readonly status: "NONE" | "SCHEDULED" | "SENDING" | "SENT" | "CANCELLED";
  readonly senderId: string | undefined;
  readonly request: Request | undefined;
  /** All recipients up to this id have it. */
  readonly deliveredUpTo: string;
  readonly recipients: number;
  readonly read: boolean;
}

type NotificationCommand = CommandIn<{
  RequestNotification: { request: Request; content: z.output<typeof notificationContent> };
  CancelNotification: object;
  /** The sender lost the right to send, perhaps while it was being sent. */
  StopNotification: { lostRight: LostRight };
  /** `userIds` are sorted; recipients who already have it are skipped. */
  DeliverNotification: { userIds: readonly string[] };
  FinishNotification: object;
  RecordPushes: { pushed: readonly string[]; failed: readonly string[] };
  ReadNotification: { at: string };
}>;

export const notificationDecider: Decider<
  NotificationState,
  NotificationCommand,
  NotificationEvent
> = {
  initial: {
    status: "NONE",
    senderId: undefined,
    request: undefined,
    deliveredUpTo: "",
    recipients: 0,
    read: false,
  },

  evolve(state, event) {
    switch (event.type) {
      case "NotificationRequested":
        return { ...state, status: "SCHEDULED", request: event.data };
      case "NotificationCancelled":
        return { ...state, status: "CANCELLED" };
      case "NotificationDelivered": {
        const { userIds } = event.data;
        return {
          ...state,
          status: "SENDING",
          deliveredUpTo: userIds.at(-1) ?? state.deliveredUpTo,
          recipients: state.recipients + userIds.length,
        };
      }
      case "NotificationSent":
        return { ...state, status: "SENT" };
      case "PushesRecorded":
        return state;
      case "NotificationRead":
        return { ...state, read: true };
    }
  },

  decide(command, state) {
    if (command.type === "ReadNotification") {
      return state.read ? [] : [{ type: "NotificationRead", data: { readAt: command.at } }];
    }
    if (command.type === "RequestNotification") {
      return state.status === "NONE"
        ? [{ type: "NotificationRequested", data: command.request, personal: command.content }]
        : reject("invalid-input", "A notification with this id exists.");
    }
    switch (command.type) {
      case "CancelNotification":
        if (state.status === "NONE") return reject("not-found", "There is no such notification.");
        if (state.status === "CANCELLED") return [];
        return state.status === "SCHEDULED"
          ? [{ type: "NotificationCancelled", data: {} }]
          : reject("notification-sent", "Sending the notification has begun.");
      case "StopNotification":
        return state.status === "SCHEDULED" || state.status === "SENDING"
          ? [{ type: "NotificationCancelled", data: { lostRight: command.lostRight } }]
          : [];
      case "DeliverNotification": {
        if (state.status !== "SCHEDULED" && state.status !== "SENDING") return [];
        const userIds = command.userIds.filter((userId) => userId > state.deliveredUpTo);
        return userIds.length === 0 ? [] : [{ type: "NotificationDelivered", data: { userIds } }];
      }
      case "FinishNotification":
        return state.status === "SCHEDULED" || state.status === "SENDING"
          ? [{ type: "NotificationSent", data: { recipients: state.recipients } }]
          : [];
      case "RecordPushes": {
        const { pushed, failed } = command;
        if (pushed.length + failed.length === 0) return [];
        return [{ type: "PushesRecorded", data: { pushed: [...pushed], failed: [...failed] } }];
      }
    }
  },
};
