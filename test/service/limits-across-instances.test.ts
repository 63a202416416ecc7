/**
 * Limits that hold for all instances together (docs/several-instances.md): two instances on one database are
 * driven in turn and at once, and the total never exceeds the limit.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/kit/context.ts";
import { claimKey } from "../../src/commands/kit/idempotency.ts";
import { RejectedError } from "../../src/commands/kit/rejected-error.ts";
import { execute } from "../../src/commands/kit/wait-until-visible.ts";
import { inviteUser } from "../../src/commands/members/invite-user.ts";
import { resendInvite } from "../../src/commands/members/manage-member.ts";
import { changeOrganization } from "../../src/commands/organizations/change-organization.ts";
import { codeMailing } from "../../src/commands/sign-in/code-mailer.ts";
import { signIn, verifySignIn } from "../../src/commands/sign-in/sign-in.ts";
import { memberStream } from "../../src/domain/streams.ts";
import { bootstrap } from "../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { keepMails } from "../support/mailing.ts";
import { type Instance, session, startInstance, system, testClock } from "../support/services.ts";

const clock = testClock();
const { mails, mailing } = keepMails();
let database: TestDatabase;
let here: Instance;
let there: Instance;
let people = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startInstance(database, { clock });
  there = await startInstance(database, { clock });
});

afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

/** Runs the work on both instances, in turn or at once; returns `done` or the code of the refusal of each. */
async function drive(
  how: "in turn" | "at once",
  times: number,
  work: (instance: Instance, time: number) => Promise<unknown>,
): Promise<string[]> {
  const one = async (time: number): Promise<string> => {
    try {
      await work(time % 2 === 0 ? here : there, time);
      return "done";
    } catch (error) {
      if (error instanceof RejectedError) return error.code;
      throw error;
    }
  };
  const all = Array.from({ length: times }, (_, time) => time);
  if (how === "at once") return Promise.all(all.map(one));
  const outcomes: string[] = [];
  for (const time of all) outcomes.push(await one(time));
  return outcomes;
}

const isDone = (outcome: string): boolean => outcome === "done";

async function found(): Promise<{ organizationId: string; ownerId: string; email: string }> {
  people += 1;
  const email = `owner-${people}@example.com`;
  const { organizationId, userId } = await bootstrap(here.services, { email, organization: "Org" });
  return { organizationId, ownerId: userId, email };
}

function invite(context: CommandContext, organizationId: string) {
  people += 1;
  const email = `person-${people}@example.com`;
  const invitee = { organizationId, email, firstName: "P", lastName: "N" };
  return execute(context, inviteUser, invitee);
}

async function count(text: string, value: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(text, [value]);
  return Number(rows[0]?.count);
}

describe.each(["in turn", "at once"] as const)("driven %s", (how) => {
  test("a member is sent at most 5 invitations in an hour", async () => {
    const { organizationId, ownerId } = await found();
    const { userId } = await invite(here.run(session(ownerId)), organizationId);
    const resend = () =>
      drive(how, 20, (instance) =>
        execute(instance.run(session(ownerId)), resendInvite, { organizationId, userId }),
      );
    const outcomes = await resend();
    // The invitation was the first.
    expect(outcomes.filter(isDone)).toHaveLength(4);
    expect(new Set(outcomes)).toEqual(new Set(["done", "too-many-requests"]));
    const stream = await here.services.store.readStream(memberStream(organizationId, userId));
    expect(stream.filter(({ type }) => type === "InviteIssued")).toHaveLength(5);
    clock.add(61 * 60_000);
    expect((await resend()).filter(isDone)).toHaveLength(5);
  });

  test("an organization has no more members than its limit", async () => {
    const { organizationId, ownerId } = await found();
    const change = { type: "ChangeOrganizationSettings", settings: { memberLimit: 6 } } as const;
    await execute(here.run(session(ownerId)), changeOrganization, organizationId, change);
    const outcomes = await drive(how, 20, (instance) =>
      invite(instance.run(session(ownerId)), organizationId),
    );
    expect(outcomes.filter(isDone)).toHaveLength(5);
    expect(new Set(outcomes)).toEqual(new Set(["done", "member-limit"]));
    const members = "select count(*) from members where organization_id = $1";
    expect(await count(members, organizationId)).toBe(6);
  });

  test("an address has at most 5 valid codes", async () => {
    const { email } = await found();
    const before = mails.length;
    await drive(how, 20, (instance) =>
      signIn(instance.run(system), { email, source: "192.0.2.1" }),
    );
    await drive(how, 2, ({ services }) => codeMailing.run({ ...services, ...mailing }));
    expect(mails.slice(before).filter(({ to }) => to === email)).toHaveLength(5);
  });

  test("a code allows five tries and one use", async () => {
    const { email } = await found();
    const ask = async (): Promise<string> => {
      await signIn(here.run(system), { email, source: "192.0.2.1" });
      await codeMailing.run({ ...here.services, ...mailing });
      return /\d{8}/.exec(mails.at(-1)?.subject ?? "")?.[0] ?? "";
    };
    const verify = (code: string, times: number) =>
      drive(how, times, (instance) =>
        verifySignIn(instance.run(system), { email, code, access: "management" }),
      );
    const used = await ask();
    expect((await verify(used, 5)).filter(isDone)).toHaveLength(1);
    const guessed = await ask();
    const wrong = guessed === "00000000" ? "00000001" : "00000000";
    expect((await verify(wrong, 5)).filter(isDone)).toHaveLength(0);
    expect(await verify(guessed, 1)).toEqual(["unauthenticated"]);
  });

  test("a request under one idempotency key runs on one instance", async () => {
    const request = { caller: "somebody", route: "POST /", key: how, requestDigest: "one" };
    const outcomes = await drive(how, 10, ({ services }) =>
      claimKey(services.pool, request, clock.now().toISOString()),
    );
    expect(outcomes.filter(isDone)).toHaveLength(1);
  });
});
