/**
 * Each kind of value that comes in, with the standard that says what it may be. What is refused although the
 * standard has it is in `leftOut`, with the reason.
 */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { isKnownLanguage } from "../../src/domain/organization/invite-template.ts";
import * as primitives from "../../src/domain/primitives.ts";
import { userSettings } from "../../src/domain/user/settings.ts";
import { continuationPattern } from "../../src/http/kit/continuation.ts";
import { numberInQuery } from "../../src/http/kit/lists.ts";
import { revisionsIn } from "../../src/http/kit/if-match.ts";
import { newSubscription } from "../../src/http/notifications/schemas.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { isRounded } from "../../src/platform/json-losses.ts";

interface Kind {
  readonly what: string;
  readonly standard: string;
  readonly accepts: (text: string) => boolean;
  readonly taken: readonly string[];
  readonly refused: readonly string[];
  /** By reason. */
  readonly leftOut?: Readonly<Record<string, readonly string[]>>;
}

const by = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success;

const byVariable = (name: string) => (text: string) => {
  try {
    loadConfig({ [name]: text });
    return true;
  } catch {
    return false;
  }
};

const setting = (name: "language" | "timeZone") => (text: string) =>
  userSettings.safeParse({ [name]: text }).success;

const pushKeys = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

const kinds: readonly Kind[] = [
  {
    what: "an e-mail address",
    standard: "RFC 5321, 4.1.2 (Dot-string), with domains of RFC 5890",
    accepts: by(primitives.email),
    taken: [
      "ada@example.com",
      "r&d@example.com",
      "a/b@example.com",
      "x=y@example.com",
      "!ops@example.com",
      "#$%&'*+-/=?^_`{|}~@example.com",
      "o'neill@example.com",
      "first.last+tag@sub.example.co.uk",
      "-@example.com",
      "1@1.2.example",
      "a@3com.com",
      "a@x--y.example",
      "a@xn--bcher-kva.example",
      "a@example.xn--p1ai",
      "a@bücher.example",
      "a@例え.テスト",
      "a@пример.рф",
      `${"x".repeat(65)}@example.com`,
      `a@${"b".repeat(63)}.example`,
      `${"x".repeat(242)}@example.com`,
    ],
    refused: [
      "",
      "@",
      "ada",
      "@example.com",
      "ada@",
      ".ada@example.com",
      "ada.@example.com",
      "a..b@example.com",
      "a b@example.com",
      "a,b@example.com",
      "a@b@example.com",
      "a\\b@example.com",
      "<a@example.com>",
      "a(b)@example.com",
      "a:b@example.com",
      "a@example.com\r\nBcc: b@example.com",
      "a@-b.example",
      "a@b-.example",
      "a@b_c.example",
      "a@.example",
      "a@example.",
      "a@b..example",
      "a@1.2.3.4",
      "a@example.123",
      "a@bü_cher.example",
      "a@bücher.example:25",
      "a@bücher.example/x",
      "a@ü@example.com",
      "a@１.２.３.４",
      `a@${"b".repeat(64)}.example`,
      `${"x".repeat(243)}@example.com`,
      `a@${"ü".repeat(120)}.example`,
    ],
    leftOut: {
      "The quoted form is a second way to write the same mailbox": [
        '"a"@example.com',
        '"a b"@x.example',
      ],
      "An address of a machine is no domain that somebody holds": [
        "a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1]",
      ],
      "Unqualified names must not be used (RFC 5321, 2.3.5)": ["root@localhost"],
      "Not every mail server takes it (RFC 6531)": ["ädä@example.com"],
    },
  },
  {
    what: "a web address",
    standard: "RFC 3986 and RFC 3987, with http or https",
    accepts: by(primitives.webAddress),
    taken: [
      "https://example.com",
      "HTTP://EXAMPLE.COM:8080/a/b?c=d&e[]=f#g",
      "https://[2001:db8::1]/",
      "https://bücher.example/größe?q=✓",
      "https://example.com/%20",
      `https://example.com/${"😀".repeat(1980)}`,
    ],
    refused: [
      "",
      "example.com",
      "//example.com",
      "https:example.com",
      "https:/example.com",
      "https://",
      "https://exa mple.com",
      "https://example.com/a b",
      "https://exa\tmple.com",
      "https://example.com/a\nb",
      "https:\\\\example.com",
      "https://example.com\\@evil.example",
      "https://example.com:99999",
      "ftp://example.com",
      "javascript:alert(1)",
      "https://example.com/\ud800",
      `https://example.com/${"x".repeat(1981)}`,
    ],
  },
  {
    what: "a time that is kept",
    standard: "RFC 3339, 5.6",
    accepts: by(primitives.sentTime),
    taken: [
      "2026-03-01T12:00:00.000Z",
      "2026-03-01T12:00:00Z",
      "2026-03-01t12:00:00z",
      "2026-03-01T12:00:00.5+05:45",
      "2026-03-01T12:00:00.120000-00:00",
      "2028-02-29T23:59:59Z",
      "2000-02-29T00:00:00Z",
    ],
    refused: [
      "2026-03-01",
      "2026-03-01T12:00Z",
      "2026-03-01T12:00:00",
      "2026-03-01 12:00:00Z",
      "2026-03-01T12:00:00,5Z",
      "2026-03-01T12:00:00.Z",
      "2026-03-01T12:00:00+5:45",
      "2026-03-01T12:00:00+0545",
      "2026-03-01T12:00:00+24:00",
      "2026-02-29T12:00:00Z",
      "2100-02-29T12:00:00Z",
      "2026-04-31T12:00:00Z",
      "2026-03-01T24:00:00Z",
      "20260301T120000Z",
      "2026-W09-7T12:00:00Z",
    ],
    leftOut: {
      "No clock of a computer has a leap second": ["2016-12-31T23:59:60Z"],
      "It would be lost: times are kept to the millisecond": ["2026-03-01T12:00:00.1234Z"],
    },
  },
  {
    what: "a moment in a query",
    standard: "RFC 3339, 5.6: a full-date or date-time",
    accepts: by(primitives.moment),
    taken: [
      "2026-03-01",
      "2028-02-29",
      "2026-03-01T12:00Z",
      "2026-03-01t12:00:00.123456789123z",
      "2026-03-01T12:00:00+14:00",
    ],
    refused: ["", "2026-02-30", "2026-3-1", "2026-03-01T12:00:00 02:00", "1772366400", "now"],
  },
  {
    what: "an id",
    standard: "RFC 9562, 4: in upper case it is the same",
    accepts: by(primitives.id),
    taken: ["01980000-0000-7000-8000-00000000000a", "01980000-0000-7000-8000-00000000000A"],
    refused: [
      "",
      "01980000-0000-7000-8000-00000000000",
      "0198000000007000800000000000000a",
      "{01980000-0000-7000-8000-00000000000a}",
      "urn:uuid:01980000-0000-7000-8000-00000000000a",
      " 01980000-0000-7000-8000-00000000000a",
      "01980000-0000-7000-8000-00000000000g",
    ],
  },
  {
    what: "a language of a person",
    standard: "BCP 47 (RFC 5646, 2.1)",
    accepts: setting("language"),
    taken: [
      "de",
      "DE-ch",
      "zh-Hant-TW",
      "zh-yue",
      "zh-cmn-Hans-CN",
      "sl-rozaj-biske-1994",
      "de-CH-1901",
      "es-419",
      "en-US-u-islamcal",
      "en-a-myext-b-another",
      "x-whatever",
      "de-x-phonebk",
      "i-klingon",
      "en-GB-oed",
      "art-lojban",
    ],
    refused: [
      "",
      "d",
      "de_CH",
      "german, please",
      "de-",
      "-de",
      "i-unknown",
      "de-x",
      "a-DE",
      "de--CH",
    ],
  },
  {
    what: "a time zone",
    standard: "IANA time zone database",
    accepts: setting("timeZone"),
    taken: [
      "Europe/Zurich",
      "America/Argentina/Buenos_Aires",
      "UTC",
      "Etc/GMT+5",
      "Asia/Kathmandu",
    ],
    refused: ["", "Europe", "Europe/Nowhere", "+01:00", "-05", "Zurich"],
  },
  {
    what: "a language of invitations",
    standard: "ISO 639-1",
    accepts: isKnownLanguage,
    taken: ["en", "de", "cy", "zu"],
    refused: ["", "zz", "xx", "EN", "eng", "en-GB"],
  },
  {
    what: "a number in a query",
    standard: "the integers of RFC 8259, 6",
    accepts: by(numberInQuery(primitives.count)),
    taken: ["0", "1", "25", "2147483647"],
    refused: [
      "",
      " ",
      " 1",
      "1 ",
      "+1",
      "01",
      "-0",
      "-1",
      "1.0",
      "1.",
      ".5",
      "1e1",
      "1E1",
      "0x19",
      "0b1",

      "0o7",
      "1_000",
      "1,000",
      "Infinity",
      "NaN",
      "null",
      "true",
      "٣",
      "2147483648",
      "9".repeat(40),
    ],
  },
  {
    what: "a continuation token",
    standard: "base64url (RFC 4648, 5) after a prefix",
    accepts: (text) => continuationPattern.test(text),
    taken: ["jct-AZaz09-_"],
    refused: ["", "jct-", "AZaz", "jct-a+b", "jct-a=", "jct-a b", "jct-é"],
  },
  {
    what: "a list of tags in If-Match",
    standard: "RFC 9110, 8.8.3 and 13.1.1",
    accepts: (text) => revisionsIn(text)?.includes(7) ?? true,
    taken: ["*", '"7"', 'W/"7"', '"6", "7"', '"a,b","7"', ' , "7" ,'],
    refused: ["", "7", "'7'", '"7', 'w/"7"', '"07"', '*, "7"', '"7" "8"'],
  },
  {
    what: "keys of a push subscription",
    standard: "base64url (RFC 4648, 5); 65 bytes on P-256 (RFC 8291, 3.1)",
    accepts: (p256dh) =>
      newSubscription.safeParse({
        endpoint: "https://push.example.com/1",
        keys: { ...pushKeys, p256dh },
      }).success,
    taken: [pushKeys.p256dh],
    refused: [
      "",
      `${pushKeys.p256dh}=`,
      pushKeys.p256dh.replace("_", "/"),
      "B".repeat(87),
      pushKeys.auth,
    ],
  },
  {
    what: "a trusted proxy",
    standard: "RFC 4632 and RFC 4291, 2.3",
    accepts: byVariable("TRUST_PROXY"),
    taken: [
      "10.0.0.0/8",
      "192.0.2.1",
      "::1",
      "2001:db8::/32",
      "::ffff:10.0.0.1",
      "10.0.0.0/8, ::1",
    ],
    refused: [
      "10",
      "10.0.0.0/33",
      "010.0.0.1",
      "256.0.0.1",
      "2001:db8::/129",
      "10.0.0.0/",
      "*",
      "1",
    ],
  },
  {
    what: "an allowed origin",
    standard: "RFC 6454, 6.2",
    accepts: byVariable("CORS_ORIGINS"),
    taken: ["https://app.example.com", "http://localhost:5173", "http://[::1]:3000"],
    refused: [
      "*",
      "https://app.example.com/",
      "app.example.com",
      "https://app.example.com:443",
      "null",
    ],
  },
  {
    what: "the sender of mails",
    standard: "RFC 5322, 3.4: a mailbox",
    accepts: byVariable("MAIL_FROM"),
    taken: [
      "muster@localhost",
      "Muster <muster@example.com>",
      '"Muster, Inc." <muster@example.com>',
    ],
    refused: [
      "Muster",
      "Muster <>",
      "Muster <muster>",
      "a@example.com, b@example.com",
      "a@b <c@d> e",
    ],
  },
  {
    what: "a number in JSON",
    standard: "RFC 8259, 6: what a double has all digits of",
    accepts: (text) => !isRounded(text),
    taken: [
      "0",
      "-0",
      "0.0",
      "1.0",
      "1e3",
      "1E+2",
      "0.1",
      "-12.50",
      "123456789012345",
      "1e308",
      "5e-324",

      "0.30000000000000004",
      "9007199254740991",
      "1".padEnd(22, "0"),
      "1.5000000000000000000000",
    ],
    refused: [
      "9007199254740993",
      "12345678901234567890",
      "0.1234567890123456789",
      "1e400",
      "1e-400",
    ],
  },
];

describe.each(kinds)("$what ($standard)", ({ accepts, taken, refused, leftOut = {} }) => {
  test("is taken as the standard has it", () => {
    expect(taken.filter((text) => !accepts(text))).toEqual([]);
  });

  test("is refused otherwise", () => {
    expect([...refused, ...Object.values(leftOut).flat()].filter(accepts)).toEqual([]);
  });
});

test("addresses are the same in either case and in either form of their domain", () => {
  const same = (...addresses: readonly string[]) =>
    expect(new Set(addresses.map(primitives.normalizeEmail)).size).toBe(1);
  same("R&D@Example.COM", "r&d@example.com");
  same("a@bücher.example", "A@BÜCHER.Example", "a@xn--bcher-kva.example", "a@bu\u0308cher.example");
  expect(primitives.normalizeEmail("a@faß.example")).not.toBe(
    primitives.normalizeEmail("a@fass.example"),
  );
});

test("an id becomes lower case, and a time the same moment in UTC", () => {
  expect(primitives.id.parse("01980000-0000-7000-8000-00000000000A")).toMatch(/0a$/);
  const times = ["2026-03-01T17:45:00.5+05:45", "2026-03-01t12:00:00.500z"];
  for (const time of times)
    expect(primitives.sentTime.parse(time)).toBe("2026-03-01T12:00:00.500Z");
});
