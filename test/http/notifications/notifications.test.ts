/** Notifications to users, solutions and organizations, and pushes (docs/domain.md, "Notifications"). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { change } from "../../../src/commands/kit/change.ts";
import { notificationTarget } from "../../../src/commands/kit/stream-targets.ts";
import { systemActor, systemContext } from "../../../src/commands/kit/system-context.ts";
import { systemId } from "../../../src/domain/primitives.ts";
import { categoryOf, notificationStream } from "../../../src/domain/streams.ts";
import { notificationDelivery } from "../../../src/commands/notifications/notifier.ts";
import { notificationPushing } from "../../../src/commands/notifications/pusher.ts";
import { notifications } from "../../../src/projections/notifications/notifications.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { type PushService, startPushService } from "../../support/push-service.ts";
import { startInstance } from "../../support/services.ts";
import { tidy } from "../../../src/service/housekeeping.ts";
import { patience } from "../../support/eventually.ts";

let service: TestService;
let push: PushService;
let path: string;
let ada: { userId: string; session: string };
let bob: { userId: string; session: string };
let solutionId: string;

beforeAll(async () => {
  service = await startTestService();
  push = await startPushService();
  const organization = `/v1/organizations/${service.organizationId}`;
  path = `${organization}/notifications`;
  ada = await service.addMember("ADMIN");
  bob = await service.addMember("USER");
  const token = service.owner;
  const body = { name: "field", title: "Field work" };
  solutionId = (await service.call("POST", `${organization}/solutions`, { token, body })).body
    .solutionId;
  await service.call("PUT", `${organization}/members/${bob.userId}/solutions/${solutionId}`, {
    token,
  });
});
afterAll(async () => {
  await push.stop();
  await service.stop();
});

interface Inbox {
  readonly items: {
    readonly notificationId: string;
    readonly content: { readonly text: string };
    readonly read: boolean;
  }[];
}
const signIn = ({ userId }: { userId: string }) => service.signIn(userId);
/** An app keeps a token, because a session ends when it is idle. */
const appToken = async (person: { userId: string }): Promise<string> => {
  const asked = { token: await signIn(person), body: { name: "app" } };
  return (await service.call("POST", "/v1/users/me/tokens", asked)).body.secret;
};
const owner = () => service.signIn(service.ownerId);
const send = async (body: object, token?: string) =>
  service.call("POST", path, { token: token ?? (await owner()), body });
const inbox = async (recipient: { userId: string }, query = ""): Promise<Inbox> =>
  (
    await service.call("GET", `/v1/users/me/notifications${query}`, {
      token: await signIn(recipient),
    })
  ).body;
const texts = async (recipient: { userId: string }) =>
  (await inbox(recipient)).items.map(({ content }) => content.text);
const state = async (id: string, token?: string) =>
  (await service.call("GET", `${path}/${id}`, { token: token ?? (await owner()) })).body;

const visible = async (services = service.services) =>
  services.readModel(notifications).waitFor(await services.store.lastPosition(), patience);

/** Does everything that is due now. */
async function settle(services = service.services): Promise<void> {
  await visible(services);
  await notificationDelivery.run(services);
  await visible(services);
  await notificationPushing.run(services);
  await visible(services);
}

describe("a notification", () => {
  test("has a title, a text with emoji, and key/value inputs", async () => {
    const content = {
      title: "Hei 👋",
      text: "Line one\nline two 🌍",
      inputs: { ticket: "42", constructor: "Lada" },
    };
    const sent = await send({ scope: "USR", userIds: [bob.userId], content });
    expect(sent).toMatchObject({
      status: 201,
      body: { state: "SCHEDULED", content, counts: { delivered: 0 } },
    });
    expect(sent.headers.location).toBe(`${path}/${sent.body.notificationId}`);
    await settle();
    expect(await state(sent.body.notificationId)).toMatchObject({
      state: "SENT",
      counts: { delivered: 1, pushed: 0, pushFailed: 0, read: 0 },
    });
    const { items } = await inbox(bob);
    expect(items).toMatchObject([{ content, read: false }]);
    expect(await texts(ada)).toEqual([]);
  });

  test("reaches everyone with a solution, except those with DENY", async () => {
    const carl = await service.addMember("USER");
    const member = `/v1/organizations/${service.organizationId}/members/${carl.userId}`;
    const body = { userRole: "DENY" };
    await service.call("PUT", `${member}/solutions/${solutionId}`, { token: await owner(), body });
    await send({ scope: "SLN", solutionId, content: { text: "solution" } });
    await settle();
    expect(await texts(bob)).toContain("solution");
    expect(await texts({ userId: service.ownerId })).toContain("solution");
    expect(await texts(carl)).toEqual([]);
    expect(await texts(ada)).not.toContain("solution");
  });

  test("to the organization reaches those who are active members when it is due", async () => {
    const dora = await service.addMember("USER");
    const member = `/v1/organizations/${service.organizationId}/members/${dora.userId}`;
    const sent = await send({
      scope: "ORG",
      content: { text: "everybody" },
      startAt: "2026-03-01T12:30:00.000Z",
    });
    await settle();
    expect(await state(sent.body.notificationId)).toMatchObject({ state: "SCHEDULED" });
    await service.call("POST", `${member}/disable`, { token: await owner() });
    service.clock.set("2026-03-01T12:30:00.000Z");
    await settle();
    for (const one of [ada, bob]) expect(await texts(one)).toContain("everybody");
    expect(await state(sent.body.notificationId)).toMatchObject({
      state: "SENT",
      counts: { delivered: 4 },
    });
    await service.call("POST", `${member}/enable`, { token: await owner() });
    expect(await texts(dora)).toEqual([]);
  });

  test("that is withdrawn before it is due reaches nobody, and cannot be withdrawn afterwards", async () => {
    const later = { content: { text: "never" }, startAt: "2026-03-02T00:00:00.000Z" };
    const { body } = await send({ scope: "ORG", ...later }, await signIn(ada));
    const one = `${path}/${body.notificationId}`;
    expect((await service.call("DELETE", one, { token: await signIn(ada) })).status).toBe(204);
    service.clock.set("2026-03-02T00:00:00.000Z");
    await settle();
    expect(await texts(bob)).not.toContain("never");
    expect(await state(body.notificationId, await signIn(ada))).toMatchObject({
      state: "CANCELLED",
    });
    const sent = await send({ scope: "ORG", content: { text: "out" } });
    await settle();
    const late = await service.call("DELETE", `${path}/${sent.body.notificationId}`, {
      token: await owner(),
    });
    expect(late).toMatchObject({ status: 409, body: { code: "notification-sent" } });
  });

  test("can be viewed only by its sender", async () => {
    const { body } = await send({ scope: "ORG", content: { text: "ada's" } }, await signIn(ada));
    const asked = async (token: string) =>
      (await service.call("GET", `${path}/${body.notificationId}`, { token })).status;
    expect(await asked(await signIn(ada))).toBe(200);
    expect(await asked(await owner())).toBe(404);
    const list = await service.call("GET", path, { token: await signIn(ada) });
    const own = new Set(list.body.items.map(({ createdBy }: { createdBy: string }) => createdBy));
    expect(own).toEqual(new Set([ada.userId]));
  });

  test.each([
    [{ scope: "USR", content: { text: "x" } }, "/userIds"],
    [{ scope: "USR", userIds: [], content: { text: "x" } }, "/userIds"],
    [{ scope: "SLN", content: { text: "x" } }, "/solutionId"],
    [{ scope: "ORG", userIds: [], content: { text: "x" } }, "/userIds"],
    [{ scope: "ORG", content: { text: "" } }, "/content/text"],
    [{ scope: "ORG", content: { text: "x".repeat(4001) } }, "/content/text"],
    [{ scope: "ORG", content: { text: "x", inputs: { a: 1 } } }, "/content/inputs/a"],
    [{ scope: "ORG", content: { text: "x" }, startAt: "2020-01-01T00:00:00.000Z" }, "/startAt"],
    [{ scope: "ORG", content: { text: "x" }, startAt: "2036-01-01T00:00:00.000Z" }, "/startAt"],
    [{ scope: "ALL", content: { text: "x" } }, "/scope"],
  ])("%j is refused at %s", async (body, pointer) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("can be sent only to active members and solutions of its organization", async () => {
    const content = { text: "x" };
    const stranger = await send({ scope: "USR", userIds: [crypto.randomUUID()], content });
    expect(stranger.body.errors).toMatchObject([{ pointer: "/userIds" }]);
    const other = await send({ scope: "SLN", solutionId: crypto.randomUUID(), content });
    expect(other.body.errors).toMatchObject([{ pointer: "/solutionId" }]);
  });
});

describe("the recipient's list", () => {
  test("has only one's own notifications, and a read one is counted once", async () => {
    const { body } = await send({ scope: "USR", userIds: [bob.userId], content: { text: "read" } });
    await settle();
    const one = `/v1/users/me/notifications/${body.notificationId}`;
    const mark = async (recipient: { userId: string }) =>
      service.call("PATCH", one, { token: await signIn(recipient), body: { read: true } });
    expect((await mark(ada)).status).toBe(404);
    const first = await mark(bob);
    expect(first).toMatchObject({ status: 200, body: { read: true } });
    expect((await mark(bob)).body).toEqual(first.body);
    expect(await state(body.notificationId)).toMatchObject({ counts: { delivered: 1, read: 1 } });
    const unread = await inbox(bob, "?unread=true");
    const ids = unread.items.map(({ notificationId }) => notificationId);
    expect(ids).not.toContain(body.notificationId);
    expect(ids.length).toBeGreaterThan(0);
  });

  test("shows a former member nothing of that organization", async () => {
    const eve = await service.addMember("USER");
    await send({ scope: "USR", userIds: [eve.userId], content: { text: "for eve" } });
    await settle();
    expect(await texts(eve)).toEqual(["for eve"]);
    const member = `/v1/organizations/${service.organizationId}/members/${eve.userId}`;
    await service.call("DELETE", member, { token: await owner() });
    expect(await texts(eve)).toEqual([]);
  });
});

describe("Web Push to subscribed devices", () => {
  const subscribe = async (recipient: { userId: string }, name: string) => {
    const body = push.device(name);
    const at = "/v1/users/me/push-subscriptions";
    const made = await service.call("POST", at, { token: await appToken(recipient), body });
    expect(made.status).toBe(201);
    return body;
  };
  const notify = async (recipient: { userId: string }, content: object) => {
    const { body } = await send({ scope: "USR", userIds: [recipient.userId], content });
    await settle();
    return String(body.notificationId);
  };
  const got = (name: string) => push.pushed.filter(({ device }) => device === name);

  test("the device can decrypt the push and verify its sender", async () => {
    await subscribe(bob, "bob-1");
    const content = { title: "Push", text: "pushed 🚀", inputs: { a: "b" } };
    const id = await notify(bob, content);
    const [message] = got("bob-1");
    expect(message?.message).toEqual({
      notificationId: id,
      organizationId: service.organizationId,
      ...content,
    });
    const key = await service.call("GET", "/v1/push-key");
    expect(message?.publicKey).toBe(key.body.publicKey);
    expect(message?.claims).toMatchObject({ sub: "mailto:muster@muster.test" });
    expect(message?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "normal" });
    expect(Number(message?.headers["ttl"])).toBeGreaterThan(0);
    expect(await state(id)).toMatchObject({ counts: { delivered: 1, pushed: 1, pushFailed: 0 } });
  });

  test("an endpoint that is gone is dropped, and the person's others still count", async () => {
    await subscribe(bob, "bob-gone");
    push.answer("bob-gone", 410);
    const id = await notify(bob, { text: "one is gone" });
    expect(await state(id)).toMatchObject({ counts: { pushed: 1, pushFailed: 0 } });
    await notify(bob, { text: "again" });
    expect(push.asked.get("bob-gone")).toBe(1);
  });

  test("a failed endpoint is not tried again before its Retry-After, and then counts as pushed", async () => {
    const fay = await service.addMember("USER");
    await subscribe(fay, "fay");
    const date = new Date(service.clock.now().getTime() + 600_000).toUTCString();
    push.answer("fay", 429, { "retry-after": date });
    const id = await notify(fay, { text: "later" });
    expect(await state(id)).toMatchObject({ counts: { pushed: 0, pushFailed: 0 } });
    push.answer("fay", 201);
    service.clock.add(5 * 60_000);
    await settle();
    expect(got("fay")).toEqual([]);
    service.clock.add(6 * 60_000);
    await settle();
    expect(got("fay")).toHaveLength(1);
    expect(await state(id)).toMatchObject({ counts: { pushed: 1 } });
  });

  test("an endpoint that keeps failing is given up and counts as failed", async () => {
    const gus = await service.addMember("USER");
    await subscribe(gus, "gus");
    push.answer("gus", 500);
    const id = await notify(gus, { text: "in vain" });
    for (let hours = 0; hours < 8; hours += 1) {
      service.clock.add(61 * 60_000);
      await settle();
    }
    expect(push.asked.get("gus")).toBe(5);
    expect(await state(id)).toMatchObject({ counts: { delivered: 1, pushed: 0, pushFailed: 1 } });
  });

  test("a clock that is set back by an hour delays no push of what was delivered", async () => {
    const ivy = await service.addMember("USER");
    await subscribe(ivy, "ivy");
    await send({ scope: "USR", userIds: [ivy.userId], content: { text: "now" } });
    await visible();
    await notificationDelivery.run(service.services);
    await visible();
    service.clock.add(-3_600_000);
    await notificationPushing.run(service.services);
    expect(got("ivy")).toHaveLength(1);
    service.clock.add(3_600_000);
  });

  test("a long text is cut in the push and complete in the list", async () => {
    const hal = await service.addMember("USER");
    await subscribe(hal, "hal");
    const text = "🌍".repeat(2000);
    await notify(hal, { text });
    const pushedText = String(got("hal")[0]?.message["text"]);
    expect(pushedText).toMatch(/^(🌍)+…$/u);
    expect((await inbox(hal)).items[0]?.content.text).toBe(text);
  });

  test("a device that was unsubscribed or went to another person gets none of its former owner's pushes", async () => {
    const [ida, jan] = [await service.addMember("USER"), await service.addMember("USER")];
    const shared = await subscribe(ida, "shared");
    const at = "/v1/users/me/push-subscriptions";
    await service.call("POST", at, { token: await signIn(jan), body: shared });
    await notify(ida, { text: "for ida" });
    await notify(jan, { text: "for jan" });
    expect(got("shared").map(({ message }) => message["text"])).toEqual(["for jan"]);
    const gone = { token: await signIn(jan), body: { endpoint: shared.endpoint } };
    expect((await service.call("DELETE", at, gone)).status).toBe(204);
    expect((await service.call("DELETE", at, gone)).status).toBe(404);
    await notify(jan, { text: "no more" });
    expect(got("shared")).toHaveLength(1);
  });

  describe("of a credential for one organization", () => {
    /** A person in two organizations; the second one is theirs. */
    async function inTwo(name: string) {
      const person = await service.addMember("ADMIN");
      const token = await signIn(person);
      const asked = { token, body: { name } };
      const { organizationId } = (await service.call("POST", "/v1/organizations", asked)).body;
      const newToken = async (body: object) =>
        (await service.call("POST", "/v1/users/me/tokens", { token, body: { name, ...body } }))
          .body;
      return { ...person, organizationId, newToken };
    }
    const subscribeWith = async (token: string, name: string) => {
      const at = "/v1/users/me/push-subscriptions";
      const body = push.device(name);
      expect((await service.call("POST", at, { token, body })).status).toBe(201);
      return body;
    };
    const listed = async (token: string) =>
      (await service.call("GET", "/v1/users/me/push-subscriptions", { token })).body.items;

    test("gets no notifications of another organization", async () => {
      const lea = await inTwo("Lea's");
      const { secret } = await lea.newToken({ organizationId: lea.organizationId });
      await subscribeWith(secret, "lea-narrow");
      await subscribeWith(await appToken(lea), "lea-whole");
      await notify(lea, { text: "of the first organization" });
      expect(got("lea-narrow")).toEqual([]);
      expect(got("lea-whole")).toHaveLength(1);
      const at = `/v1/organizations/${lea.organizationId}/notifications`;
      const body = { scope: "ORG", content: { text: "of her own" } };
      await service.call("POST", at, { token: lea.session, body });
      await settle();
      expect(got("lea-narrow")).toHaveLength(1);
    });

    test("ends with its token, its session and its membership", async () => {
      const mia = await inTwo("Mia's");
      const { secret, tokenId } = await mia.newToken({});
      await subscribeWith(secret, "mia-token");
      const session = await signIn(mia);
      await subscribeWith(session, "mia-session");
      await subscribeWith(await appToken(mia), "mia-app");
      await notify(mia, { text: "one" });
      for (const name of ["mia-token", "mia-session", "mia-app"]) {
        expect(got(name), name).toHaveLength(1);
      }
      const own = { token: await signIn(mia) };
      await service.call("DELETE", `/v1/users/me/tokens/${tokenId}`, own);
      await service.call("DELETE", "/v1/session", { token: session });
      await notify(mia, { text: "two" });
      expect(["mia-token", "mia-session", "mia-app"].map((name) => got(name).length)).toEqual([
        1, 1, 2,
      ]);
      expect(await listed(own.token)).toHaveLength(1);
      await tidy(service.services);
      const { rows } = await service.database.pool.query(
        "select from push_subscriptions where user_id = $1",
        [mia.userId],
      );
      expect(rows).toHaveLength(1);
    });

    test("does not outlive an idle session, nor a removal after which the person is a member again", async () => {
      const email = "nia@example.com";
      const nia = await service.addMember("ADMIN", { email });
      await subscribeWith(await signIn(nia), "nia-session");
      await subscribeWith(await appToken(nia), "nia-app");
      service.clock.add(121 * 60_000);
      await notify(nia, { text: "one" });
      expect([got("nia-session").length, got("nia-app").length]).toEqual([0, 1]);
      const members = `/v1/organizations/${service.organizationId}/members`;
      await service.call("DELETE", `${members}/${nia.userId}`, { token: await owner() });
      await service.addMember("ADMIN", { email });
      await notify(nia, { text: "two" });
      expect(got("nia-app")).toHaveLength(1);
    });

    test("is listed and deleted by credentials that open as much", async () => {
      const oda = await inTwo("Oda's");
      const { organizationId } = oda;
      const { secret } = await oda.newToken({ organizationId });
      await subscribeWith(secret, "oda-narrow");
      service.clock.add(1000);
      const whole = await appToken(oda);
      await subscribeWith(whole, "oda-whole");
      const all = await listed(whole);
      expect(all).toMatchObject([
        { host: new URL(push.device("x").endpoint).host },
        { organizationId },
      ]);
      expect(all[0]).not.toHaveProperty("organizationId");
      expect(await listed(secret)).toEqual([all[1]]);
      const at = (item: { subscriptionId: string }) =>
        `/v1/users/me/push-subscriptions/${item.subscriptionId}`;
      expect((await service.call("DELETE", at(all[0]), { token: secret })).status).toBe(404);
      expect((await service.call("DELETE", at(all[0]), { token: whole })).status).toBe(204);
      expect((await service.call("DELETE", at(all[1]), { token: bob.session })).status).not.toBe(
        204,
      );
      expect(await listed(whole)).toEqual([all[1]]);
    });
  });

  test("neither endpoints nor keys are in the database in plain text", async () => {
    const { rows } = await service.database.pool.query("select * from push_subscriptions");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|bob-1/);
  });

  test("a person has at most twenty devices, and the oldest is dropped", async () => {
    const kay = await service.addMember("USER");
    for (let count = 0; count < 22; count += 1) {
      service.clock.add(1);
      await subscribe(kay, `kay-${count}`);
    }
    await notify(kay, { text: "many" });
    const reached = push.pushed.filter(({ device }) => device.startsWith("kay-"));
    expect(reached).toHaveLength(20);
    expect(got("kay-0")).toEqual([]);
  });

  test.each([
    [{ endpoint: "nowhere" }, "/endpoint"],
    [{ keys: { p256dh: "AAAA", auth: "A".repeat(22) } }, "/keys/p256dh"],
    [{ keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) } }, "/keys/p256dh"],
    [{ more: true }, "/more"],
  ])("%j is refused at %s", async (more, pointer) => {
    const body = { ...push.device("bad"), ...more };
    const at = "/v1/users/me/push-subscriptions";
    const refused = await service.call("POST", at, { token: await signIn(bob), body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });
});

describe("a notification of somebody who lost the right to send", () => {
  const later = "2026-09-01T12:00:00.000Z";
  const members = () => `/v1/organizations/${service.organizationId}/members`;
  const scheduleAs = async (sender: { session: string }, text: string): Promise<string> =>
    (
      await send(
        { scope: "USR", userIds: [bob.userId], content: { text }, startAt: later },
        sender.session,
      )
    ).body.notificationId;
  const eventsOf = async (id: string) =>
    service.services.codec.decode(await service.services.store.readStream(notificationStream(id)));

  const losses = {
    demoted: async (userId: string) => {
      const body = { userRole: "CREATOR" };
      await service.call("PATCH", `${members()}/${userId}`, { token: await owner(), body });
      return { status: "ACTIVE", role: "CREATOR" };
    },
    disabled: async (userId: string) => {
      await service.call("POST", `${members()}/${userId}/disable`, { token: await owner() });
      return { status: "DISABLED" };
    },
    removed: async (userId: string) => {
      await service.call("DELETE", `${members()}/${userId}`, { token: await owner() });
      return { status: "REMOVED" };
    },
  };

  test.each(Object.entries(losses))(
    "is not sent when it is due, after they were %s, and the log says why",
    async (name, lose) => {
      const sender = await service.addMember("ADMIN");
      const id = await scheduleAs(sender, `scheduled by the ${name}`);
      const lost = await lose(sender.userId);
      const before = service.clock.now().toISOString();
      service.clock.set("2026-09-01T12:00:01.000Z");
      await settle();
      expect(await texts(bob)).not.toContain(`scheduled by the ${name}`);
      const events = await eventsOf(id);
      expect(events).toHaveLength(2);
      expect(events.at(-1)).toMatchObject({
        type: "NotificationCancelled",
        data: { lostRight: { userId: sender.userId, ...lost } },
        metadata: { actor: { userId: systemId, via: "SYSTEM" } },
      });
      await settle();
      expect(await eventsOf(id)).toHaveLength(2);
      service.clock.set(before);
    },
  );

  test("is sent if they have the right again when it is due", async () => {
    const sender = await service.addMember("ADMIN");
    await scheduleAs(sender, "entitled again");
    await losses.demoted(sender.userId);
    const body = { userRole: "ADMIN" };
    await service.call("PATCH", `${members()}/${sender.userId}`, { token: await owner(), body });
    const before = service.clock.now().toISOString();
    service.clock.set("2026-09-01T12:00:01.000Z");
    await settle();
    expect(await texts(bob)).toContain("entitled again");
    service.clock.set(before);
  });

  test("stops between two batches of recipients, while it is being sent", async () => {
    const sender = await service.addMember("ADMIN");
    const id = await scheduleAs(sender, "half");
    // As if an instance had sent the first batch and crashed.
    const target = notificationTarget(service.organizationId, id, sender.userId);
    await change(systemContext(service.services), target, {
      command: { type: "DeliverNotification", userIds: [service.ownerId] },
      actor: systemActor,
    });
    await losses.removed(sender.userId);
    const before = service.clock.now().toISOString();
    service.clock.set("2026-09-01T12:00:01.000Z");
    await settle();
    expect(await texts(bob)).not.toContain("half");
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      "NotificationRequested",
      "NotificationDelivered",
      "NotificationCancelled",
    ]);
    service.clock.set(before);
  });
});

test("several instances deliver and push to everybody once, even if one crashes", async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => service.addMember("USER")));
  for (const [index, one] of people.entries()) {
    const token = await signIn(one);
    const body = push.device(`many-${index}`);
    await service.call("POST", "/v1/users/me/push-subscriptions", { token, body });
  }
  const { clock } = service;
  const falling = await startInstance(service.database, {
    clock,
    wrap: (store) => ({
      ...store,
      append: (stream, ...rest) =>
        categoryOf(stream) === "notification"
          ? Promise.reject(new Error("the process ends here"))
          : store.append(stream, ...rest),
    }),
  });
  const second = await startInstance(service.database, { clock });
  const userIds = people.map(({ userId }) => userId);
  const { body } = await send({ scope: "USR", userIds, content: { text: "once" } });
  await falling.services
    .readModel(notifications)
    .waitFor(await service.services.store.lastPosition(), patience);
  await expect(notificationDelivery.run(falling.services)).rejects.toThrow("ends here");
  clock.add(3 * 60_000);
  await Promise.all([settle(), settle(second.services)]);
  clock.add(2 * 60_000);
  await Promise.all([settle(), settle(second.services)]);
  for (const [index, one] of people.entries()) {
    expect(await texts(one)).toEqual(["once"]);
    expect(push.pushed.filter(({ device }) => device === `many-${index}`)).toHaveLength(1);
  }
  expect(await state(body.notificationId)).toMatchObject({
    state: "SENT",
    counts: { delivered: 12, pushed: 12 },
  });
  await falling.stop();
  await second.stop();
});
