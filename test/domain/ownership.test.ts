/**
 * The ownership guard as a property: commands on a few members interleave at random between reads and
 * appends, and some crash half way. At every moment there is at least one guarded owner, and all guarded
 * owners are active (docs/decisions/0003-the-ownership-guard.md). The test uses the real deciders.
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Decider, fold, isRejection } from "../../src/domain/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import type { MemberState } from "../../src/domain/member/state.ts";
import { organizationDecider } from "../../src/domain/organization/decider.ts";
import type { EndOfOwnership, OrganizationEvent } from "../../src/domain/organization/events.ts";
import { digestOf, idOf } from "./given.ts";

const users = [idOf(1), idOf(2), idOf(3)];
const by = { userId: idOf(9), role: "SYSTEM" } as const;

interface World {
  readonly organization: OrganizationEvent[];
  readonly members: Record<string, MemberEvent[]>;
}

type Process = Generator<undefined, unknown, undefined>;

function newWorld(): World {
  const joined: MemberEvent[] = [
    {
      type: "MemberInvited",
      data: { role: "USER", grantedBy: by.userId },
      personal: { email: "p@example.com", firstName: "P", lastName: "P" },
    },
    {
      type: "InviteIssued",
      data: {
        sendingId: idOf(8),
        digest: digestOf(1),
        language: "en",
        issuedAt: "2026-01-01T00:00:00.000Z",
        expiresAt: "2026-01-15T00:00:00.000Z",
      },
    },
    { type: "InviteAccepted", data: { acceptedAt: "2026-01-02T00:00:00.000Z" } },
  ];
  const founder = users[0] ?? "";
  return {
    organization: [
      { type: "OrganizationFounded", data: { founderId: founder, name: "O" } },
      { type: "OwnershipGranted", data: { userId: founder, ownership: 0 } },
    ],
    members: Object.fromEntries(
      users.map((user) => [
        user,
        user === founder
          ? [{ type: "MemberFounded", data: {}, personal: null } as const]
          : [...joined],
      ]),
    ),
  };
}

/** Loads, decides and appends; starts again after a concurrent append. Others run at each `yield`. */
function* change<State, Command, Event>(
  stream: Event[],
  decider: Decider<State, Command, Event>,
  command: Command,
  beforeAppend?: (before: State, after: State, events: readonly Event[]) => Process,
): Generator<undefined, { before: State; after: State } | undefined, undefined> {
  for (;;) {
    const read = stream.length;
    const before = fold<State, Event>(decider, stream);
    const outcome = decider.decide(command, before);
    if (isRejection(outcome)) return undefined;
    const after = outcome.reduce((state, event) => decider.evolve(state, event), before);
    yield;
    if (beforeAppend && (yield* beforeAppend(before, after, outcome)) === false) return undefined;
    yield;
    if (stream.length !== read) continue;
    stream.push(...outcome);
    return { before, after };
  }
}

function* changeMember(world: World, userId: string, command: MemberCommand): Process {
  const stream = world.members[userId] ?? [];
  const done = yield* change(stream, memberDecider, command, (before, after, events) =>
    revokeWhatEnds(world, userId, before, after, events),
  );
  if (done?.after.ownership === undefined) return;
  yield;
  const { ownership } = done.after;
  yield* change(world.organization, organizationDecider, {
    type: "GrantOwnership",
    userId,
    ownership,
  });
}

function* revokeWhatEnds(
  world: World,
  userId: string,
  before: MemberState,
  after: MemberState,
  events: readonly MemberEvent[],
): Process {
  if (before.ownership === undefined || before.ownership === after.ownership) return true;
  const { ownership } = before;
  const reason = reasonOf(events);
  const command = { type: "RevokeOwnership", userId, ownership, reason } as const;
  return (yield* change(world.organization, organizationDecider, command)) !== undefined;
}

function reasonOf(events: readonly MemberEvent[]): EndOfOwnership {
  if (events.some(({ type }) => type === "MemberDisabled")) return { kind: "DISABLED" };
  if (events.some(({ type }) => type === "MemberRemoved")) return { kind: "REMOVED" };
  return { kind: "ROLE_CHANGED", role: "USER" };
}

function owners(world: World) {
  const { guarded } = fold(organizationDecider, world.organization);
  const real = users.filter(
    (user) => fold(memberDecider, world.members[user] ?? []).ownership !== undefined,
  );
  return { guarded: Object.keys(guarded), real };
}

function checkGuard(world: World): void {
  const { guarded, real } = owners(world);
  expect(guarded.length).toBeGreaterThan(0);
  expect(real).toEqual(expect.arrayContaining(guarded));
}

/** What the repair does after the grace period. */
function finishForward(world: World): void {
  for (const userId of users) {
    const stream = world.members[userId] ?? [];
    const revocation = world.organization.findLast(
      (event) => event.type === "OwnershipRevoked" && event.data.userId === userId,
    );
    if (revocation?.type === "OwnershipRevoked") {
      const { ownership, reason } = revocation.data;
      const finish = change(stream, memberDecider, { type: "FinishEnding", ownership, reason });
      while (finish.next().done !== true) checkGuard(world);
    }
    const { ownership } = fold(memberDecider, stream);
    if (ownership === undefined) continue;
    const command = { type: "GrantOwnership", userId, ownership } as const;
    const grant = change(world.organization, organizationDecider, command);
    while (grant.next().done !== true) checkGuard(world);
  }
}

const command = fc.constantFrom<MemberCommand>(
  { type: "ChangeOrgRole", by, role: "OWNER" },
  { type: "ChangeOrgRole", by, role: "USER" },
  { type: "DisableMember", by },
  { type: "EnableMember", by },
  { type: "RemoveMember", by },
);

test("the guard holds under any interleaving and crash, and the repair makes it exact", () => {
  const task = fc.record({ user: fc.constantFrom(...users), command });
  const turn = fc.record({ which: fc.nat({ max: 7 }), isCrash: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(
      fc.array(task, { minLength: 2, maxLength: 8 }),
      fc.array(turn, { maxLength: 120 }),
      (tasks, turns) => {
        const world = newWorld();
        const running: (Process | undefined)[] = tasks.map(({ user, command: what }) =>
          changeMember(world, user, what),
        );
        for (const { which, isCrash } of turns) {
          const index = which % running.length;
          if (isCrash === 0) running[index] = undefined;
          running[index]?.next();
          checkGuard(world);
        }
        finishForward(world);
        checkGuard(world);
        const { guarded, real } = owners(world);
        expect(guarded.toSorted()).toEqual(real.toSorted());
      },
    ),
    { numRuns: 2000 },
  );
});
