/** A real service with a real mail server: invitations and sign-ins through mailboxes. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { removeDataDir, type Service, startService, temporaryDataDir } from "../support/process.ts";
import { eventually } from "../support/eventually.ts";

const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };

describe("with SMTP_URL", () => {
  let dataDir: string;
  let server: MailServer;
  let service: Service;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    server = await startMailServer();
    service = await startService(dataDir, {
      SMTP_URL: server.url,
      MAIL_FROM: "Muster <no-reply@muster.example>",
      PUBLIC_URL: "https://app.muster.example",
    });
  });
  afterAll(async () => {
    await service.end("SIGTERM");
    await server.stop();
    await removeDataDir(dataDir);
  });

  test("an invitation works from the mail to its acceptance", async () => {
    const { organizationId, sessionToken: token } = service.firstRun;
    const members = `/v1/organizations/${organizationId}/members`;
    const body = { ...person, userRole: "CREATOR" };
    const invited = await service.call("POST", members, { token, body });
    const [mail] = await server.received(person.email);
    expect(mail?.from?.text).toContain("no-reply@muster.example");
    const link = /https:\/\/\S+#token=mst_inv_\w+/.exec(mail?.text ?? "")?.[0] ?? "";
    expect(link).toMatch(/^https:\/\/app\.muster\.example\/accept-invitation#token=/);
    const secret = { token: link.split("#token=")[1] };
    const preview = await service.call("POST", "/v1/invites/preview", { body: secret });
    expect(preview.body).toMatchObject({ organizationName: "My organization" });
    const accepted = await service.call("POST", "/v1/invites/accept", { body: secret });
    expect(accepted.status).toBe(200);
    const member = await service.call("GET", `${members}/${invited.body.userId}`, { token });
    expect(member.body).toMatchObject({ userStatus: "ACTIVE", invite: { status: "ACCEPTED" } });
    // The secret is only in the mail.
    expect(service.output()).not.toContain(secret.token);
  });

  test("sign-up and sign-in work with mailed codes", async () => {
    const email = "carol@example.com";
    const asked = { email, firstName: "Carol", lastName: "Shaw", organizationName: "Atari" };
    const signUp = await service.call("POST", "/v1/sign-up", { body: asked });
    expect(signUp.status).toBe(202);
    const codeIn = (mail: { subject?: string | undefined } | undefined) =>
      /\d{8}/.exec(mail?.subject ?? "")?.[0];
    const [first] = await server.received(email);
    const entered = await service.call("POST", "/v1/sign-in/verify", {
      body: { email, code: codeIn(first) },
    });
    expect(entered).toMatchObject({ status: 200, body: { user: { email } } });
    await service.call("POST", "/v1/sign-in", { body: { email } });
    const [, second] = await server.received(email, 2);
    const again = await service.call("POST", "/v1/sign-in/verify", {
      body: { email, code: codeIn(second) },
    });
    const mine = await service.call("GET", "/v1/users/me/organizations", {
      token: again.body.sessionToken,
    });
    expect(mine.body.items).toMatchObject([{ name: "Atari", userRole: "OWNER" }]);
    expect(service.output()).not.toContain(email);
  });

  test("the next process mails each invitation that a killed one left, once", async () => {
    const { organizationId, sessionToken: token } = service.firstRun;
    const members = `/v1/organizations/${organizationId}/members`;
    const emails = Array.from({ length: 10 }, (_, number) => `killed-${number}@example.com`);
    await Promise.all(
      emails.map((email) => service.call("POST", members, { token, body: { ...person, email } })),
    );
    await service.end("SIGKILL");
    service = await startService(dataDir, { SMTP_URL: server.url });
    const open = async () =>
      (await service.call("GET", `${members}?search=killed&limit=50`, { token })).body.items;
    // An interrupted mailing is taken over when its claim ends; the others are sent at once.
    await eventually(
      async () =>
        (await open()).filter(
          (item: { invite: { status: string } }) => item.invite.status === "SENT",
        ).length >= 2,
      "most invitations are mailed",
    );
    for (const item of await open()) {
      const mails = server.mails.filter(({ recipients }) => recipients.includes(item.email));
      if (item.invite.status === "SENT") expect(mails).toHaveLength(1);
    }
  });
});

describe("without SMTP_URL", () => {
  test("mail is written as .eml files that only the owner may read, and the link is logged", async () => {
    const dataDir = await temporaryDataDir();
    const service = await startService(dataDir);
    const { organizationId, sessionToken: token } = service.firstRun;
    const members = `/v1/organizations/${organizationId}/members`;
    await service.call("POST", members, { token, body: person });
    const folder = join(dataDir, "mail");
    const written = async () =>
      (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"));
    await eventually(async () => (await written()).length === 1, "the mail is written");
    const path = join(folder, (await written())[0] ?? "");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const mail = await simpleParser(await readFile(path));
    expect(mail.to).toMatchObject({ text: person.email });
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    const link = /http:\S+#token=mst_inv_\w+/.exec(mail.text ?? "")?.[0] ?? "nowhere";
    await eventually(() => service.output().includes(link), "the link is logged");
    expect(service.output()).not.toContain(person.email);
    await service.end("SIGTERM");
    await removeDataDir(dataDir);
  });
});
