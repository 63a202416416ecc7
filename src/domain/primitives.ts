/**
 * The one definition of each kind of value that events, commands and routes share. What it accepts, every
 * store can hold and every read model can fold: events are checked against it before they are appended.
 */
import { z } from "zod";

/** A UUID. In upper case it means the same (RFC 9562, 4) and becomes lower case. */
export const id = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "must be a UUID")
  .meta({ format: "uuid" });

/** The years of all times. Arithmetic on them stays within what PostgreSQL and JavaScript can hold. */
const years = { error: "must be a time from 2000 to 2199", abort: true };
const isInYears = (time: string): boolean => time >= "2000" && time < "2200";

/** An existing moment in RFC 3339, in UTC with milliseconds: sorting the text sorts the times. */
export const timestamp = z.iso
  .datetime({
    precision: 3,
    error: "must be an existing time in RFC 3339, in UTC with milliseconds",
    abort: true,
  })
  .refine(isInYears, years)
  // Published in short: the library's own pattern also spells out the days of each month.
  .meta({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });

const clock = String.raw`([01]\d|2[0-3]):[0-5]\d`;
const zone = `([Zz]|[+-]${clock})`;
const date = String.raw`\d{4}-\d\d-\d\d`;

/** A form of RFC 3339, whose letters may be in lower case (5.6). It becomes a `timestamp`. */
const timeLike = (form: string, error: string) =>
  z
    .string()
    .regex(new RegExp(`^${form}$`), { error, abort: true })
    // JavaScript would read 30 February as 2 March.
    .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, {
      error: "must be an existing date and time",
      abort: true,
    })
    .transform((text) => new Date(text.toUpperCase()).toISOString())
    .refine(isInYears, years);

/** What a query may ask for: a day, or a time in UTC or with an offset. */
export const moment = timeLike(
  String.raw`${date}([Tt]${clock}(:[0-5]\d(\.\d{1,20})?)?${zone})?`,
  "must be a time such as 2026-03-01T12:00:00Z",
);

/** A time to be kept. What is finer than a millisecond is refused, because it would be lost. */
export const sentTime = timeLike(
  String.raw`${date}[Tt]${clock}:[0-5]\d(\.\d{1,3}0{0,17})?${zone}`,
  "must be a time in RFC 3339, to the millisecond, such as 2026-03-01T12:00:00.000Z",
).meta({ format: "date-time" });

/** A day, or a moment, which counts as its day in UTC. */
export const day = moment.transform((time) => time.slice(0, 10));

/** A whole number from 0 that PostgreSQL can hold in a column of the type integer. */
export const count = z
  .int("must be a whole number")
  .min(0, "must be at least 0")
  .max(2_147_483_647, "must be at most 2147483647");

/** A position in the event store. 18 digits always fit into PostgreSQL's type bigint. */
export const position = z
  .string()
  .regex(/^\d{1,18}$/, "must be a decimal position")
  .transform(BigInt);

/** The actor id of the system. */
export const systemId = "00000000-0000-0000-0000-000000000000";

/** ISO 639-1. */
export const language = z.string().regex(/^[a-z]{2}$/, "must be an ISO 639-1 code such as en");

/** SHA-256 in hexadecimal. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Well-formed text of at most `max` code points, which JSON Schema counts too: at most 4 * `max` bytes. */
const bounded = (text: z.ZodString, max: number) =>
  text
    .refine((value) => isAtMost(value, max), {
      error: `must be at most ${max} characters`,
      abort: true,
    })
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode")
    .meta({ maxLength: max });

/** In code points; it does not count those of texts that are much too long. */
export function isAtMost(text: string, max: number): boolean {
  return text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
}

/** PostgreSQL cannot store NUL. */
const hasNoNul = (text: string): boolean => !text.includes("\u0000");

/** One line of text: trimmed, not empty, no control characters. */
export const line = (max: number) =>
  bounded(z.string().trim().min(1, "must not be empty"), max).refine(
    (text) => !/\p{Cc}/u.test(text),
    "must not contain control characters",
  );

/** Several lines of text; may be empty. */
export const text = (max: number) =>
  bounded(z.string(), max).refine(hasNoNul, "must not contain NUL");

/** What is searched for: trimmed, and may be empty. */
export const searchText = (max: number) =>
  bounded(z.string().trim(), max).refine(hasNoNul, "must not contain NUL");

/** Values of one type by name. */
export const mapOf = <Value extends z.ZodType>(value: Value, max: number) =>
  z
    .record(line(100), value)
    .refine((map) => Object.keys(map).length <= max, `must have at most ${max} entries`)
    .meta({ maxProperties: max });

export const personName = line(100);

/**
 * An absolute http(s) address (RFC 3986, or RFC 3987 if it has other letters), kept as it was sent. Spaces and
 * backslashes are refused, because one program drops them, another encodes them, and a third reads a slash.
 */
export const webAddress = bounded(z.string().trim(), 2000)
  .refine(
    (url) => /^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(url) && URL.canParse(url),
    "must be an absolute http or https URL",
  )
  .meta({ format: "uri" });

const maxEmailLength = 254;

/** A mailbox without quotation marks (RFC 5321, 4.1.2, Dot-string of atext): quoted, it is the same mailbox. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * A fully qualified domain (RFC 5321, 2.3.5) of labels of letters, digits and hyphens (RFC 5890, 2.3.1), the
 * last of which is no number. So neither `localhost` nor an IP address.
 */
const domainName =
  /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;

/** The domain in lower case and, if it is internationalized, as A-labels (RFC 5890); empty if it has none. */
function asciiDomain(domain: string): string {
  if (!/[^\0-\x7f]/u.test(domain)) return domain.toLowerCase();
  // What has a meaning in a web address must not be read as one.
  const isPlain =
    /^([a-z\d\x80-\u{10ffff}]([-a-z\d\x80-\u{10ffff}]*[a-z\d\x80-\u{10ffff}])?(\.|$))+$/iu.test(
      domain,
    );
  return isPlain && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
}

function isEmailAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  const domain = asciiDomain(address.slice(at + 1));
  const isShort = at + 1 + domain.length <= maxEmailLength;
  return isShort && localPart.test(address.slice(0, Math.max(at, 0))) && domainName.test(domain);
}

/** An e-mail address as entered (RFC 5321: at most 254 octets); compare it with `normalizeEmail`. */
export const email = z
  .string()
  .trim()
  .max(maxEmailLength, `must be at most ${maxEmailLength} characters`)
  .pipe(
    z
      .string()
      .refine(isEmailAddress, "must be an e-mail address such as ada@example.com")
      .meta({ format: "email" }),
  );

/**
 * The form in which addresses are compared, without regard to case, and to how an internationalized domain
 * is written.
 */
export function normalizeEmail(address: string): string {
  const text = address.trim().normalize("NFC");
  const at = text.lastIndexOf("@") + 1;
  const domain = text.slice(at);
  return text.slice(0, at).toLowerCase() + (asciiDomain(domain) || domain.toLowerCase());
}
