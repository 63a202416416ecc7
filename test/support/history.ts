/**
 * Random histories that the domain allows: draws commands and lets deciders turn them into events; a refused
 * command adds none. Streams race as in practice: a solution can be deleted while it is being assigned, and
 * a founder waits for the organization.
 */
import * as fc from "fast-check";
import {
  categoryOf,
  idIn,
  memberStream,
  membershipIn,
  organizationStream,
  sessionStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../src/domain/streams.ts";
import type { DomainEvent } from "../../src/domain/catalogue.ts";
import { type Decider, isRejection } from "../../src/domain/decider.ts";
import type { AnyEvent } from "../../src/domain/event.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import { organizationDecider } from "../../src/domain/organization/decider.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";
import { sessionDecider } from "../../src/domain/session/decider.ts";
import { solutionDecider } from "../../src/domain/solution/decider.ts";
import { addMinutes } from "../../src/domain/time.ts";
import { tokenDecider } from "../../src/domain/token/decider.ts";
import { userDecider } from "../../src/domain/user/decider.ts";
import type { RecordedEvent } from "../../src/eventstore/codec.ts";
import type { StoredRecord } from "../../src/eventstore/port.ts";
import { admin, id } from "./event-log.ts";

const start = "2026-01-01T00:00:00.000Z";

const organizations = [id(101), id(102)];
const users = [id(201), id(202), id(203), id(204)];
const solutions = [id(301), id(302), id(303)];
const tokens = [id(401), id(402)];

const draw = fc.record({
  kind: fc.constantFrom(
    "register",
    "found member",
    "found organization",
    "invite",
    "invite",
    "issue",
    "sent",
    "failed",
    "revoke",
    "accept",
    "accept",
    "role",
    "disable",
    "enable",
    "remove",
    "assign",
    "assign",
    "assign",
    "unassign",
    "register solution",
    "register solution",
    "rename solution",
    "delete solution",
    "profile",
    "default",
    "issue token",
    "use token",
    "delete token",
    "revoke ownership",
    "rename organization",
    "settings",
    "template",
    "delete template",
    "delete organization",
    "log in",
    "set aside",
    "take back",
  ),
  organization: fc.nat(organizations.length - 1),
  user: fc.nat(users.length - 1),
  solution: fc.nat(solutions.length - 1),
  token: fc.nat(tokens.length - 1),
  role: fc.nat(3),
  text: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }),
});
type Draw = typeof draw extends fc.Arbitrary<infer Value> ? Value : never;

const nobody = { organization: 0, user: 0, solution: 0, token: 0, role: 1, text: "b" };

/** Only one organization exists from the beginning, so that much can happen in few steps. */
const beginning: readonly Draw[] = [
  { ...nobody, kind: "register" },
  { ...nobody, kind: "register", user: 1 },
  { ...nobody, kind: "found member" },
  { ...nobody, kind: "found organization" },
  { ...nobody, kind: "invite", user: 1 },
  { ...nobody, kind: "issue", user: 1 },
  { ...nobody, kind: "register solution" },
];

/** Histories as read from the log. */
export const histories: fc.Arbitrary<RecordedEvent[]> = fc
  .array(draw, { minLength: 20, maxLength: 120 })
  .map((draws) => play([...beginning, ...draws]));

/** Histories that begin with an organization, one member of each role and a solution. */
export const foundedHistories: fc.Arbitrary<RecordedEvent[]> = fc
  .array(draw, { minLength: 0, maxLength: 120 })
  .map((draws) => play([...founding(), ...draws]));

function play(draws: readonly Draw[]): RecordedEvent[] {
  const world = createWorld();
  for (const one of draws) happen(world, one);
  return world.events;
}

function founding(): Draw[] {
  const one = { organization: 0, user: 0, solution: 0, token: 0, role: 0, text: "ab" };
  return [
    ...users.map((_, user): Draw => ({ ...one, kind: "register", user })),
    { ...one, kind: "found member" },
    { ...one, kind: "found organization" },
    { ...one, kind: "register solution" },
    ...[1, 2, 3].flatMap((user): Draw[] => [
      { ...one, kind: "invite", user, role: user },
      { ...one, kind: "accept", user },
    ]),
  ];
}

interface World {
  readonly events: RecordedEvent[];
  readonly states: Map<string, unknown>;
  readonly revisions: Map<string, number>;
}

function createWorld(): World {
  return { events: [], states: new Map(), revisions: new Map() };
}

function happen(world: World, one: Draw): void {
  const organizationId = organizations[one.organization] ?? "";
  const userId = users[one.user] ?? "";
  const solutionId = solutions[one.solution] ?? "";
  const tokenId = tokens[one.token] ?? "";
  const tick = world.events.length;
  const at = addMinutes(start, tick);
  const by = { userId: admin, role: "SYSTEM" } as const;
  const name = `x${one.text}`.replaceAll(/\p{C}/gu, "x");
  const ofMember = memberStream(organizationId, userId);
  const ofOrganization = organizationStream(organizationId);
  const sending = {
    sendingId: id(10_000 + tick),
    digest: tick.toString(16).padStart(64, "0"),
    language: "en",
    expiresAt: addMinutes(at, 1000),
  };
  const languages = ["en"];
  // An organization has one founder, and nobody else joins before it is founded.
  const isFounder = one.organization === one.user;
  const isRegistered = stateOf(world, userStream(userId), userDecider).registered;
  const isFounded = stateOf(world, ofOrganization, organizationDecider).founded;
  const asMember = (command: Parameters<typeof memberDecider.decide>[0]): void => {
    if (isRegistered && (isFounder || isFounded))
      decide(world, ofMember, memberDecider, command, userId);
  };
  const memberNow = stateOf(world, ofMember, memberDecider);
  const ownership = memberNow.ownership ?? -1;

  switch (one.kind) {
    case "register":
      return decide(
        world,
        userStream(userId),
        userDecider,
        {
          type: "RegisterUser",
          person: { email: `${userId}@example.com`, firstName: name, lastName: "L" },
        },
        userId,
      );
    case "found member":
      if (!isFounder || isFounded) return;
      return asMember({ type: "FoundMember", email: `${userId}@example.com` });
    case "found organization":
      if (!isFounder || ownership < 0) return;
      return decide(world, ofOrganization, organizationDecider, {
        type: "FoundOrganization",
        founderId: userId,
        ownership,
        name,
      });
    case "invite":
      return asMember({
        type: "InviteUser",
        by,
        role: organizationRoles[one.role] ?? "USER",
        person: { email: `${userId}@example.com`, firstName: "Invited", lastName: name },
        languages,
        sending: one.text.length % 2 === 0 ? sending : undefined,
        solutions: [{ solutionId, role: "USER", authority: "SYSTEM" }],
        at,
      });
    case "issue":
      return asMember({ type: "ResendInvite", by, languages, sending, at });
    case "sent":
    case "failed":
      return asMember({
        type: "RecordInviteSending",
        sendingId: memberNow.invitation?.sendingId ?? "",
        at,
        failure: one.kind === "failed" ? name : undefined,
      });
    case "revoke":
      return asMember({ type: "RevokeInvite", by, at });
    case "accept":
      return asMember({
        type: "AcceptInvite",
        digest: memberNow.invitation?.digest ?? "",
        granter: "SYSTEM",
        at,
      });
    case "role":
      return asMember({ type: "ChangeOrgRole", by, role: organizationRoles[one.role] ?? "USER" });
    case "disable":
      return asMember({ type: "DisableMember", by });
    case "enable":
      return asMember({ type: "EnableMember", by });
    case "remove":
      return asMember({ type: "RemoveMember", by });
    case "assign":
    case "unassign": {
      const role = one.kind === "assign" ? (solutionRoles[one.role] ?? "USER") : undefined;
      const changes = [{ solutionId, role, authority: "SYSTEM" } as const];
      return asMember({ type: "ChangeSolutions", changes });
    }
    case "register solution":
      if (!isFounded) return;
      return decide(world, solutionStream(solutionId), solutionDecider, {
        type: "RegisterSolution",
        solution: { organizationId, ownerId: userId, name, title: name },
      });
    case "rename solution":
      return decide(world, solutionStream(solutionId), solutionDecider, {
        type: "ChangeSolutionDetails",
        details: { name, description: one.role === 0 ? null : name },
      });
    case "delete solution":
      return decide(world, solutionStream(solutionId), solutionDecider, { type: "DeleteSolution" });
    case "profile":
      return decide(
        world,
        userStream(userId),
        userDecider,
        {
          type: "ChangeProfile",
          profile: { lastName: name, name: one.role === 0 ? null : name, phone: null },
        },
        userId,
      );
    case "default":
      return decide(
        world,
        userStream(userId),
        userDecider,
        { type: "ChooseDefaultOrganization", organizationId },
        userId,
      );
    case "issue token":
      return decide(
        world,
        tokenStream(tokenId),
        tokenDecider,
        {
          type: "IssueToken",
          userId,
          organizationId: one.role === 0 ? organizationId : undefined,
          name,
          digest: tokenId.replaceAll("-", "").repeat(2),
          scopes: ["users:view"],
          at,
        },
        userId,
      );
    case "use token": {
      const owner = stateOf(world, tokenStream(tokenId), tokenDecider).userId;
      if (owner === undefined) return;
      const command = { type: "RecordTokenUse", usedAt: at, at } as const;
      return decide(world, tokenStream(tokenId), tokenDecider, command, owner);
    }
    case "delete token":
      return decide(
        world,
        tokenStream(tokenId),
        tokenDecider,
        { type: "DeleteToken", userId },
        userId,
      );
    case "revoke ownership":
      if (ownership < 0) return;
      return decide(world, ofOrganization, organizationDecider, {
        type: "RevokeOwnership",
        userId,
        ownership,
        reason: { kind: "DISABLED" },
      });
    case "settings":
      return decide(world, ofOrganization, organizationDecider, {
        type: "ChangeOrganizationSettings",
        settings: { inviteExpiryDays: 1 + one.text.length, memberLimit: one.role || null },
      });
    case "template":
      return decide(world, ofOrganization, organizationDecider, {
        type: "SaveInviteTemplate",
        template: { language: one.role === 0 ? "de" : "fr", subject: name, html: name },
      });
    case "delete template":
      return decide(world, ofOrganization, organizationDecider, {
        type: "DeleteInviteTemplate",
        language: one.role === 0 ? "de" : "en",
      });
    case "delete organization":
      // Rarely, so that other commands have something to change.
      if (one.role !== 0 || one.solution !== 0) return;
      return decide(world, ofOrganization, organizationDecider, { type: "DeleteOrganization" });
    case "log in":
      return decide(
        world,
        sessionStream(id(20_000 + tick)),
        sessionDecider,
        { type: "LogIn", method: "CODE" },
        userId,
      );
    case "set aside":
      return asMember({ type: "SetSolutionAside", solutionId });
    case "take back":
      return asMember({ type: "TakeSolutionBack", solutionId });
    case "rename organization":
      return decide(world, ofOrganization, organizationDecider, {
        type: "ChangeOrganizationDetails",
        details: { name, description: one.role === 0 ? null : name },
      });
  }
}

function stateOf<State, Command, Event extends AnyEvent>(
  { states }: World,
  stream: string,
  { initial }: Decider<State, Command, Event>,
): State {
  return (states.get(stream) as State | undefined) ?? initial;
}

function decide<State, Command, Event extends AnyEvent & DomainEvent>(
  world: World,
  stream: string,
  decider: Decider<State, Command, Event>,
  command: Command,
  subjectId?: string,
): void {
  const outcome = decider.decide(command, stateOf(world, stream, decider));
  if (isRejection(outcome)) return;
  for (const event of outcome) {
    const position = BigInt(world.events.length + 1);
    const revision = (world.revisions.get(stream) ?? -1) + 1;
    world.states.set(stream, decider.evolve(stateOf(world, stream, decider), event));
    world.revisions.set(stream, revision);
    world.events.push({
      ...(event as DomainEvent),
      eventId: id(1_000_000 + Number(position)),
      stream,
      revision,
      position,
      schemaVersion: 1,
      metadata: {
        occurredAt: addMinutes(start, Number(position)),
        organizationId: organizationOf(world, stream, event),
        subjectId,
        actor: { userId: admin, via: "SESSION" },
        correlationId: id(0),
      },
    });
  }
}

/** As commands record it: personal streams belong to no organization. */
function organizationOf(
  { events }: World,
  stream: string,
  { data }: { readonly data: Record<string, unknown> },
): string | undefined {
  const category = categoryOf(stream);
  if (category === "organization") return idIn(stream);
  if (category === "member") return membershipIn(stream).organizationId;
  if (category !== "solution") return undefined;
  const registered = events.find((event) => event.stream === stream)?.data ?? data;
  return "organizationId" in registered ? String(registered.organizationId) : undefined;
}

/** The event as it would be stored, without sealed data. */
export function storedOf({
  type,
  data,
  eventId,
  stream,
  revision,
  position,
  ...event
}: RecordedEvent): StoredRecord {
  const metadata = JSON.stringify({ schemaVersion: event.schemaVersion, ...event.metadata });
  return { id: eventId, type, data: JSON.stringify(data), metadata, stream, revision, position };
}
