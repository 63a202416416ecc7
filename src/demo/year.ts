/** Lets the demo's year pass, through the public API and nothing else. */
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

/** Refusals that are part of life: a token that lapsed, a change that came too late. */
const expected = new Set([401, 404, 409, 410]);

/** Plays all steps; `onStep` is told of each. Answers how many were refused, as some are in any year. */
export async function playYear(
  surroundings: Surroundings,
  onStep: (done: number, of: number) => void,
): Promise<{ readonly steps: number; readonly refused: number }> {
  const { clock } = surroundings;
  const start = clock.now();
  const steps = planYear(solutions.length);
  const play = createPlayer(surroundings);
  let refused = 0;
  for (const [index, step] of steps.entries()) {
    clock.moveTo(new Date(start.getTime() + step.at * 60_000));
    if (!(await play(step))) refused += 1;
    onStep(index + 1, steps.length);
  }
  return { steps: steps.length, refused };
}

function createPlayer({ url, organizationId, ownerId, signIn, inviteLink }: Surroundings) {
  const organization = `/v1/organizations/${organizationId}`;
  const members = new Map<number, Member>([
    [0, { userId: ownerId, isActive: true, token: undefined }],
  ]);
  const solutionIds: string[] = [];

  return async function play(step: Step): Promise<boolean> {
    const owner = await signIn(ownerId);
    if (step.type === "REGISTER_SOLUTION") {
      const [name, title, category] = solutions[step.solution] ?? solutions[0];
      const answer = await call("POST", `${organization}/solutions`, owner, {
        name,
        title,
        category,
      });
      solutionIds[step.solution] = String(answer["solutionId"]);
      return true;
    }
    if (step.type === "INVITE") {
      const body = { ...personNumber(step.person), userRole: step.role };
      const { userId } = await call("POST", `${organization}/members`, owner, body);
      members.set(step.person, { userId: String(userId), isActive: false, token: undefined });
      return true;
    }
    const member = members.get(step.person);
    if (member === undefined) return false;
    return playFor(step, member, owner);
  };

  async function playFor(
    step: Exclude<Step, { type: "REGISTER_SOLUTION" | "INVITE" }>,
    member: Member,
    owner: string,
  ): Promise<boolean> {
    const path = `${organization}/members/${member.userId}`;
    switch (step.type) {
      case "ACCEPT": {
        const token = (await inviteLink(member.userId)).split("#token=")[1];
        const { status } = await request("POST", "/v1/invites/accept", undefined, { token });
        member.isActive = status === 200;
        return member.isActive;
      }
      case "RESEND":
        // The first link is void from now on.
        await inviteLink(member.userId);
        return was(await request("POST", `${path}/resend-invite`, owner));
      case "REVOKE":
        return was(await request("POST", `${path}/revoke-invite`, owner));
      case "ASSIGN": {
        const solution = `${path}/solutions/${solutionIds[step.solution]}`;
        return was(await request("PUT", solution, owner, { userRole: step.role }));
      }
      case "UNASSIGN":
        return was(
          await request("DELETE", `${path}/solutions/${solutionIds[step.solution]}`, owner),
        );
      case "CHANGE_ROLE":
        return was(await request("PATCH", path, owner, { userRole: step.role }));
      case "DISABLE":
        return was(await request("POST", `${path}/disable`, owner));
      case "ENABLE":
        return was(await request("POST", `${path}/enable`, owner));
      case "REMOVE":
        return was(await request("DELETE", path, owner));
      case "MAKE_TOKEN": {
        if (!member.isActive) return false;
        const session = await signIn(member.userId);
        const made = await call("POST", "/v1/users/me/tokens", session, { name: "my laptop" });
        member.token = { tokenId: String(made["tokenId"]), secret: String(made["secret"]) };
        return true;
      }
      case "USE_TOKEN":
        if (member.token === undefined) return false;
        return was(await request("GET", "/v1/users/me/organizations", member.token.secret));
      case "EXTEND_TOKEN":
      case "DELETE_TOKEN": {
        if (member.token === undefined) return false;
        const session = await signIn(member.userId);
        const token = `/v1/users/me/tokens/${member.token.tokenId}`;
        return step.type === "DELETE_TOKEN"
          ? was(await request("DELETE", token, session))
          : was(await request("POST", `${token}/extend-lease`, session));
      }
    }
  }

  async function call(
    method: string,
    path: string,
    bearer: string,
    body: unknown,
  ): Promise<Record<string, unknown>> {
    const { status, text } = await request(method, path, bearer, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  async function request(
    method: string,
    path: string,
    bearer: string | undefined,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isExpected = response.ok || expected.has(response.status);
    if (!isExpected) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return { status: response.status, text };
  }
}

function was({ status }: { readonly status: number }): boolean {
  return status < 300;
}
