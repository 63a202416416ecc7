/** Plays the demo's year through the public API only. */
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

/** What the demo needs besides the API. */
export interface DemoContext {
  readonly url: string;
  readonly clock: DemoClock;
  readonly organizationId: string;
  readonly ownerId: string;
  /** Replaces signing in, because the demo's people have no mailboxes. @returns a session token */
  signIn(userId: string): Promise<string>;
  /** Waits for the link of the user's invitation; each link is returned once. */
  inviteLink(userId: string): Promise<string>;
}

interface Member {
  readonly userId: string;
  isActive: boolean;
  token: { readonly tokenId: string; readonly secret: string } | undefined;
}

const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

/** Statuses of refusals that occur in a normal year: a lapsed token, a change that came too late. */
const expected = new Set([401, 404, 409, 410]);

/**
 * Plays all steps and awaits `onStep` after each.
 * @param days how many days of the year; all by default
 * @returns the number of steps, and how many of them were refused
 */
export async function playYear(
  context: DemoContext,
  onStep: (done: number, total: number) => void | Promise<void>,
  days = Number.POSITIVE_INFINITY,
): Promise<{ readonly steps: number; readonly refused: number }> {
  const { clock } = context;
  const start = clock.now();
  const steps = planYear(solutions.length).filter(({ at }) => at < days * 24 * 60);
  const play = createPlayer(context);
  let refused = 0;
  for (const [index, step] of steps.entries()) {
    clock.moveTo(new Date(start.getTime() + step.at * 60_000));
    if (!(await play(step))) refused += 1;
    await onStep(index + 1, steps.length);
  }
  return { steps: steps.length, refused };
}

function createPlayer({ url, organizationId, ownerId, signIn, inviteLink }: DemoContext) {
  const members = new Map<number, Member>([
    [0, { userId: ownerId, isActive: true, token: undefined }],
  ]);
  const solutionIds: string[] = [];
  // Inside one process no answer gets lost. Without retries the service stores no answers for them.
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
        member.isActive = await succeeds(as().POST("/v1/invites/accept", { body: { token } }));
        return member.isActive;
      }
      case "RESEND":
        // Discards the first link, because the new one invalidates it.
        await inviteLink(userId);
        return succeeds(owner.POST(`${memberPath}/resend-invite`, { params }));
      case "REVOKE":
        return succeeds(owner.POST(`${memberPath}/revoke-invite`, { params }));
      case "ASSIGN":
      case "UNASSIGN": {
        const path = `${memberPath}/solutions/{solutionId}` as const;
        const solutionId = solutionIds[step.solution] ?? "";
        const assignment = { path: { ...params.path, solutionId } };
        return step.type === "UNASSIGN"
          ? succeeds(owner.DELETE(path, { params: assignment }))
          : succeeds(owner.PUT(path, { params: assignment, body: { userRole: step.role } }));
      }
      case "CHANGE_ROLE":
        return succeeds(owner.PATCH(memberPath, { params, body: { userRole: step.role } }));
      case "DISABLE":
        return succeeds(owner.POST(`${memberPath}/disable`, { params }));
      case "ENABLE":
        return succeeds(owner.POST(`${memberPath}/enable`, { params }));
      case "REMOVE":
        return succeeds(owner.DELETE(memberPath, { params }));
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
        return succeeds(as(member.token.secret).GET("/v1/users/me/organizations"));
      case "EXTEND_TOKEN":
      case "DELETE_TOKEN": {
        if (member.token === undefined) return false;
        const own = as(await signIn(userId));
        const token = { path: { tokenId: member.token.tokenId } };
        return step.type === "DELETE_TOKEN"
          ? succeeds(own.DELETE("/v1/users/me/tokens/{tokenId}", { params: token }))
          : succeeds(own.POST("/v1/users/me/tokens/{tokenId}/extend-lease", { params: token }));
      }
    }
  }
}

/** Whether the call succeeded. @throws MusterProblem if it was refused for an unexpected reason */
async function succeeds(answer: Promise<Answer<unknown>>): Promise<boolean> {
  try {
    await unwrap(answer);
    return true;
  } catch (error) {
    if (error instanceof MusterProblem && expected.has(error.status)) return false;
    throw error;
  }
}
