/** Organization settings and invite templates, and their effects. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { organizationStream } from "../../../src/domain/streams.ts";
import { findSession } from "../../../src/commands/sign-in/sessions.ts";
import { digestOf } from "../../../src/commands/kit/secrets.ts";
import type { OrganizationEvent } from "../../../src/domain/organization/events.ts";
import { idOf } from "../../domain/given.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let people = 0;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const asOwner = async (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, {
    token: await service.signIn(service.ownerId),
    body,
    headers,
  });
const change = (body: object) => asOwner("PATCH", `${organization}/settings`, body);
const invite = (more: object = {}) => {
  people += 1;
  const body = { email: `p${people}@settings.test`, firstName: "P", lastName: "S", ...more };
  return asOwner("POST", `${organization}/members`, body);
};

describe("settings", () => {
  test("start with defaults and can be changed one by one; null restores a default", async () => {
    const first = await asOwner("GET", `${organization}/settings`);
    expect(first.body).toEqual({
      idleLogoutMinutes: 120,
      inviteExpiryDays: 14,
      defaultLanguage: "en",
      revision: Number(first.headers.etag?.replaceAll('"', "")),
    });
    const changed = await change({ memberLimit: 500, requestAccessEmail: "ask@example.com" });
    expect(changed).toMatchObject({
      status: 200,
      body: { idleLogoutMinutes: 120, memberLimit: 500, requestAccessEmail: "ask@example.com" },
    });
    const read = await asOwner("GET", `${organization}/settings`);
    expect(read.body).toEqual(changed.body);
    expect(changed.body.revision).toBeGreaterThan(first.body.revision);
    expect(read.headers.etag).toBe(changed.headers.etag);
    const stale = await asOwner(
      "PATCH",
      `${organization}/settings`,
      { memberLimit: 7 },
      { "if-match": first.headers.etag },
    );
    expect(stale.status).toBe(412);
    const cleared = await change({ memberLimit: null, requestAccessEmail: null });
    expect(cleared.body).not.toHaveProperty("memberLimit");
    expect(cleared.body).not.toHaveProperty("requestAccessEmail");
    await change({ idleLogoutMinutes: 5, inviteExpiryDays: 5 });
    const defaults = { idleLogoutMinutes: null, inviteExpiryDays: null, defaultLanguage: null };
    expect((await change(defaults)).body).toEqual({
      ...first.body,
      revision: expect.any(Number),
    });
  });

  test.each([
    [{ idleLogoutMinutes: 0 }, "/idleLogoutMinutes"],
    [{ idleLogoutMinutes: 1.5 }, "/idleLogoutMinutes"],
    [{ inviteExpiryDays: 366 }, "/inviteExpiryDays"],
    [{ defaultLanguage: "zz" }, "/defaultLanguage"],
    [{ defaultLanguage: "english" }, "/defaultLanguage"],
    [{ memberLimit: 0 }, "/memberLimit"],
    [{ requestAccessEmail: "nobody" }, "/requestAccessEmail"],
    [{ unknown: true }, "/unknown"],
  ])("%j is refused at %s", async (body, pointer) => {
    expect(await change(body)).toMatchObject({
      status: 400,
      body: { code: "invalid-input", errors: [{ pointer }] },
    });
  });

  test("set after how many days an invitation expires", async () => {
    await change({ inviteExpiryDays: 3 });
    const invited = await invite();
    expect(invited.body.invite.expiresAt).toBe("2026-03-04T12:00:00.000Z");
    await change({ inviteExpiryDays: 14 });
  });

  test("set the language of an invitation that names none, if it has a template", async () => {
    await asOwner("PUT", `${organization}/invite-templates/de`, {
      subject: "Einladung",
      html: "<p>{inviteLink}</p>",
    });
    await change({ defaultLanguage: "de" });
    expect((await invite()).body.language).toBe("de");
    expect((await invite({ invite: { language: "en" } })).body.language).toBe("en");
    await asOwner("DELETE", `${organization}/invite-templates/de`);
    expect((await invite()).body.language).toBe("en");
    await change({ defaultLanguage: "en" });
  });

  test("set whom a refused caller is told to ask for access", async () => {
    await change({ requestAccessEmail: "ask@example.com" });
    const { session } = await service.addMember("USER");
    const refused = await service.call("GET", `${organization}/members`, { token: session });
    expect(refused.body).toMatchObject({ code: "forbidden" });
    expect(refused.body.detail).toContain("ask@example.com");
    await change({ requestAccessEmail: null });
  });

  test("set the address that active members find with their organizations, and nobody else", async () => {
    const { userId, session } = await service.addMember("USER");
    const listed = async () =>
      (await service.call("GET", "/v1/users/me/organizations", { token: session })).body.items;
    expect((await listed())[0]).not.toHaveProperty("requestAccessEmail");
    await change({ requestAccessEmail: "ask@example.com" });
    expect(await listed()).toMatchObject([{ requestAccessEmail: "ask@example.com" }]);
    await asOwner("POST", `${organization}/members/${userId}/disable`);
    expect((await listed())[0]).not.toHaveProperty("requestAccessEmail");
    await change({ requestAccessEmail: null });
  });

  test.each(["zz", "qq"])(
    "the default language %s is refused, because it is not in ISO 639-1",
    async (language) => {
      const answer = await asOwner("PATCH", `${organization}/settings`, {
        defaultLanguage: language,
      });
      expect(answer.status).toBe(400);
    },
  );

  test("null restores a setting's default, as in a merge patch", async () => {
    const answer = await asOwner("PATCH", `${organization}/settings`, { idleLogoutMinutes: null });
    expect(answer.status).toBe(200);
  });
});

describe("the member limit", () => {
  test("counts invited and disabled members and holds under concurrency", async () => {
    const { body } = await asOwner("POST", "/v1/organizations", { name: "Small" });
    const path = `/v1/organizations/${body.organizationId}`;
    await asOwner("PATCH", `${path}/settings`, { memberLimit: 6 });
    const person = (number: number) => ({
      email: `small-${number}@settings.test`,
      firstName: "S",
      lastName: `${number}`,
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => asOwner("POST", `${path}/members`, person(number))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const each of refused) {
      expect(each).toMatchObject({ status: 409, body: { code: "member-limit" } });
    }
    expect((await asOwner("GET", `${path}/members`)).body.count).toBe(6);
  });

  test("frees the seats of removed members, lets members be invited again, and removes nobody when lowered", async () => {
    const { body } = await asOwner("POST", "/v1/organizations", { name: "Tiny" });
    const path = `/v1/organizations/${body.organizationId}`;
    await asOwner("PATCH", `${path}/settings`, { memberLimit: 2 });
    const first = { email: "tiny-1@settings.test", firstName: "T", lastName: "1" };
    const second = { ...first, email: "tiny-2@settings.test" };
    const invited = await asOwner("POST", `${path}/members`, first);
    expect((await asOwner("POST", `${path}/members`, first)).body.code).toBe("already-a-member");
    expect((await asOwner("POST", `${path}/members`, second)).body.code).toBe("member-limit");
    const member = `${path}/members/${invited.body.userId}`;
    await asOwner("POST", `${member}/revoke-invite`);
    expect((await asOwner("POST", `${path}/members`, first)).status).toBe(201);
    await asOwner("DELETE", member);
    expect((await asOwner("POST", `${path}/members`, second)).status).toBe(201);
    await asOwner("PATCH", `${path}/settings`, { memberLimit: 1 });
    expect((await asOwner("GET", `${path}/members`)).body.count).toBe(2);
  });

  test("frees the seat of an invitation whose process crashed", async () => {
    const { body } = await asOwner("POST", "/v1/organizations", { name: "Fallen" });
    const { organizationId } = body;
    const path = `/v1/organizations/${organizationId}`;
    await asOwner("PATCH", `${path}/settings`, { memberLimit: 2 });
    await service.database.pool.query("insert into seats values ($1, $2, $3)", [
      organizationId,
      crypto.randomUUID(),
      service.clock.now(),
    ]);
    const guest = { email: "fallen@settings.test", firstName: "F", lastName: "G" };
    expect((await asOwner("POST", `${path}/members`, guest)).body.code).toBe("member-limit");
    service.clock.add(3 * 60_000);
    expect((await asOwner("POST", `${path}/members`, guest)).status).toBe(201);
  });
});

describe("idle log-out after 120 minutes or as the organization sets it", () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    first = (await service.addMember("ADMIN")).userId;
    second = (await service.addMember("ADMIN")).userId;
  });

  test("a used session stays, an idle session ends, and a new setting applies at once", async () => {
    const token = await service.signIn(first);
    const alive = async () => (await service.call("GET", organization, { token })).status;
    const minutes = (count: number) => service.clock.add(count * 60_000);
    minutes(119);
    expect(await alive()).toBe(200);
    minutes(119);
    expect(await alive()).toBe(200);
    await change({ idleLogoutMinutes: 10 });
    minutes(9);
    expect(await alive()).toBe(200);
    minutes(11);
    expect(await alive()).toBe(401);
    await change({ idleLogoutMinutes: 120 });
    minutes(121);
    expect((await service.call("GET", "/v1/session", { token })).status).toBe(401);
  });

  test("a session lives as long as the longest timeout; former memberships do not count", async () => {
    const token = await service.signIn(second);
    const own = await service.call("POST", "/v1/organizations", { token, body: { name: "Own" } });
    const path = `/v1/organizations/${own.body.organizationId}/settings`;
    const now = service.clock.now().getTime();
    const set = async (idleLogoutMinutes: number) => {
      await service.call("PATCH", path, { token, body: { idleLogoutMinutes } });
      const read = await service.call("GET", "/v1/session", { token });
      return (Date.parse(read.body.expiresAt) - now) / 60_000;
    };
    expect(await set(5)).toBe(120);
    expect(await set(500)).toBe(500);
    await service.call("DELETE", `/v1/organizations/${own.body.organizationId}`, { token });
    const later = await service.call("GET", "/v1/session", { token });
    expect(Date.parse(later.body.expiresAt) - now).toBe(120 * 60_000);
    expect(await findSession(service.services, digestOf(token))).toMatchObject({
      userId: second,
    });
  });
});

describe("invite templates", () => {
  const templates = () => `${organization}/invite-templates`;

  /** Appends an event that no command would make today. */
  async function record(event: OrganizationEvent): Promise<void> {
    const { services, organizationId, ownerId } = service;
    const { store, codec, directory, clock } = services;
    const stream = organizationStream(organizationId);
    const metadata = {
      occurredAt: clock().toISOString(),
      organizationId,
      actor: { userId: ownerId, via: "SESSION" },
      correlationId: idOf(901),
    } as const;
    const records = await codec.encode(stream, [{ eventId: idOf(902), event, metadata }]);
    await store.append(stream, (await store.readStream(stream)).length - 1, records);
    await directory.waitFor(await store.lastPosition(), patience);
  }

  test("a new organization has an English template", async () => {
    const list = await asOwner("GET", templates());
    expect(list.body.items).toMatchObject([{ language: "en" }]);
    expect(list.body.items[0].html).toContain("{inviteLink}");
  });

  test("a template of each language can be added, read, replaced and deleted", async () => {
    const path = `${templates()}/fr`;
    const body = { subject: "Bienvenue {firstName}", html: "<p>{inviteLink}</p>" };
    const added = await asOwner("PUT", path, { ...body, introMessage: "Bonjour" });
    expect(added).toMatchObject({ status: 200, body: { language: "fr", introMessage: "Bonjour" } });
    const replaced = await asOwner("PUT", path, body, { "if-match": added.headers.etag });
    expect(replaced.body).not.toHaveProperty("introMessage");
    expect(replaced.body.createdAt).toBe(added.body.createdAt);
    expect((await asOwner("GET", path)).body).toEqual(replaced.body);
    const page = await asOwner("GET", `${templates()}?limit=1`);
    expect(page.body).toMatchObject({ count: 1, items: [{ language: "en" }] });
    const more = `${templates()}?limit=1&continuationToken=${page.body.continuationToken}`;
    expect((await asOwner("GET", more)).body.items).toMatchObject([{ language: "fr" }]);
    expect((await asOwner("DELETE", path)).status).toBe(204);
    expect((await asOwner("GET", path)).status).toBe(404);
    expect((await asOwner("DELETE", path)).status).toBe(404);
  });

  test.each([
    [{ subject: "{nickname}", html: "x" }, "/subject"],
    [{ subject: "x", html: "<p>{inviteLink} {secret}</p>" }, "/html"],
    [{ subject: "x", html: "x", introMessage: "{x}" }, "/introMessage"],
    [{ subject: "", html: "x" }, "/subject"],
    [{ subject: "two\nlines", html: "x" }, "/subject"],
    [{ html: "x" }, "/subject"],
    [{ subject: "x", html: "<script>alert(1)</script>" }, "/html"],
  ])("an invalid template cannot be saved: %j", async (body, pointer) => {
    const refused = await asOwner("PUT", `${templates()}/fr`, body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("braces that are not parameters stay as they are", async () => {
    const html = "<p>p {color: red} a{b:c} { }{inviteLink}</p>";
    expect((await asOwner("PUT", `${templates()}/it`, { subject: "x", html })).status).toBe(200);
    expect((await asOwner("POST", `${templates()}/it/preview`)).body).toContain("{color: red}");
  });

  test("a stored template that would be refused now is previewed and mailed without what is refused", async () => {
    const html = `<![CDATA[><a href='http://evil.example/?]]>{inviteLink}'>x</a><style>@import 'x'</style>`;
    await record({ type: "InviteTemplateSaved", data: { language: "is", subject: "x", html } });
    const path = `${templates()}/is`;
    expect((await asOwner("GET", path)).body.html).toBe(html);
    const shown = await asOwner("POST", `${path}/preview`);
    expect(shown).toMatchObject({ status: 200 });
    expect(shown.body).not.toMatch(/evil[.]example|@import/);
    expect(shown.body).toContain("#token=preview");
    await asOwner("DELETE", path);
  });

  test("a language that is not in ISO 639-1 is refused", async () => {
    const saved = await asOwner("PUT", `${templates()}/xx`, { subject: "x", html: "x" });
    expect(saved).toMatchObject({ status: 400, body: { code: "invalid-input" } });
  });

  test("a template can be previewed before saving, with escaped values and without anything that runs", async () => {
    await asOwner("PATCH", organization, { name: `Tom & "Jerry" <b>` });
    const body = { subject: "Hi {firstName}", html: "<h1>{organizationName}</h1>{introMessage}" };
    const preview = await asOwner("POST", `${templates()}/sv/preview`, {
      ...body,
      introMessage: "<i>{organizationName}</i>",
    });
    expect(preview.status).toBe(200);
    expect(preview.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(preview.headers["content-security-policy"]).toContain("sandbox");
    const escaped = "Tom &amp; &quot;Jerry&quot; &lt;b&gt;";
    expect(preview.body).toBe(`<h1>${escaped}</h1>&lt;i&gt;${escaped}&lt;/i&gt;`);
    expect(preview.headers["muster-subject"]).toBe("Hi%20Ada");
    expect((await asOwner("GET", `${templates()}/sv`)).status).toBe(404);
    expect((await asOwner("POST", `${templates()}/sv/preview`)).status).toBe(404);
  });

  test("without a template nobody can be invited: 409 invite-template-missing", async () => {
    for (const { language } of (await asOwner("GET", templates())).body.items) {
      await asOwner("DELETE", `${templates()}/${language}`);
    }
    expect(await invite()).toMatchObject({
      status: 409,
      body: { code: "invite-template-missing" },
    });
    await asOwner("PUT", `${templates()}/en`, { subject: "x", html: "<p>{inviteLink}</p>" });
    expect((await invite({ invite: { language: "da" } })).body.code).toBe(
      "invite-template-missing",
    );
    expect((await invite()).status).toBe(201);
  });

  test("saving the same template again appends nothing", async () => {
    const template = { subject: "s", html: "h" };
    await asOwner("PUT", `${organization}/invite-templates/sv`, template);
    const stream = organizationStream(service.organizationId);
    const before = await service.services.store.readStream(stream);
    await asOwner("PUT", `${organization}/invite-templates/sv`, template);
    expect(await service.services.store.readStream(stream)).toHaveLength(before.length);
  });

  test("a repeated preview keeps its content security policy", async () => {
    const preview = () =>
      asOwner(
        "POST",
        `${organization}/invite-templates/en/preview`,
        { subject: "s", html: "<b>s</b>" },
        { "idempotency-key": "preview-1" },
      );
    const first = await preview();
    const again = await preview();
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(first.headers["content-security-policy"]).toContain("sandbox");
    expect(again.headers["content-security-policy"]).toBe(first.headers["content-security-policy"]);
  });

  test("the subject of a preview is encoded for its header", async () => {
    const answer = await asOwner("POST", `${organization}/invite-templates/en/preview`, {
      subject: "{introMessage}".repeat(14),
      html: "x",
      introMessage: "é".repeat(2000),
    });
    expect(answer.headers["muster-subject"]?.length ?? 0).toBeLessThan(8000);
  });

  test("a template with the link in its subject is refused", async () => {
    const save = (subject: string, html: string) =>
      asOwner("PUT", `${organization}/invite-templates/de`, { subject, html });
    expect((await save("{inviteLink}", "{inviteLink}")).status).toBe(400);
  });
});

describe("deleting an organization", () => {
  test("ends its memberships and solutions, keeps its history and does not touch others", async () => {
    const token = await service.signIn(service.ownerId);
    const call = (method: string, path: string, body?: unknown) =>
      service.call(method, path, { token, body });
    const statistics = async () => (await call("GET", "/v1/users/me")).body.statistics;
    const before = await statistics();
    const made = (await call("POST", "/v1/organizations", { name: "Short-lived" })).body;
    const path = `/v1/organizations/${made.organizationId}`;
    const person = { email: "short@example.com", firstName: "S", lastName: "L" };
    const invited = (await call("POST", `${path}/members`, person)).body;
    const secret = await service.inviteSecretOf(made.organizationId, invited.userId);
    await call("POST", `${path}/solutions`, { name: "s", title: "S" });
    await call("PUT", "/v1/users/me/default-organization", {
      organizationId: made.organizationId,
    });
    expect(await statistics()).toEqual({
      organizationCount: before.organizationCount + 1,
      solutionCount: before.solutionCount + 1,
    });
    expect((await call("DELETE", path)).status).toBe(204);
    for (const below of ["", "/members", "/solutions", "/settings"]) {
      expect((await call("GET", path + below)).status).toBe(404);
    }
    expect(await statistics()).toEqual(before);
    expect((await call("GET", "/v1/users/me")).body).not.toHaveProperty("defaultOrganizationId");
    const accepted = await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
    expect(accepted.status).toBe(404);
    const stream = await service.services.store.readStream(organizationStream(made.organizationId));
    expect(stream.at(-1)?.type).toBe("OrganizationDeleted");
    expect((await call("GET", organization)).status).toBe(200);
  });
});
