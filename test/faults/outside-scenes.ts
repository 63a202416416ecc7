/** The mail server and the push service are dead, slow, flapping or answer nonsense. Nothing they owe is lost. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { call } from "../support/process.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { type Fault, scene, type Stage } from "./fault.ts";
import { flapping, hindrances } from "./hindrances.ts";
import { type Relay, startRelay } from "./relay.ts";

/** An origin on the Internet for the service; push-name.ts leads it to the relay. */
const pushName = "https://push.faults.example";
const device = "owner";

interface Outside {
  readonly push: PushService;
  /** In front of the push service. */
  readonly relay: Relay;
  isSubscribed: boolean;
  /** Who was invited during the fault. */
  invited: readonly string[];
  /** What was to be pushed during the fault. */
  notified: readonly string[];
}

/** Of what each round sends. */
const each = 8;
const attempts = 30;
const attemptMilliseconds = 2_000;

const asOwner = async ({ url, owner }: Stage, path: string, body: unknown) => {
  const answer = await call(url, "POST", path, { token: owner, body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};

/** Invites people, whom nobody else mails. */
function invite(stage: Stage, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const email = `outside-${crypto.randomUUID()}@example.com`;
      const body = { email, firstName: "O", lastName: "S" };
      await asOwner(stage, `/v1/organizations/${stage.organizationId}/members`, body);
      return email;
    }),
  );
}

/** Sends notifications to the owner, who has one device. @returns their ids */
async function notify(stage: Stage, parts: Outside, count: number): Promise<string[]> {
  if (!parts.isSubscribed) {
    await asOwner(stage, "/v1/users/me/push-subscriptions", parts.push.device(device));
    parts.isSubscribed = true;
  }
  const me = await call(stage.url, "GET", "/v1/users/me", { token: stage.owner });
  const body = { scope: "USR", userIds: [me.body.userId], content: { text: "outside" } };
  const path = `/v1/organizations/${stage.organizationId}/notifications`;
  const sent = await Promise.all(Array.from({ length: count }, () => asOwner(stage, path, body)));
  return sent.map(({ notificationId }) => notificationId as string);
}

const { dead, slow, silent, babbling } = hindrances;
const ways = [dead, slow, silent, flapping, babbling];

const part = { rounds: 1, lastsMilliseconds: 5_000, says: { ready: 200, commands: 200 } } as const;

/** A failed try is followed by another one after minutes; `hurry` makes that now. */
async function awaitAll(hurry: () => Promise<unknown>, missing: () => readonly string[]) {
  for (let attempt = 0; missing().length > 0; attempt += 1) {
    assert.ok(attempt < attempts, `${missing().join(", ")}: not sent after all`);
    await hurry();
    await delay(attemptMilliseconds);
  }
}

const mailFaults = ways.map(({ name, hinder }): Fault<Outside> => ({
  ...part,
  name: `the mail server ${name}`,
  async strike(stage, parts) {
    const pass = await hinder(stage.mails.relay);
    parts.invited = await invite(stage, each);
    return pass;
  },
  async afterwards(stage, { invited }) {
    const { mails } = stage.mails.server;
    const mailsTo = (email: string) => mails.filter(({ recipients: [to] }) => to === email);
    const hurry = async () => {
      await stage.server.pool.query("update mailings set due_at = now() where due_at < 'infinity'");
      await invite(stage, 1);
    };
    await awaitAll(hurry, () => invited.filter((email) => mailsTo(email).length === 0));
    for (const email of invited) {
      // Twice if its acceptance was not heard, but recognizably.
      const ids = new Set(mailsTo(email).map(({ messageId }) => messageId));
      assert.equal(ids.size, 1, `${email} has mails with several ids`);
    }
  },
}));

const pushFaults = ways.map(({ name, hinder }): Fault<Outside> => ({
  ...part,
  name: `the push service ${name}`,
  async strike(stage, parts) {
    const pass = await hinder(parts.relay);
    parts.notified = await notify(stage, parts, each);
    return pass;
  },
  async afterwards(stage, parts) {
    const { push, notified } = parts;
    const hurry = async () => {
      await stage.server.pool.query("update pushes set due_at = now() where status is null");
      await notify(stage, parts, 1);
    };
    await awaitAll(hurry, () => {
      const pushed = new Set(push.pushed.map(({ message }) => message["notificationId"]));
      return notified.filter((id) => !pushed.has(id));
    });
  },
}));

export const outsideScenes = [
  scene<Outside>({
    name: "one instance, its mail server and push service",
    instances: 1,
    database: "foreign",
    preload: [new URL("push-name.ts", import.meta.url).href],
    async parts() {
      const push = await startPushService(pushName);
      const relay = await startRelay(() => push);
      return {
        parts: { push, relay, isSubscribed: false, invited: [], notified: [] },
        environment: { PUSH_NAME: pushName, PUSH_PORT: String(relay.port) },
        async stop() {
          await relay.close();
          await push.stop();
        },
      };
    },
    faults: [...mailFaults, ...pushFaults],
  }),
];
