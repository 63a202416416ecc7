/** Lets the demo's year pass, through the public API and nothing else. */
import {
  type Answer,
  createMusterClient,
  type MusterClient,
  MusterProblem,
  unwrap,
} from "../clients/typescript/src/index.ts";
import type { DemoClock } from "./clock.ts";
import { personNumber, solutions } from "./people.ts";
import { planYear, type Step } from "./plan.ts";

/** What the demo needs of the service beside its API. */
export interface Surroundings {
  readonly url: string;
  readonly clock: DemoClock;
  readonly organizationId: string;
  readonly ownerId: string;
  /** Stands for signing in: the demo has nobody's mailbox. */
  signIn(userId: string): Promise<string>;
  /** The link of an invitation of the user, once it was handed out; each is given once. */
  inviteLink(userId: string): Promise<string>;
}

interface Member {
  readonly userId: string;
  isActive: boolean;
  token: { readonly tokenId: string; readonly secret: string } | undefined;
}

const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

/** Refusals that are part of life: a token that lapsed, a change that came too late. */
const expected = new Set([401, 404, 409, 410]);

/**
 * Plays all steps; `onStep` is told of each, and waited for. Answers how many were refused, as some are in
 * any year.
 * @param days how much of the year; all of it where left out
 */
export async function playYear(
  surroundings: Surroundings,
  onStep: (done: number, total: number) => void | Promise<void>,
  days = Number.POSITIVE_INFINITY,
): Promise<{ readonly steps: number; readonly refused: number }> {
  const { clock } = surroundings;
  const start = clock.now();
  const steps = planYear(solutions.length).filter(({ at }) => at < days * 24 * 60);
  const play = createPlayer(surroundings);
  let refused = 0;
  for (const [index, step] of steps.entries()) {
    clock.moveTo(new Date(start.getTime() + step.at * 60_000));
    if (!(await play(step))) refused += 1;
    await onStep(index + 1, steps.length);
  }
  return { steps: steps.length, refused };
}

function createPlayer({ url, organizationId, ownerId, signIn, inviteLink }: Surroundings) {
  const members = new Map<number, Member>([
    [0, { userId: ownerId, isActive: true, token: undefined }],
  ]);
  const solutionIds: string[] = [];
  // Nothing gets lost inside one process; without further tries, no answer is kept for them.
  const as = (token?: string): MusterClient =>
    createMusterClient({ baseUrl: url, token, retries: 0 });

  return async function play(step: Step): Promise<boolean> {
    const owner = as(await signIn(ownerId));
    const params = { path: { organizationId } };
    if (step.type === "REGISTER_SOLUTION") {
      const [name, title, category] = solutions[step.solution] ?? solutions[0];
      const path = "/v1/organizations/{organizationId}/solutions";
      const registered = await unwrap(
        owner.POST(path, { params, body: { name, title, category } }),
      );
      solutionIds[step.solution] = registered.solutionId;
      return true;
    }
    if (step.type === "INVITE") {
      const body = { ...personNumber(step.person), userRole: step.role };
      const path = "/v1/organizations/{organizationId}/members";
      const { userId } = await unwrap(owner.POST(path, { params, body }));
      members.set(step.person, { userId, isActive: false, token: undefined });
      return true;
    }
    const member = members.get(step.person);
    if (member === undefined) return false;
    return playFor(step, member, owner);
  };

  async function playFor(
    step: Exclude<Step, { type: "REGISTER_SOLUTION" | "INVITE" }>,
    member: Member,
    owner: MusterClient,
  ): Promise<boolean> {
    const { userId } = member;
    const params = { path: { organizationId, userId } };
    switch (step.type) {
      case "ACCEPT": {
        const token = (await inviteLink(userId)).split("#token=")[1] ?? "";
        member.isActive = await was(as().POST("/v1/invites/accept", { body: { token } }));
        return member.isActive;
      }
      case "RESEND":
        // The first link is void from now on.
        await inviteLink(userId);
        return was(owner.POST(`${memberPath}/resend-invite`, { params }));
      case "REVOKE":
        return was(owner.POST(`${memberPath}/revoke-invite`, { params }));
      case "ASSIGN":
      case "UNASSIGN": {
        const path = `${memberPath}/solutions/{solutionId}` as const;
        const solutionId = solutionIds[step.solution] ?? "";
        const assignment = { path: { ...params.path, solutionId } };
        return step.type === "UNASSIGN"
          ? was(owner.DELETE(path, { params: assignment }))
          : was(owner.PUT(path, { params: assignment, body: { userRole: step.role } }));
      }
      case "CHANGE_ROLE":
        return was(owner.PATCH(memberPath, { params, body: { userRole: step.role } }));
      case "DISABLE":
        return was(owner.POST(`${memberPath}/disable`, { params }));
      case "ENABLE":
        return was(owner.POST(`${memberPath}/enable`, { params }));
      case "REMOVE":
        return was(owner.DELETE(memberPath, { params }));
      case "MAKE_TOKEN": {
        if (!member.isActive) return false;
        const own = as(await signIn(userId));
        const body = { name: "my laptop" };
        const { tokenId, secret = "" } = await unwrap(own.POST("/v1/users/me/tokens", { body }));
        member.token = { tokenId, secret };
        return true;
      }
      case "USE_TOKEN":
        if (member.token === undefined) return false;
        return was(as(member.token.secret).GET("/v1/users/me/organizations"));
      case "EXTEND_TOKEN":
      case "DELETE_TOKEN": {
        if (member.token === undefined) return false;
        const own = as(await signIn(userId));
        const token = { path: { tokenId: member.token.tokenId } };
        return step.type === "DELETE_TOKEN"
          ? was(own.DELETE("/v1/users/me/tokens/{tokenId}", { params: token }))
          : was(own.POST("/v1/users/me/tokens/{tokenId}/extend-lease", { params: token }));
      }
    }
  }
}

/** Whether it was done; throws where it was refused for a reason that no year has. */
async function was(asked: Promise<Answer<unknown>>): Promise<boolean> {
  try {
    await unwrap(asked);
    return true;
  } catch (error) {
    if (error instanceof MusterProblem && expected.has(error.status)) return false;
    throw error;
  }
}
