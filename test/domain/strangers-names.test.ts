/** A name that a stranger chose cannot become a link in a mail, nor hide or turn what stands beside it. */
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { renderInvite } from "../../src/domain/organization/invite-template.ts";
import { nameInMail } from "../../src/domain/organization/name-in-mail.ts";
import { plainText } from "../../src/platform/mail/plain-text.ts";

const link = "https://muster.test/accept-invitation#token=mst_inv_x";

function mailWith(name: string) {
  const values = {
    inviteLink: link,
    organizationName: name,
    firstName: name,
    lastName: name,
    name,
    email: "ada@example.com",
    expiresAt: "2026-03-15",
  };
  const template = {
    subject: "You are invited to {organizationName} by {name}",
    introMessage: "Join {organizationName}!",
    html:
      "<p>Hello {firstName} {lastName}</p><p>{introMessage}</p>" +
      '<p>{organizationName}: <a href="{inviteLink}">Accept</a></p>',
  };
  const { subject, html } = renderInvite(template, values);
  return { subject, html, text: plainText(html, link) };
}

/** The addresses of which a mail program makes links, by a well-known library for that. */
async function linksIn(text: string): Promise<string[]> {
  const { textAsHtml = "" } = await simpleParser(
    `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString("base64")}`,
  );
  return [...textAsHtml.matchAll(/href="([^"]*)"/g)].map(([, address = ""]) => address);
}

/** Three ways to find addresses in text that are in wide use, from careful to greedy. */
const greedy = [
  /\bwww\.\S+/i,
  /\b[a-z][a-z0-9+.-]*:\/\/\S/i,
  /[^\s@]+@[^\s@]+\.[^\s@]+/,
  /[^\s/:@]\.[^\s\d]\S/u,
];

const addresses = [
  "Payroll notice www.evil.example/login",
  "evil.com",
  "EVIL.COM/login",
  "http://evil.com",
  "https://2130706433/login",
  "http:evil.com",
  "ftp://evil.com",
  "mailto:victim@evil.com",
  "victim@evil.com",
  "javascript:alert(1)//www.evil.com",
  "//evil.com",
  "\\\\evil.com\\share",
  "ｗｗｗ．evil．com",
  "evil。com",
  "evil｡com",
  "www\u200B.evil\u2060.com",
  "www\u00AD.evil.com",
  "e\u200Dvil.com",
  "xn--evil-9ua.com",
  "evil.com.",
  "<a href='http://evil.com'>x</a>",
  "[x](http://evil.com)",
  "Jürgen http://ëvil.com?x=1#y",
  "www.evil.com".repeat(10),
];

describe("a name cannot become a link", () => {
  test.each(addresses)("%j in the subject, the text or the HTML", async (name) => {
    const { subject, html, text } = mailWith(name);
    const visible = html.replaceAll(/<[^>]*>/g, "\n");
    expect(html.match(/href="[^"]*"/g)).toEqual([`href="${link}"`]);
    for (const part of [subject, text.replaceAll(link, ""), visible]) {
      expect(await linksIn(part)).toEqual([]);
      for (const pattern of greedy) expect(part).not.toMatch(pattern);
      // What browsers would ignore in a host's name does not join the pieces again.
      expect(part.replaceAll(/[\p{Cf}]/gu, "")).not.toMatch(/evil\.(?:com|example)/i);
    }
    expect(await linksIn(text)).toEqual([link]);
  });

  test("what breaks an address cannot be in a host's name, unlike a character that browsers ignore", () => {
    expect(URL.canParse("http://evil\u200A.com")).toBe(false);
    expect(new URL("http://evil\u200B.\u2060com").host).toBe("evil.com");
  });

  test("the library would make links of these names", async () => {
    expect(await linksIn("see www.evil.com and http://evil.com and evil.com")).toHaveLength(3);
  });

  test("an organization that is called like an address is still recognized", () => {
    expect(nameInMail("Booking.com")).toBe("Booking\u200A.com");
    expect(mailWith("Booking.com").subject).toContain("Booking\u200A.com");
  });

  test.each(["+1 (800) 555-0100 22", "Call 18005550100", "0049/30.1234-5678", "٠١٢٣٤٥٦٧٨٩"])(
    "a telephone number is not shown: %s",
    (name) => {
      expect(nameInMail(name)).toMatch(/^(?:Call )?…$/);
    },
  );
});

describe("a name cannot hide or turn what stands beside it", () => {
  test.each([
    ["\u202Emoc.live", "moc\u200A.live"],
    ["a\u2066b\u2069\u200Ec\u200Fd\u061Ce", "abcde"],
    ["a\u200Bb\u2060c\uFEFFd\u00ADe\u180Ef\u{E0041}g\uFFF9h", "abcdefgh"],
    ["a\u2028b\u2029c\u0085d\u00A0\u3000\u2800e", "a b c d e"],
    ["a\n\nBcc: x", "a Bcc: x"],
    [`a${"\u0336".repeat(50)}`, `a${"\u0336".repeat(4)}`],
    ["\u200B\u3164", "…"],
    ["", "…"],
    ["x".repeat(200), `${"x".repeat(79)}…`],
    ["😀".repeat(200), `${"😀".repeat(79)}…`],
    ["שלום", "\u2068שלום\u2069"],
    ["مرحبا evil.com", "\u2068مرحبا evil\u200A.com\u2069"],
  ])("%j is shown as %j", (name, shown) => {
    expect(nameInMail(name)).toBe(shown);
  });

  test.each([
    "O'Hara",
    "Ada Byron",
    "J. R. Tolkien",
    "Acme Inc.",
    "Class 2020-2024",
    "नमस्ते",
    "می‌خواهم",
    "👩‍💻",
    "Zoë Ñandú",
    "A&B",
  ])("an ordinary name stays as it is: %s", (name) => {
    expect(nameInMail(name).replaceAll(/[\u2068\u2069]/g, "")).toBe(name);
  });

  test("a subject stays one line of at most 200 characters", () => {
    const { subject } = mailWith("\u2067ש\r\n".repeat(50));
    expect(subject).toMatch(/^[^\r\n\u2067]{1,200}$/);
  });
});
