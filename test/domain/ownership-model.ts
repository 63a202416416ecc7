/**
 * The protocol of the ownership guard as a model for an explicit-state search
 * (docs/decisions/0003-the-ownership-guard.md). It takes the steps of `changeMember`, of an erasure and of the
 * repair, over the real deciders; every read and every append of one stream is a step. A command may crash
 * between any two steps, and is then sent again under its idempotency key or never goes on.
 */
import { type Decider, isRejection } from "../../src/domain/decider.ts";
import type { MemberCommand } from "../../src/domain/member/commands.ts";
import { memberDecider } from "../../src/domain/member/decider.ts";
import type { MemberEvent } from "../../src/domain/member/events.ts";
import type { MemberState } from "../../src/domain/member/state.ts";
import {
  type OrganizationCommand,
  organizationDecider,
} from "../../src/domain/organization/decider.ts";
import type { EndOfOwnership, OrganizationEvent } from "../../src/domain/organization/events.ts";
import { type Model, remember, type Step, type Stream, streamOf } from "../support/explore.ts";
import { idOf } from "./given.ts";

type Member = Stream<MemberState, MemberCommand, MemberEvent>;
type OrganizationState = (typeof organizationDecider)["initial"];
type Guard = Stream<OrganizationState, OrganizationCommand, OrganizationEvent>;

/** What the protocol does. The search must find a fault in every variant that does less. */
export interface Protocol {
  readonly member: Decider<MemberState, MemberCommand, MemberEvent>;
  readonly organization: Decider<OrganizationState, OrganizationCommand, OrganizationEvent>;
  readonly onEnding: readonly Stage[];
  readonly onBeginning: readonly Stage[];
  /** Is an append refused if the stream has changed since it was read? */
  readonly expectsRevision: Readonly<Record<"member" | "guard", boolean>>;
  /**
   * Are a read and an append of one stream, between which nothing else is done, one step? That leaves no
   * outcome out: an append is refused unless the stream is as it was read, and then it is read again.
   */
  readonly joinsSteps: boolean;
  /** By what a repeated command recognizes its own revocation. */
  readonly revocationId: (ownership: number) => string;
  readonly repairs: boolean;
}

type Stage = "revoke" | "append" | "grant";

export const protocol: Protocol = {
  member: memberDecider,
  organization: organizationDecider,
  onEnding: ["revoke", "append"],
  onBeginning: ["append", "grant"],
  expectsRevision: { member: true, guard: true },
  joinsSteps: true,
  revocationId: (ownership) => `revocation of ${ownership}`,
  repairs: true,
};

const users = [0, 1] as const;
type User = (typeof users)[number];
const ids = [idOf(1), idOf(2)] as const;

/** A command about one owner. An erasure revokes the ownership, and removes the member later. */
export interface Order {
  readonly user: User;
  readonly name: string;
  readonly parts: readonly Part[];
}

interface Part {
  readonly command: MemberCommand;
  readonly onlyRevokes?: boolean;
}

const by = { userId: idOf(9), role: "SYSTEM" } as const;
const kinds: Readonly<Record<string, readonly Part[]>> = {
  promote: [{ command: { type: "ChangeOrgRole", by, role: "OWNER" } }],
  demote: [{ command: { type: "ChangeOrgRole", by, role: "USER" } }],
  disable: [{ command: { type: "DisableMember", by } }],
  enable: [{ command: { type: "EnableMember", by } }],
  remove: [{ command: { type: "RemoveMember", by } }],
  erase: [
    { command: { type: "RemoveMember", by }, onlyRevokes: true },
    { command: { type: "RemoveMember", by } },
  ],
};

export const orders: readonly Order[] = users.flatMap((user) =>
  Object.entries(kinds).map(([kind, parts]) => ({ user, name: `${kind} ${"AB"[user]}`, parts })),
);

/** A command that runs. */
interface Work {
  readonly order: Order;
  readonly part: number;
  /** What is left to do in this part; undefined before the member's stream is read. */
  readonly stages?: readonly Stage[] | undefined;
  /** The member's stream as it was read, as long as something is left to do. */
  readonly member?: Member | undefined;
  /** The guard as it was read for the first of these stages. */
  readonly guard?: Guard | undefined;
}

/** What the repair is about to finish, as it was listed, and the stream as it has read it. */
interface Unfinished {
  readonly user: User;
  readonly ownership: number;
  /** Of a revocation without the member's event; undefined for an ownership without its grant. */
  readonly reason: EndOfOwnership | undefined;
  readonly read?: Member | Guard | undefined;
}

export interface World {
  readonly guard: Guard;
  readonly members: readonly [Member, Member];
  readonly works: readonly Work[];
  readonly repair: Unfinished | undefined;
}

/** Two owners, both guarded, and the commands that were sent. */
export function modelOf(rules: Protocol, sent: readonly (readonly Order[])[]): Model<World> {
  const founded = streamOf(rules.member, [{ type: "MemberFounded", data: {}, personal: null }]);
  const guard: Guard = streamOf(rules.organization, [
    { type: "OrganizationFounded", data: { founderId: ids[0], name: "O" } },
    ...ids.map((userId) => grantOf(userId, 0)),
  ]);
  const settled = new Map<string, string>();
  const grants = new Map<string, Extract<OrganizationCommand, { type: "GrantOwnership" }>>();
  const revocations = new Map<string, Extract<OrganizationCommand, { type: "RevokeOwnership" }>>();
  const endings = new Map<string, MemberCommand>();

  function next(world: World): Step<World>[] {
    const steps = world.works.flatMap((work, index) => stepsOf(world, work, index));
    return rules.repairs ? [...steps, ...repairSteps(world)] : steps;
  }

  function stepsOf(world: World, work: Work, index: number): Step<World>[] {
    const { order, part, stages } = work;
    const hasBegun = stages !== undefined;
    const after = hasBegun ? goOn(world, work, index) : begin(world, work, index);
    const step = after && { name: `${order.name} (${index}): ${stageOf(work)}`, state: after };
    const crashed = { order, part: 0 };
    const crash = (hasBegun || part > 0) && {
      name: `${order.name} (${index}): crashes, and is sent again`,
      state: withWork(world, index, crashed),
    };
    return [step, crash].filter((each) => typeof each === "object");
  }

  /** Reads the member's stream and decides. */
  function begin(world: World, work: Work, index: number): World {
    const member = world.members[work.order.user];
    const stages = stagesFor(member, work, index);
    return withWork(world, index, withStages({ ...work, member }, stages));
  }

  function stagesFor(member: Member, work: Work, index: number): readonly Stage[] {
    const before = member.state.ownership;
    const { command, onlyRevokes } = partOf(work);
    if (onlyRevokes) return before === undefined ? [] : ["revoke"];
    const events = member.has(idOfAppend(index)) ? [] : member.decide(command);
    if (isRejection(events)) return [];
    if (events.length === 0) return before === undefined ? [] : ["grant"];
    const after = member.append(events, idOfAppend(index)).state.ownership;
    if (before === after) return ["append"];
    return after === undefined ? rules.onEnding : rules.onBeginning;
  }

  /** @returns undefined if the command has ended */
  function goOn(world: World, work: Work, index: number): World | undefined {
    const { order, part, stages = [] } = work;
    const [stage] = stages;
    if (stage === undefined) {
      const isOver = part + 1 === order.parts.length;
      return isOver ? undefined : withWork(world, index, { order, part: part + 1 });
    }
    return stage === "append" ? append(world, work, index) : guardStep(world, work, index, stage);
  }

  function append(world: World, work: Work, index: number): World {
    const { user } = work.order;
    const read = work.member;
    const events = read?.decide(partOf(work).command);
    if (read === undefined || events === undefined || isRejection(events))
      throw new Error("not read");
    const now = world.members[user];
    if (rules.expectsRevision.member && now !== read) {
      return withWork(world, index, { order: work.order, part: work.part });
    }
    const written = now.append(events, idOfAppend(index));
    return { ...withWork(world, index, done(work)), members: withMember(world, user, written) };
  }

  /** Reads the guard, or appends what was decided on what was read. */
  function guardStep(world: World, work: Work, index: number, stage: "revoke" | "grant"): World {
    const command = guardCommand(work, index, stage);
    const id = `${index}: ${stage === "revoke" ? rules.revocationId(command.ownership) : "grant"}`;
    const read = work.guard ?? world.guard;
    if (read.has(id)) return withWork(world, index, done(work));
    const events = read.decide(command);
    // Refused: so is the whole command.
    if (isRejection(events)) return withWork(world, index, ended(work));
    if (events.length === 0) return withWork(world, index, done(work));
    if (work.guard === undefined && !rules.joinsSteps) {
      return withWork(world, index, { ...work, guard: read });
    }
    if (rules.expectsRevision.guard && world.guard !== read) {
      return withWork(world, index, { ...work, guard: undefined });
    }
    return { ...withWork(world, index, done(work)), guard: world.guard.append(events, id) };
  }

  function guardCommand(work: Work, index: number, stage: "revoke" | "grant") {
    const { member } = work;
    const userId = ids[work.order.user];
    const events = member?.decide(partOf(work).command);
    if (member === undefined || events === undefined) throw new Error("not read");
    const isNew = !isRejection(events) && !member.has(idOfAppend(index));
    const { ownership = -1 } =
      stage === "grant" && isNew ? member.append(events, idOfAppend(index)).state : member.state;
    if (stage === "grant") return grantCommand(userId, ownership);
    const reason = reasonOf(partOf(work).command);
    return remember(revocations, `${reason.kind} ${userId} ${ownership}`, () => {
      return { type: "RevokeOwnership", userId, ownership, reason } as const;
    });
  }

  function grantCommand(userId: string, ownership: number) {
    return remember(grants, `${userId} ${ownership}`, () => {
      return { type: "GrantOwnership", userId, ownership } as const;
    });
  }

  function repairSteps(world: World): Step<World>[] {
    const { repair } = world;
    if (repair === undefined) {
      return unfinishedIn(world).map((step) => ({
        name: `the repair lists ${nameOf(step)}`,
        state: { ...world, repair: step },
      }));
    }
    return [
      { name: `the repair finishes ${nameOf(repair)}`, state: finish(world, repair) },
      { name: "the repair crashes", state: { ...world, repair: undefined } },
    ];
  }

  /** Reads the stream, or appends what was decided on what was read. */
  function finish(world: World, step: Unfinished): World {
    const { user, ownership, reason, read } = step;
    const over = { ...world, repair: undefined };
    if (reason === undefined) {
      const events = world.guard.decide(grantCommand(ids[user], ownership));
      if (isRejection(events) || events.length === 0) return over;
      if (read !== world.guard && !rules.joinsSteps)
        return { ...world, repair: { ...step, read: world.guard } };
      return { ...over, guard: world.guard.append(events) };
    }
    const member = world.members[user];
    const finish = remember(endings, `${reason.kind} ${ownership}`, (): MemberCommand => {
      return { type: "FinishEnding", ownership, reason };
    });
    const events = member.decide(finish);
    if (isRejection(events) || events.length === 0) return over;
    if (read !== member && !rules.joinsSteps)
      return { ...world, repair: { ...step, read: member } };
    return { ...over, members: withMember(world, user, member.append(events)) };
  }

  function fault(world: World): string | undefined {
    const found = faultOfGuard(world);
    if (found !== undefined || !rules.repairs) return found;
    const { guard: now, members } = world;
    const key = [now, ...members].map(({ number }) => number).join();
    return remember(settled, key, () => faultOnceSettled(world) ?? "") || undefined;
  }

  /** From here on no command moves any more, only the repair. */
  function faultOnceSettled(world: World): string | undefined {
    let now: World = { ...world, repair: undefined };
    for (let steps = 0; steps < 20; steps += 1) {
      const repair = now.repair ?? unfinishedIn(now)[0];
      if (repair === undefined) {
        return faultOfGuard(now) ?? (isExact(now) ? undefined : "the repair leaves an owner out");
      }
      now = finish(now, repair);
      const found = faultOfGuard(now);
      if (found !== undefined) return `while the repair runs, ${found}`;
    }
    return "the repair does not end";
  }

  return {
    initial: sent.map((each) => ({
      guard,
      members: [founded, founded],
      works: each.map((order) => ({ order, part: 0 })),
      repair: undefined,
    })),
    key: keyOf,
    next,
    fault,
  };
}

function keyOf({ guard, members, works, repair }: World): string {
  let key = `${guard.number},${members[0].number},${members[1].number}`;
  for (const { order, part, member, stages, guard: read } of works) {
    const stage = stages?.[0] ?? (stages === undefined ? "" : "-");
    key += `|${order.name}${part}${stage},${member?.number ?? ""},${read?.number ?? ""}`;
  }
  if (repair === undefined) return key;
  const { user, ownership, reason, read } = repair;
  return `${key}|${user},${ownership},${reason?.kind ?? ""},${read?.number ?? ""}`;
}

const partOf = ({ order, part }: Work): Part => {
  const found = order.parts[part];
  if (found === undefined) throw new Error("there is no such part");
  return found;
};

/** An erasure's parts append to one stream once only. */
const idOfAppend = (index: number): string => `${index}`;

const grantOf = (userId: string, ownership: number): OrganizationEvent => ({
  type: "OwnershipGranted",
  data: { userId, ownership },
});

/** What was read does not matter any more once nothing is left to do. */
const withStages = ({ order, part, member }: Work, stages: readonly Stage[]): Work =>
  stages.length === 0 ? { order, part, stages } : { order, part, stages, member };

const done = (work: Work): Work => withStages(work, work.stages?.slice(1) ?? []);

const ended = ({ order }: Work): Work => ({ order, part: order.parts.length - 1, stages: [] });

function stageOf({ stages, guard }: Work): string {
  if (stages === undefined) return "reads the member";
  const [stage] = stages;
  if (stage === undefined) return "goes on";
  if (stage === "append") return "appends to the member";
  return `${stage}s: ${guard === undefined ? "reads the guard" : "appends to the guard"}`;
}

function withWork(world: World, index: number, work: Work): World {
  return { ...world, works: world.works.with(index, work) };
}

function withMember({ members }: World, user: User, member: Member): readonly [Member, Member] {
  return user === 0 ? [member, members[1]] : [members[0], member];
}

function reasonOf(command: MemberCommand): EndOfOwnership {
  if (command.type === "ChangeOrgRole") return { kind: "ROLE_CHANGED", role: command.role };
  return { kind: command.type === "DisableMember" ? "DISABLED" : "REMOVED" };
}

/** As the directory lists it (src/projections/directory/queries/unfinished.ts). */
function unfinishedIn({ guard, members }: World): Unfinished[] {
  return users.flatMap((user): Unfinished[] => {
    const { ownership } = members[user].state;
    if (ownership === undefined) return [];
    const userId = ids[user];
    if (guard.state.guarded[userId] === ownership) return [];
    if (guard.state.revoked[userId] !== ownership) return [{ user, ownership, reason: undefined }];
    const revocation = guard.events.findLast(
      (event) => event.type === "OwnershipRevoked" && event.data.userId === userId,
    );
    if (revocation?.type !== "OwnershipRevoked") throw new Error("the guard has no revocation");
    return [{ user, ownership, reason: revocation.data.reason }];
  });
}

const nameOf = ({ user, ownership, reason }: Unfinished): string =>
  `${reason === undefined ? "the grant" : "the ending"} of ownership ${ownership} of ${"AB"[user]}`;

/** There is a guarded owner, and every guarded ownership is one that its member has. */
function faultOfGuard({ guard, members }: World): string | undefined {
  const { guarded } = guard.state;
  if (Object.keys(guarded).length === 0) return "the guard is empty";
  const user = users.find((each) => {
    const ownership = guarded[ids[each]];
    return ownership !== undefined && ownership !== members[each].state.ownership;
  });
  return user === undefined ? undefined : `the guard counts ${"AB"[user]}, who is no owner by it`;
}

function isExact({ guard, members }: World): boolean {
  return users.every((user) => guard.state.guarded[ids[user]] === members[user].state.ownership);
}
