/**
 * Every operation of the published contract, called by every kind of caller. A refusal appends no event,
 * and an organization of others looks like one that does not exist.
 */
import { createECDH } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { notificationDelivery } from "../../src/commands/notifications/notifier.ts";
import { notifications } from "../../src/projections/notifications/notifications.ts";
import type { OrganizationRole, SolutionRole } from "../../src/domain/roles.ts";
import { askedCodes, startTestService, type TestService } from "../support/http.ts";
import type { IdentityProvider } from "../../src/platform/oidc/identity-provider.ts";
import { type PublishedSchemas, publishedSchemas } from "../support/published-schemas.ts";
import { accountScopes } from "../../src/domain/rights.ts";
import { conditional, expectedFor, type Kind, kinds, rules } from "./permission-table.ts";
import { exampleRecorder, isRecording } from "../support/examples.ts";
import { personNumber, solutions } from "../../demo/people.ts";
import { patience } from "../support/eventually.ts";
import { leaveUnanalyzed, wholeReads } from "../support/kept-plans.ts";

interface Person {
  readonly userId: string;
  readonly credential: string | undefined;
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const solutionRoleOf: Partial<Record<Kind, SolutionRole>> = {
  "solution owner": "OWNER",
  "solution admin": "ADMIN",
  "solution editor": "EDITOR",
  "solution user": "USER",
  "solution denied": "DENY",
};

/** Answers nothing, so that nobody gets in by it. */
const identityProvider: IdentityProvider = {
  name: "login.example.com",
  async begin() {
    const secrets = { state: "state", nonce: "nonce", verifier: "verifier" };
    return { url: "https://login.example.com/authorize", ...secrets };
  },
  finish: async () => undefined,
};

let service: TestService;
let operations: PublishedSchemas["operations"];
let examples: ReturnType<typeof exampleRecorder>;
let organization: string;
const cast = new Map<Kind, Person>();
/** A member, not in the cast, whose app has sent a log entry. */
let reporterId: string;
/** The owner's other organization. */
let elsewhere: string;
let made = 0;

beforeAll(async () => {
  service = await startTestService({ identityProvider });
  await leaveUnanalyzed(service.database.pool);
  service.changeGroup.start();
  ({ operations } = publishedSchemas(service.app.swagger()));
  examples = exampleRecorder(service.app.swagger(), [service.organizationId, service.ownerId]);
  organization = `/v1/organizations/${service.organizationId}`;
  const { owner: token, ownerId: userId } = service;
  const asOwner = (method: string, path: string, body?: unknown) =>
    service.call(method, path, { token, body });
  await asOwner("PATCH", "/v1/users/me", { firstName: "Ada", lastName: "Abebe" });
  await asOwner("PATCH", organization, { name: "Northwind Instruments" });
  await asOwner("PUT", "/v1/users/me/settings", { theme: "dark", language: "en" });
  const reporter = await newMember("USER");
  reporterId = reporter.userId;
  for (const token of [service.owner, reporter.session]) {
    await service.call("POST", `${organization}/logs`, { token, body: { entries: [logEntry] } });
  }
  const member = async (role: OrganizationRole): Promise<Person> => {
    const added = await newMember(role);
    return { userId: added.userId, credential: added.session };
  };
  cast.set("owner", { userId, credential: token });
  cast.set("admin", await member("ADMIN"));
  cast.set("creator", await member("CREATOR"));
  cast.set("user", await member("USER"));
  for (const kind of Object.keys(solutionRoleOf) as Kind[]) cast.set(kind, await member("CREATOR"));
  for (const [kind, path] of [
    ["disabled", "/disable"],
    ["removed", ""],
  ] as const) {
    const person = await member("ADMIN");
    const method = kind === "removed" ? "DELETE" : "POST";
    await asOwner(method, `${organization}/members/${person.userId}${path}`);
    cast.set(kind, person);
  }

  const other = (await asOwner("POST", "/v1/organizations", { name: "Harbour Logistics" })).body;
  elsewhere = other.organizationId;
  const others = `/v1/organizations/${other.organizationId}/members`;
  for (const kind of ["owner of another", "invited"] as const) {
    const body = { ...nextPerson(), userRole: "OWNER" };
    const invited = (await asOwner("POST", others, body)).body;
    const secret = await service.inviteSecretOf(other.organizationId, invited.userId);
    const accepted = await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
    expect(accepted.status).toBe(200);
    cast.set(kind, { userId: invited.userId, credential: await service.signIn(invited.userId) });
    if (kind === "invited") await asOwner("POST", `${organization}/members`, body);
  }

  const tokenOf = async (body: object) => {
    const { tokenId, secret } = (
      await asOwner("POST", "/v1/users/me/tokens", { name: "Nightly sync", ...body })
    ).body;
    return { tokenId, secret };
  };
  const now = service.clock.now().toISOString();
  const dead = { userId, credential: undefined };
  cast.set("anonymous", dead);
  cast.set("garbage", { userId, credential: "mst_pat_garbage" });
  const deleted = await tokenOf({});
  await asOwner("DELETE", `/v1/users/me/tokens/${deleted.tokenId}`);
  cast.set("deleted token", { userId, credential: deleted.secret });
  service.clock.set("2026-02-01T12:00:00.000Z");
  cast.set("lapsed token", { userId, credential: (await tokenOf({})).secret });
  service.clock.set("2025-06-01T12:00:00.000Z");
  cast.set("expired token", { userId, credential: (await tokenOf({})).secret });
  service.clock.set(now);
  const another = { organizationId: other.organizationId };
  for (const [kind, only] of [
    ["narrowed session", service.organizationId],
    ["session of another", other.organizationId],
  ] as const) {
    const session = await openSession(service.services, userId, crypto.randomUUID(), { only });
    cast.set(kind, { userId, credential: session.sessionToken });
  }
  for (const [kind, body] of [
    ["token", {}],
    ["token without scope", { scopes: ["solutions:run"] }],
    ["token of another", another],
  ] as const) {
    const { secret } = await tokenOf(body);
    cast.set(kind, { userId, credential: secret });
    // The first use is recorded as an event; further uses within the hour are not.
    await service.call("GET", "/v1/users/me", { token: secret });
  }
});

afterAll(async () => {
  if (isRecording) examples.write();
  await service.stop();
});

const asOwner = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: service.owner, body });

/** Operations that end all or other sessions of their caller, on which other tests rely. */
const endsSessions = new Set(["EraseMe", "EndOtherSessions"]);

const logEntry = {
  level: "WARNING",
  category: "sync",
  message: "The stock list was empty.",
  correlationId: "nightly-42",
};

/** Another one of the demo's people for every call. */
const nextPerson = () => personNumber((made += 1));
const newMember = (role: OrganizationRole) => service.addMember(role, nextPerson());

/** A new member for every call. */
async function victim(more: object = {}): Promise<string> {
  const body = { ...nextPerson(), ...more };
  return (await asOwner("POST", `${organization}/members`, body)).body.userId;
}

/** A solution in which the caller has the role of their kind. */
async function solutionFor(kind: Kind): Promise<string> {
  made += 1;
  const [name, title, category] = solutions[made % solutions.length] ?? solutions[0];
  const body = { name, title, category };
  const { solutionId } = (await asOwner("POST", `${organization}/solutions`, body)).body;
  const userRole = solutionRoleOf[kind];
  if (userRole !== undefined) {
    const path = `${organization}/members/${cast.get(kind)?.userId}/solutions/${solutionId}`;
    await asOwner("PUT", path, { userRole });
  }
  return solutionId;
}

/** A new member to whom such a solution is assigned, under the solution. */
async function solutionMember(kind: Kind): Promise<string> {
  const solutionId = await solutionFor(kind);
  const userId = await victim({ solutions: [{ solutionId }] });
  return `${organization}/solutions/${solutionId}/members/${userId}`;
}

/** A code from the mail to its address. */
async function askedCode(): Promise<object> {
  const { email, ...name } = nextPerson();
  const body = { email, ...name, organizationName: "Hillside Clinic" };
  await service.call("POST", "/v1/sign-up", { body });
  const code = (await askedCodes(service)).find((each) => each.email === email)?.code;
  return { email, code, access: "management" };
}

/** An organization of the owner, to be deleted. */
async function ownOrganization(): Promise<string> {
  const { organizationId } = (
    await asOwner("POST", "/v1/organizations", { name: "Hillside Clinic" })
  ).body;
  return `/v1/organizations/${organizationId}`;
}

/** A notification that is not sent yet, by the caller if they may send, else by the owner. */
async function notificationBy(kind: Kind): Promise<string> {
  const isOwn = kind === "admin" || kind === "owner";
  const sender = isOwn ? cast.get(kind)?.userId : service.ownerId;
  const token = await service.signIn(sender ?? "");
  const body = {
    scope: "ORG",
    content: { text: "The warehouse is closed on Monday." },
    startAt: "2026-03-02T00:00:00.000Z",
  };
  const path = `${organization}/notifications`;
  return (await service.call("POST", path, { token, body })).body.notificationId;
}

/** A notification that every member has received. */
async function deliveredNotification(): Promise<string> {
  const body = { scope: "ORG", content: { text: "New shift plans are here." } };
  const sent = await asOwner("POST", `${organization}/notifications`, body);
  await notificationDelivery.run(service.services);
  const end = await service.services.store.lastPosition();
  await service.services.readModel(notifications).waitFor(end, patience);
  return sent.body.notificationId;
}

function newDevice() {
  const curve = createECDH("prime256v1");
  curve.generateKeys();
  made += 1;
  const keys = { p256dh: curve.getPublicKey("base64url"), auth: "A".repeat(22) };
  return { endpoint: `https://push.example.com/${made}`, keys };
}

/** A device that the caller subscribed when they were signed in. */
async function subscribedDevice(kind: Kind) {
  const token = await service.signIn(cast.get(kind)?.userId ?? "");
  const body = newDevice();
  const made = await service.call("POST", "/v1/users/me/push-subscriptions", { token, body });
  return { endpoint: body.endpoint, subscriptionId: made.body.subscriptionId };
}

/** A solution that is assigned to the caller if they are a member. */
async function assignedSolution(kind: Kind): Promise<string> {
  const solutionId = await solutionFor(kind);
  const path = `${organization}/members/${cast.get(kind)?.userId}/solutions/${solutionId}`;
  await asOwner("PUT", path);
  return solutionId;
}

/** A token of the caller, to be read or deleted. */
async function ownToken(kind: Kind): Promise<string> {
  const { userId } = cast.get(kind) ?? { userId: "" };
  const token = await service.signIn(userId);
  return (
    await service.call("POST", "/v1/users/me/tokens", { token, body: { name: "Nightly sync" } })
  ).body.tokenId;
}

const asks: Record<string, (kind: Kind) => Promise<Ask>> = {
  CreateOrganization: async () => ({
    method: "POST",
    path: "/v1/organizations",
    body: { name: "Hillside Clinic" },
  }),
  ListOrganizations: async () => ({ method: "GET", path: "/v1/organizations" }),
  GetOrganization: async () => ({ method: "GET", path: organization }),
  ChangeOrganization: async () => ({
    method: "PATCH",
    path: organization,
    body: { description: `Makes scales and gauges, in ${(made += 1)} countries.` },
  }),
  GetSignInOptions: async () => ({ method: "GET", path: "/v1/sign-in/options" }),
  SignInByIdentityProvider: async () => ({ method: "GET", path: "/v1/sign-in/identity-provider" }),
  CompleteSignInByIdentityProvider: async () => ({
    method: "GET",
    path: "/v1/sign-in/identity-provider/callback?error=access_denied&state=none",
  }),
  SignUp: async () => ({
    method: "POST",
    path: "/v1/sign-up",
    body: { ...nextPerson(), organizationName: "Hillside Clinic" },
  }),
  SignIn: async () => ({
    method: "POST",
    path: "/v1/sign-in",
    body: { email: nextPerson().email },
  }),
  VerifySignIn: async () => ({
    method: "POST",
    path: "/v1/sign-in/verify",
    body: await askedCode(),
  }),
  // Deletes an organization made for it, in which the caller has the same role as in the other.
  DeleteOrganization: async (kind) => ({
    method: "DELETE",
    path: ["owner", "token", "narrowed session"].includes(kind)
      ? await ownOrganization()
      : organization,
  }),
  GetSettings: async () => ({ method: "GET", path: `${organization}/settings` }),
  ChangeSettings: async () => ({
    method: "PATCH",
    path: `${organization}/settings`,
    body: { inviteExpiryDays: 1 + ((made += 1) % 300) },
  }),
  ListInviteTemplates: async () => ({ method: "GET", path: `${organization}/invite-templates` }),
  GetInviteTemplate: async () => ({ method: "GET", path: `${organization}/invite-templates/en` }),
  SaveInviteTemplate: async () => ({
    method: "PUT",
    path: `${organization}/invite-templates/de`,
    body: { subject: "Einladung", html: "<p>{inviteLink}</p>" },
  }),
  DeleteInviteTemplate: async () => {
    const path = `${organization}/invite-templates/fr`;
    await asOwner("PUT", path, { subject: "Invitation", html: "<p>{inviteLink}</p>" });
    return { method: "DELETE", path };
  },
  PreviewInviteTemplate: async () => ({
    method: "POST",
    path: `${organization}/invite-templates/en/preview`,
  }),
  InviteUser: async () => ({
    method: "POST",
    path: `${organization}/members`,
    body: { ...nextPerson(), userRole: "CREATOR" },
  }),
  InviteMany: async () => ({
    method: "POST",
    path: `${organization}/members/batch`,
    body: { members: [nextPerson()] },
  }),
  SendLogs: async () => ({
    method: "POST",
    path: `${organization}/logs`,
    body: { entries: [logEntry] },
  }),
  ListOrganizationLogs: async () => ({
    method: "GET",
    path: `${organization}/logs?correlationId=nightly-42`,
  }),
  ListMemberLogs: async () => ({
    method: "GET",
    path: `${organization}/members/${reporterId}/logs`,
  }),
  ListSolutionLogs: async (kind) => {
    const solutionId = await solutionFor(kind);
    const entries = [{ ...logEntry, solutionId }];
    await asOwner("POST", `${organization}/logs`, { entries });
    return { method: "GET", path: `${organization}/solutions/${solutionId}/logs` };
  },
  ListMyLogs: async () => ({ method: "GET", path: "/v1/users/me/logs" }),
  GetUsage: async () => ({ method: "GET", path: `${organization}/usage?from=2026-03-01` }),
  EraseMe: async () => ({ method: "DELETE", path: "/v1/users/me", body: { forgetMe: true } }),
  ListEvents: async () => ({ method: "GET", path: `${organization}/events` }),
  GetRoleHistory: async () => ({
    method: "GET",
    path: `${organization}/members/${await victim()}/role-history`,
  }),
  GetAccessReview: async () => ({ method: "GET", path: `${organization}/access-review` }),
  GetAccessChanges: async () => ({
    method: "GET",
    path: `${organization}/access-review/changes?from=2026-01-01`,
  }),
  GetCheckpoint: async () => ({ method: "GET", path: `${organization}/checkpoint` }),
  ProveInclusion: async () => ({
    method: "GET",
    path: `${organization}/proofs/inclusion?position=1`,
  }),
  ProveConsistency: async () => ({
    method: "GET",
    path: `${organization}/proofs/consistency?from=1`,
  }),
  ExportEvents: async () => ({ method: "GET", path: `${organization}/export` }),
  ListKeys: async () => ({ method: "GET", path: "/v1/keys" }),
  RequestNotification: async () => ({
    method: "POST",
    path: `${organization}/notifications`,
    body: {
      scope: "ORG",
      content: { text: "The warehouse is closed on Monday." },
      startAt: "2026-03-02T00:00:00.000Z",
    },
  }),
  ListNotifications: async () => ({ method: "GET", path: `${organization}/notifications` }),
  GetNotification: async (kind) => ({
    method: "GET",
    path: `${organization}/notifications/${await notificationBy(kind)}`,
  }),
  CancelNotification: async (kind) => ({
    method: "DELETE",
    path: `${organization}/notifications/${await notificationBy(kind)}`,
  }),
  ListMyNotifications: async (kind) => {
    if (kind === "owner") await deliveredNotification();
    return { method: "GET", path: "/v1/users/me/notifications" };
  },
  ReadNotification: async () => ({
    method: "PATCH",
    path: `/v1/users/me/notifications/${await deliveredNotification()}`,
    body: { read: true },
  }),
  GetPushKey: async () => ({ method: "GET", path: "/v1/push-key" }),
  SubscribeToPush: async () => ({
    method: "POST",
    path: "/v1/users/me/push-subscriptions",
    body: newDevice(),
  }),
  ListMyPushSubscriptions: async () => ({
    method: "GET",
    path: "/v1/users/me/push-subscriptions",
  }),
  UnsubscribeFromPush: async (kind) => {
    const { endpoint } = await subscribedDevice(kind);
    return { method: "DELETE", path: "/v1/users/me/push-subscriptions", body: { endpoint } };
  },
  DeletePushSubscription: async (kind) => {
    const { subscriptionId } = await subscribedDevice(kind);
    return { method: "DELETE", path: `/v1/users/me/push-subscriptions/${subscriptionId}` };
  },
  ListMembers: async () => ({ method: "GET", path: `${organization}/members` }),
  GetMember: async () => ({ method: "GET", path: `${organization}/members/${await victim()}` }),
  ChangeOrgRole: async () => ({
    method: "PATCH",
    path: `${organization}/members/${await victim()}`,
    body: { userRole: "CREATOR" },
  }),
  RemoveUser: async () => ({
    method: "DELETE",
    path: `${organization}/members/${await victim()}`,
  }),
  DisableMember: async () => ({
    method: "POST",
    path: `${organization}/members/${(await newMember("USER")).userId}/disable`,
  }),
  EnableMember: async () => {
    const path = `${organization}/members/${(await newMember("USER")).userId}`;
    await asOwner("POST", `${path}/disable`);
    return { method: "POST", path: `${path}/enable` };
  },
  ResendInvite: async () => ({
    method: "POST",
    path: `${organization}/members/${await victim()}/resend-invite`,
  }),
  RevokeInvite: async () => ({
    method: "POST",
    path: `${organization}/members/${await victim()}/revoke-invite`,
  }),
  PreviewInvite: async () => ({
    method: "POST",
    path: "/v1/invites/preview",
    body: { token: await service.inviteSecretOf(service.organizationId, await victim()) },
  }),
  AcceptInvite: async () => ({
    method: "POST",
    path: "/v1/invites/accept",
    body: { token: await service.inviteSecretOf(service.organizationId, await victim()) },
  }),
  RegisterSolution: async () => ({
    method: "POST",
    path: `${organization}/solutions`,
    body: { name: "inspections", title: "Site inspections", category: "Field work" },
  }),
  ListSolutions: async () => ({ method: "GET", path: `${organization}/solutions` }),
  GetSolution: async (kind) => ({
    method: "GET",
    path: `${organization}/solutions/${await solutionFor(kind)}`,
  }),
  ChangeSolution: async (kind) => ({
    method: "PATCH",
    path: `${organization}/solutions/${await solutionFor(kind)}`,
    body: { title: "Inspections of sites and vehicles" },
  }),
  GetSolutionSettings: async (kind) => {
    const path = `${organization}/solutions/${await solutionFor(kind)}/settings`;
    await asOwner("PATCH", path, { custom: { rowsPerPage: 50 } });
    return { method: "GET", path };
  },
  ChangeSolutionSettings: async (kind) => ({
    method: "PATCH",
    path: `${organization}/solutions/${await solutionFor(kind)}/settings`,
    body: { custom: { rowsPerPage: 50 } },
  }),
  GetCustomSettings: async (kind) => {
    const path = `${organization}/solutions/${await solutionFor(kind)}/settings/custom`;
    await asOwner("PUT", path, { rowsPerPage: 50 });
    return { method: "GET", path };
  },
  ReplaceCustomSettings: async (kind) => ({
    method: "PUT",
    path: `${organization}/solutions/${await solutionFor(kind)}/settings/custom`,
    body: { rowsPerPage: 50 },
  }),
  DeleteSolution: async (kind) => ({
    method: "DELETE",
    path: `${organization}/solutions/${await solutionFor(kind)}`,
  }),
  ListSolutionMembers: async (kind) => ({
    method: "GET",
    path: `${organization}/solutions/${await solutionFor(kind)}/members`,
  }),
  AssignSolution: async (kind) => ({
    method: "PUT",
    path: `${organization}/members/${await victim()}/solutions/${await solutionFor(kind)}`,
  }),
  GetSolutionMember: async (kind) => ({ method: "GET", path: await solutionMember(kind) }),
  SaveSolutionMember: async (kind) => ({ method: "PUT", path: await solutionMember(kind) }),
  ChangeSolutionMember: async (kind) => ({
    method: "PATCH",
    path: await solutionMember(kind),
    body: { userRole: "EDITOR" },
  }),
  RemoveSolutionMember: async (kind) => ({ method: "DELETE", path: await solutionMember(kind) }),
  UnassignSolution: async (kind) => {
    const solutionId = await solutionFor(kind);
    const userId = await victim({ solutions: [{ solutionId }] });
    return { method: "DELETE", path: `${organization}/members/${userId}/solutions/${solutionId}` };
  },
  ChangeSolutions: async (kind) => ({
    method: "PATCH",
    path: `${organization}/members/${await victim()}/solutions`,
    body: { assign: [{ solutionId: await solutionFor(kind) }] },
  }),
  GetMe: async () => ({ method: "GET", path: "/v1/users/me" }),
  ChangeProfile: async () => ({
    method: "PATCH",
    path: "/v1/users/me",
    body: { phone: `+49 30 5550${(made += 1)}` },
  }),
  ExportMyData: async () => ({ method: "GET", path: "/v1/users/me/export" }),
  GetUserSettings: async () => ({ method: "GET", path: "/v1/users/me/settings" }),
  ReplaceUserSettings: async (kind) => ({
    method: "PUT",
    path: `/v1/users/${cast.get(kind)?.userId}/settings`,
    body: { theme: "dark", language: "en", rowsPerPage: (made += 1) },
  }),
  ListMyOrganizations: async () => ({ method: "GET", path: "/v1/users/me/organizations" }),
  ChooseDefaultOrganization: async () => ({
    method: "PUT",
    path: "/v1/users/me/default-organization",
    body: { organizationId: service.organizationId },
  }),
  ListUsers: async () => ({ method: "GET", path: "/v1/users" }),
  GetUser: async () => ({ method: "GET", path: `/v1/users/${await victim()}` }),
  ListMySolutions: async () => ({ method: "GET", path: "/v1/users/me/solutions" }),
  TakeSolutionBack: async (kind) => ({
    method: "PUT",
    path: `/v1/users/me/solutions/${await assignedSolution(kind)}`,
  }),
  SetSolutionAside: async (kind) => ({
    method: "DELETE",
    path: `/v1/users/me/solutions/${await assignedSolution(kind)}`,
  }),
  ListMyTokens: async () => ({ method: "GET", path: "/v1/users/me/tokens" }),
  GetMyToken: async (kind) => ({
    method: "GET",
    path: `/v1/users/me/tokens/${await ownToken(kind)}`,
  }),
  CreateToken: async () => ({
    method: "POST",
    path: "/v1/users/me/tokens",
    body: { name: "Nightly sync" },
  }),
  ExtendTokenLease: async (kind) => ({
    method: "POST",
    path: `/v1/users/me/tokens/${await ownToken(kind)}/extend-lease`,
  }),
  DeleteToken: async (kind) => ({
    method: "DELETE",
    path: `/v1/users/me/tokens/${await ownToken(kind)}`,
  }),
  GetSession: async () => ({ method: "GET", path: "/v1/session" }),
  SignOut: async () => ({ method: "DELETE", path: "/v1/session" }),
  ListMySessions: async () => ({ method: "GET", path: "/v1/users/me/sessions" }),
  EndOtherSessions: async () => ({ method: "DELETE", path: "/v1/users/me/sessions" }),
  EndSession: async (kind) => {
    const sessionId = crypto.randomUUID();
    await openSession(service.services, cast.get(kind)?.userId ?? "", sessionId);
    return { method: "DELETE", path: `/v1/users/me/sessions/${sessionId}` };
  },
  WatchChanges: async () => {
    const { changeGroup, services } = service;
    const after = await services.store.lastPosition();
    await victim();
    await changeGroup.waitFor(await services.store.lastPosition(), patience);
    const headers = { "last-event-id": String(after) };
    return { method: "GET", path: `${organization}/changes?follow=false`, headers };
  },
  GetLiveness: async () => ({ method: "GET", path: "/health/live" }),
  GetReadiness: async () => ({ method: "GET", path: "/health/ready" }),
  GetVersion: async () => ({ method: "GET", path: "/version" }),
};

test("every published operation has a row, and every row has an operation", () => {
  const published = operations.map(({ operationId }) => operationId).toSorted();
  expect(Object.keys(rules).toSorted()).toEqual(published);
  expect(Object.keys(asks).toSorted()).toEqual(published);
});

describe("nothing happens under an If-Match that does not hold", () => {
  test.each(Object.keys(asks))("%s", async (operation) => {
    const ask = await asks[operation]?.("owner");
    if (ask === undefined || ask.method === "GET") return;
    const someone = endsSessions.has(operation) ? await newMember("USER") : undefined;
    const token = await service.signIn(someone?.userId ?? service.ownerId);
    const before = await service.services.store.lastPosition();
    const tried = async (tag: string) =>
      service.call(ask.method, ask.path, { token, body: ask.body, headers: { "if-match": tag } });
    for (const tag of ['"987654"', 'W/"987654"', '"x", "987654"', '"00"', "0", '"987654", *', ""]) {
      const answer = await tried(tag);
      expect(answer, tag).toMatchObject({ status: 412, body: { code: "precondition-failed" } });
    }
    expect(await service.services.store.lastPosition()).toBe(before);
    expect((await tried("*")).status).toBe(rules[operation]?.status);
  });

  test("only the operations that compare it publish it", () => {
    const published = Object.values(service.app.swagger().paths ?? {})
      .flatMap((path): object[] => Object.values(path ?? {}))
      .filter((each) => JSON.stringify(each).includes('"name":"If-Match"'))
      .map((each) => ("operationId" in each ? String(each.operationId) : ""));
    expect(published.toSorted()).toEqual(conditional.toSorted());
  });
});

describe("a kept answer is not shown to who has lost the right to it", () => {
  const operations = Object.entries(rules).filter(([, { about }]) => about === "organization");

  test.each(operations)("%s", async (operation, { status, allowed }) => {
    // Owners delete their own solutions only. Their organization is deleted by the owner of all tests.
    const kind = operation === "DeleteSolution" ? "solution owner" : "owner";
    const known = cast.get(kind);
    const fresh = await newMember("OWNER");
    const isEnding = operation === "DeleteOrganization";
    const [userId, session] = isEnding
      ? [service.ownerId, service.owner]
      : [fresh.userId, fresh.session];
    cast.set(kind, { userId, credential: session });
    const ask = await asks[operation]?.(kind);
    if (known !== undefined) cast.set(kind, known);
    if (ask === undefined || ask.method === "GET") return;
    const headers = { "idempotency-key": operation };
    const repeat = () =>
      service.call(ask.method, ask.path, { token: session, body: ask.body, headers });
    const first = await repeat();
    expect(first.status).toBe(status);
    const membership = `${organization}/members/${userId}`;
    const refused = async (refusal: number, code: string) => {
      const before = await service.services.store.lastPosition();
      expect(await repeat()).toMatchObject({ status: refusal, body: { code } });
      expect(await service.services.store.lastPosition()).toBe(before);
    };
    const replayed = async () => {
      const { status: again, body, headers: sent } = await repeat();
      expect({ status: again, body }).toEqual({ status, body: first.body });
      expect(sent["idempotency-replayed"]).toBe("true");
    };
    await replayed();
    // Deleting the organization ends the caller's rights by itself.
    if (isEnding) return;
    await asOwner("PATCH", membership, { userRole: "USER" });
    if (allowed === undefined) await replayed();
    else await refused(403, "forbidden");
    await asOwner("PATCH", membership, { userRole: "OWNER" });
    await replayed();
    await asOwner("POST", `${membership}/disable`);
    await refused(404, "not-found");
    await asOwner("POST", `${membership}/enable`);
    await replayed();
    await asOwner("DELETE", membership);
    await refused(404, "not-found");
  });
});

test("identical requests at once never get in each other's way", async () => {
  const failed: string[] = [];
  for (const [operation, askFor] of Object.entries(asks)) {
    const ask = await askFor("owner");
    if (ask.method === "GET") continue;
    const someone = endsSessions.has(operation) ? await newMember("USER") : undefined;
    const token = await service.signIn(someone?.userId ?? service.ownerId);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        service.call(ask.method, ask.path, { token, body: ask.body }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses, operation).toContain(rules[operation]?.status);
    if (statuses.some((status) => status >= 500)) failed.push(`${operation} ${statuses.join()}`);
  }
  expect(failed).toEqual([]);
});

describe.each(Object.keys(rules))("%s", (operation) => {
  test.each(kinds)("by %s", async (kind) => {
    const ask = await asks[operation]?.(kind);
    const person = cast.get(kind);
    if (ask === undefined || person === undefined) throw new Error("the table is incomplete");
    const isSession = person.credential?.startsWith("mst_ses_");
    // The signed-out session must not be one that later tests use.
    const only = { "narrowed session": service.organizationId, "session of another": elsewhere }[
      kind as string
    ];
    let token = person.credential;
    if (isSession && (operation === "SignOut" || operation === "EndOtherSessions")) {
      const { userId } = operation === "SignOut" ? person : await newMember("USER");
      const own = await openSession(service.services, userId, crypto.randomUUID(), { only });
      token = own.sessionToken;
    }
    const before = await service.services.store.lastPosition();
    const { method, path, body, headers } = ask;
    const answer = await service.call(method, path, { token, body, ...(headers && { headers }) });
    const { status, code } = expectedFor(operation, kind);
    expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
    if (code !== undefined) expect(await service.services.store.lastPosition()).toBe(before);
    const published = operations.find(({ operationId }) => operationId === operation);
    if (published) examples.add(published, ask, answer);
  });
});

test("an account session opens the routes of the account, and no other, even to an owner", async () => {
  const { userId } = await newMember("OWNER");
  const open = () =>
    openSession(service.services, userId, crypto.randomUUID(), { scopes: accountScopes });
  for (const [operation, askFor] of Object.entries(asks)) {
    if (endsSessions.has(operation) || rules[operation]?.about === "public") continue;
    const ask = await askFor("owner");
    const { sessionToken: token } = await open();
    const { status, body } = await service.call(ask.method, ask.path, { token, body: ask.body });
    const isRefused = status === 403 && body?.code === "management-role-required";
    expect([operation, isRefused]).toEqual([
      operation,
      !/^\/v1\/(users\/me|session)\b/.test(ask.path),
    ]);
  }
});

test("an organization of others looks like one that does not exist", async () => {
  const token = cast.get("owner of another")?.credential;
  const nowhere = `/v1/organizations/${crypto.randomUUID()}`;
  for (const below of ["", "/members", "/solutions", `/members/${service.ownerId}`]) {
    const [real, madeUp] = await Promise.all(
      [organization, nowhere].map((path) => service.call("GET", path + below, { token })),
    );
    const { instance: _, correlationId: __, ...said } = real?.body ?? {};
    expect(madeUp?.body).toMatchObject(said);
    expect(real?.status).toBe(404);
  }
});

// Here, because every operation has been called by now (docs/decisions/0044-plans-that-are-kept.md).
test("no statement that any of this prepared reads a table from its beginning to its end", async () => {
  const reads = await wholeReads();
  expect([...reads.keys()]).toEqual(expect.arrayContaining(["memberships", "write members"]));
  expect([...reads].filter(([, tables]) => tables.length > 0)).toEqual([]);
});
