/** Sends and withdraws notifications, shows the caller's, and subscribes devices to pushes. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import {
  cancelNotification,
  markRead,
  requestNotification,
  requireSentInView,
  sentNotification,
  subscribeToPush,
  unsubscribeFromPush,
} from "../../commands/notifications/notifications.ts";
import { listSubscriptions } from "../../commands/notifications/subscriptions.ts";
import { id } from "../../domain/primitives.ts";
import {
  inboxItem,
  listInbox,
  listNotifications,
  readInboxItem,
  readNotification,
} from "../../projections/notifications/queries.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { answerItem, created, noContent, requireFound, runOnly } from "../kit/answers.ts";
import { notificationBounds } from "../kit/body-bounds.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import * as schemas from "./schemas.ts";

const inOrganization = z.object({ organizationId: id });
const params = z.object({ organizationId: id, notificationId: id });
const inboxParams = z.object({ notificationId: id });

const collection = "/v1/organizations/:organizationId/notifications";
const single = `${collection}/:notificationId`;
const tags = ["Notifications"];

export const notificationRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  app.route({
    method: "POST",
    url: collection,
    config: { body: notificationBounds },
    schema: {
      operationId: "RequestNotification",
      tags,
      summary: "Sends a notification, now or at `startAt`.",
      params: inOrganization,
      body: schemas.newNotification,
      response: { 201: schemas.singleNotification },
    },
    async handler(request, reply) {
      const { organizationId } = request.params;
      const input = { ...request.body, organizationId };
      const { notificationId } = await run(request, reply, requestNotification, input);
      created(reply, `/v1/organizations/${organizationId}/notifications/${notificationId}`);
      const found = await readNotification(pool, organizationId, notificationId);
      return answerItem(reply, found, "notification");
    },
  });

  app.route({
    method: "GET",
    url: collection,
    schema: {
      operationId: "ListNotifications",
      tags,
      summary: "The notifications that the caller sent, newest first.",
      params: inOrganization,
      querystring: z.strictObject(pageParameters),
      response: { 200: schemas.notificationPage },
    },
    async handler(request) {
      const { organizationId } = request.params;
      const context = contextOf(request);
      const { userId: senderId } = context.caller;
      await requireSentInView(context, organizationId);
      return answerPage(request, request.query, (page) =>
        listNotifications(pool, { organizationId, senderId, ...page }),
      );
    },
  });

  app.route({
    method: "GET",
    url: single,
    schema: {
      operationId: "GetNotification",
      tags,
      summary: "A notification that the caller sent, with its state and counts.",
      params,
      response: { 200: schemas.singleNotification },
    },
    async handler(request, reply) {
      const found = await sentNotification(contextOf(request), request.params);
      return answerItem(reply, found, "notification");
    },
  });

  app.route({
    method: "DELETE",
    url: single,
    config: { isConditional: true },
    schema: {
      operationId: "CancelNotification",
      tags,
      summary: "Withdraws a notification that has not been sent yet.",
      params,
      response: { 204: nothing },
    },
    handler: (request, reply) => runOnly(request, reply, cancelNotification, request.params),
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/notifications",
    schema: {
      operationId: "ListMyNotifications",
      tags,
      summary: "The notifications that the caller received, newest first.",
      querystring: schemas.inboxQuery,
      response: { 200: schemas.inboxPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) =>
        listInbox(pool, {
          own: ownScope(contextOf(request)),
          unread: request.query.unread,
          ...page,
        }),
      ),
  });

  app.route({
    method: "PATCH",
    url: "/v1/users/me/notifications/:notificationId",
    schema: {
      operationId: "ReadNotification",
      tags,
      summary: "Marks a notification as read.",
      params: inboxParams,
      body: schemas.reading,
      response: { 200: inboxItem },
    },
    async handler(request, reply) {
      await run(request, reply, markRead, request.params);
      const query = { own: ownScope(contextOf(request)), ...request.params };
      return requireFound(await readInboxItem(pool, query), "notification");
    },
  });

  app.route({
    method: "GET",
    url: "/v1/push-key",
    config: { isPublic: true },
    schema: {
      operationId: "GetPushKey",
      tags,
      summary: "The key that a browser needs to subscribe to pushes (VAPID, RFC 8292).",
      response: { 200: schemas.pushKey },
    },
    handler: async () => ({ publicKey: services.push.publicKey }),
  });

  app.route({
    method: "POST",
    url: "/v1/users/me/push-subscriptions",
    schema: {
      operationId: "SubscribeToPush",
      tags,
      summary:
        "Subscribes a device of the caller to pushed notifications (RFC 8030). It ends with the credential of the request.",
      body: schemas.newSubscription,
      response: { 201: schemas.subscription },
    },
    async handler(request, reply) {
      const { endpoint, keys } = request.body;
      const { subscriptionId } = await subscribeToPush(contextOf(request), { endpoint, keys });
      created(reply, `/v1/users/me/push-subscriptions/${subscriptionId}`);
      return { subscriptionId, endpoint };
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/push-subscriptions",
    schema: {
      operationId: "ListMyPushSubscriptions",
      tags,
      summary:
        "The caller's devices that get no more than the credential of the request shows, newest first.",
      querystring: z.strictObject(pageParameters),
      response: { 200: schemas.shownSubscriptionPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) =>
        listSubscriptions(pool, services.keys.pushSubscriptions, {
          own: ownScope(contextOf(request)),
          now: services.clock().toISOString(),
          ...page,
        }),
      ),
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/push-subscriptions/:subscriptionId",
    schema: {
      operationId: "DeletePushSubscription",
      tags,
      summary: "Unsubscribes a device that the list shows.",
      params: z.object({ subscriptionId: id }),
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await unsubscribeFromPush(contextOf(request), request.params);
      return noContent(reply);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/push-subscriptions",
    schema: {
      operationId: "UnsubscribeFromPush",
      tags,
      summary: "Unsubscribes a device by its endpoint.",
      body: schemas.removedSubscription,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await unsubscribeFromPush(contextOf(request), request.body);
      return noContent(reply);
    },
  });
};
