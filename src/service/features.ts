/** The features. A new one adds a line here, and openapi.json lists routes in this order. */
import { erasureRepair } from "../commands/erasure/repair.ts";
import type { Job } from "../commands/kit/job.ts";
import { logPartitioning } from "../commands/logs/store-entries.ts";
import { invitationMailing } from "../commands/members/invitation-mailer.ts";
import { grantReview } from "../commands/members/review-grants.ts";
import { memberRepair } from "../commands/members/repair.ts";
import { notificationDelivery } from "../commands/notifications/notifier.ts";
import { notificationPushing } from "../commands/notifications/pusher.ts";
import type { Authentication } from "../commands/sign-in/authenticate.ts";
import { codeMailing } from "../commands/sign-in/code-mailer.ts";
import { idleSessionEnding } from "../commands/sign-in/sessions.ts";
import { tokenUseRecording } from "../commands/tokens/token-uses.ts";
import type { Routes } from "../http/app.ts";
import { accessReviewRoutes } from "../http/audit/access-review.ts";
import { eventRoutes } from "../http/audit/events.ts";
import { exportRoutes } from "../http/audit/export.ts";
import { auditRoutes } from "../http/audit/routes.ts";
import { changeRoutes } from "../http/changes/routes.ts";
import { erasureRoutes } from "../http/erasure/routes.ts";
import { logRoutes } from "../http/logs/routes.ts";
import { assignmentRoutes } from "../http/members/assignments.ts";
import { memberBatchRoutes } from "../http/members/batch.ts";
import { inviteRoutes } from "../http/members/invites.ts";
import { memberRoutes } from "../http/members/routes.ts";
import { notificationRoutes } from "../http/notifications/routes.ts";
import { devMailRoutes } from "../http/operations/dev-mail.ts";
import { metricsRoute } from "../http/operations/metrics.ts";
import { operationRoutes } from "../http/operations/routes.ts";
import { organizationRoutes } from "../http/organizations/routes.ts";
import { settingsRoutes } from "../http/organizations/settings.ts";
import { ownDataRoutes } from "../http/own-data/routes.ts";
import { identityProviderRoutes } from "../http/sign-in/identity-provider.ts";
import { signInRoutes } from "../http/sign-in/routes.ts";
import { sessionRoutes } from "../http/sign-in/session.ts";
import { ownSolutionRoutes } from "../http/solutions/own-solutions.ts";
import { solutionRoutes } from "../http/solutions/routes.ts";
import { solutionSettingsRoutes } from "../http/solutions/settings.ts";
import { tokenRoutes } from "../http/tokens/routes.ts";
import { usageRoutes } from "../http/usage/routes.ts";
import { meRoutes } from "../http/users/me.ts";
import { userRoutes } from "../http/users/routes.ts";
import { userSettingsRoutes } from "../http/users/settings.ts";
import { audit } from "../projections/audit/audit.ts";
import { authority } from "../projections/authority/authority.ts";
import { changes } from "../projections/changes/changes.ts";
import { directory } from "../projections/directory/directory.ts";
import type { Projection } from "../projections/engine/projection.ts";
import { outgoingInvitations } from "../projections/invitations/invitations.ts";
import { notifications } from "../projections/notifications/notifications.ts";
import { usage } from "../projections/usage/usage.ts";
import { planningForGrowth, tidying } from "./housekeeping.ts";

interface Feature {
  readonly name: string;
  readonly routes: readonly Routes[];
  readonly projection?: Projection | readonly Projection[];
  readonly jobs?: readonly Job<Authentication>[];
}

const features: readonly Feature[] = [
  // `directory` is the read model of organizations, members, solutions, users, sessions and tokens.
  { name: "organizations", routes: [organizationRoutes, settingsRoutes], projection: directory },
  {
    name: "sign-in",
    routes: [signInRoutes, identityProviderRoutes, sessionRoutes],
    jobs: [codeMailing, idleSessionEnding],
  },
  { name: "logs", routes: [logRoutes], jobs: [logPartitioning] },
  {
    name: "members",
    routes: [memberRoutes, memberBatchRoutes, inviteRoutes, assignmentRoutes],
    projection: [outgoingInvitations, authority],
    jobs: [invitationMailing, memberRepair, grantReview],
  },
  { name: "solutions", routes: [solutionRoutes, solutionSettingsRoutes, ownSolutionRoutes] },
  { name: "users", routes: [meRoutes, userRoutes, userSettingsRoutes] },
  { name: "own-data", routes: [ownDataRoutes] },
  { name: "erasure", routes: [erasureRoutes], jobs: [erasureRepair] },
  { name: "usage", routes: [usageRoutes], projection: usage },
  {
    name: "notifications",
    routes: [notificationRoutes],
    projection: notifications,
    jobs: [notificationDelivery, notificationPushing],
  },
  { name: "tokens", routes: [tokenRoutes], jobs: [tokenUseRecording] },
  {
    name: "audit",
    routes: [eventRoutes, auditRoutes, accessReviewRoutes, exportRoutes],
    projection: audit,
  },
  { name: "changes", routes: [changeRoutes], projection: changes },
  {
    name: "operations",
    routes: [operationRoutes, metricsRoute, devMailRoutes],
    jobs: [tidying, planningForGrowth],
  },
];

export const routes = features.flatMap((feature) => feature.routes);
export const projections = features.flatMap(({ projection }) => projection ?? []);
export const jobs = features.flatMap((feature) => feature.jobs ?? []);
