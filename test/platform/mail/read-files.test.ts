/** Mails in files are read as they were written, and as another reader of mails reads them. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileMailer } from "../../../src/platform/mail/files.ts";
import { keptMail, newestMails } from "../../../src/platform/mail/read-files.ts";
import { testClock } from "../../support/services.ts";

let folder: string;
const clock = testClock();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-mails-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(subject: string, html: string, to = "ada@example.com"): Promise<void> {
  clock.add(1000);
  const mailer = fileMailer(
    folder,
    "Müster <muster@example.com>",
    clock.now,
    pino({ level: "silent" }),
  );
  await mailer.send({
    to,
    subject,
    html,
    text: "The text of it",
    messageId: `<${crypto.randomUUID()}@example.com>`,
    link: "http://muster.test/",
    isLinkLogged: false,
    userId: undefined,
  });
}

test.each([
  ["Welcome", "<p>Hello</p>\n"],
  ["12345678 is your code", `<a href="http://muster.test/sign-in#email=a%40b&amp;code=x">link</a>`],
  [
    "Grüße aus Köln, ärgerlich lange Betreffzeile mit vielen Umlauten: äöüÄÖÜß und noch mehr",
    "<p>Grüße = Gruß</p>",
  ],
  ["招待 🎉 مرحبا", `<p>${"長い行".repeat(300)}</p><p>=3D =C3=BC</p>`],
  ["a=b_c?d =?=", `${"word ".repeat(400)}\n.\n--boundary\n`],
])("a mail about %s", async (subject, html) => {
  await write(subject, html);
  const [mail] = await newestMails(folder, 10);
  const parsed = await simpleParser(await readFile(join(folder, mail?.name ?? "")));
  expect(mail).toMatchObject({ subject, to: "ada@example.com" });
  expect(parsed.subject).toBe(subject);
  expect(mail?.html.replaceAll("\r\n", "\n").trimEnd()).toBe(html.trimEnd());
  expect(new Date(mail?.date ?? "")).toEqual(parsed.date);
  expect(await keptMail(folder, mail?.name ?? "")).toEqual(mail);
});

test("the newest come first, and no more than asked for", async () => {
  for (let count = 0; count < 12; count += 1) await write(`Mail ${count}`, "<p></p>");
  const mails = await newestMails(folder, 3);
  expect(mails.map(({ subject }) => subject)).toEqual(["Mail 11", "Mail 10", "Mail 9"]);
});

test("a folder that does not exist has none", async () => {
  expect(await newestMails(join(folder, "nowhere"), 10)).toEqual([]);
});

test("only mails are read, whatever is asked for", async () => {
  await writeFile(join(folder, "2026-secret.txt"), "secret");
  await writeFile(join(folder, "..eml"), "secret");
  await writeFile(join(folder, "2026-empty.eml"), "");
  for (const name of [
    "2026-secret.txt",
    "..eml",
    "../x.eml",
    "2026-/../../x.eml",
    "2026-no.eml",
    "",
  ]) {
    expect(await keptMail(folder, name)).toBeUndefined();
  }
  expect(await keptMail(folder, "2026-empty.eml")).toMatchObject({ subject: "", html: "" });
});
