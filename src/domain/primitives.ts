/** Small schemas that events, commands and routes share. Every text has a maximum length. */
import { z } from "zod";

/** A lower-case UUID. */
export const id = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    "must be a lower-case UUID",
  )
  .meta({ format: "uuid" });

/** RFC 3339 in UTC with milliseconds: sorting the text sorts the times. */
export const timestamp = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    "must be an RFC 3339 time in UTC with milliseconds",
  )
  .meta({ format: "date-time" });

/** The actor id of the system. */
export const systemId = "00000000-0000-0000-0000-000000000000";

/** ISO 639-1. */
export const language = z.string().regex(/^[a-z]{2}$/, "must be an ISO 639-1 code such as en");

/** SHA-256 in hexadecimal. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of text: trimmed, not empty, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters")
    .refine((text) => text.isWellFormed(), "must be well-formed Unicode");

/** Several lines of text; may be empty. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    // oxlint-disable-next-line no-control-regex -- it refuses NUL
    .refine((value) => !/\u0000/.test(value), "must not contain NUL")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode");

export const personName = line(100);

/** An absolute http(s) address. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an absolute http or https URL" })
  .refine(
    (url) => !/\p{Cc}/u.test(url) && url.isWellFormed(),
    "must not contain control characters",
  )
  .max(2000, "must be at most 2000 characters");

/** An e-mail address as entered (RFC 5321: at most 254 octets); compare it with `normalizeEmail`. */
export const email = z
  .string()
  .trim()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an e-mail address"));

/** The form in which addresses are compared, without regard to case and Unicode form. */
export function normalizeEmail(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}
