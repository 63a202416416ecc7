/** A person's settings: a few have a meaning for every front end, the others are kept as they were sent. */
import { z } from "zod";
import { checkStorable } from "../free-settings.ts";

/** RFC 5646, 2.1: more than `Intl` takes, such as `x-private` and `zh-yue`. */
const tagForm = new RegExp(
  [
    "^([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})",
    "(-[a-z]{4})?",
    String.raw`(-([a-z]{2}|\d{3}))?`,
    String.raw`(-([a-z\d]{5,8}|\d[a-z\d]{3}))*`,
    String.raw`(-[a-wy-z\d](-[a-z\d]{2,8})+)*`,
    String.raw`(-x(-[a-z\d]{1,8})+)?$`,
    String.raw`|^x(-[a-z\d]{1,8})+$`,
    "|^(en-gb-oed|sgn-(be-fr|be-nl|ch-de))$",
    "|^i-(ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)$",
  ].join(""),
  "i",
);

/** BCP 47, such as `de-CH`. */
const languageTag = z
  .string()
  .max(100)
  .refine((tag) => tagForm.test(tag), "must be a language tag such as de-CH (BCP 47)");

/** Not an offset such as `+01:00`, which names no zone. */
const timeZone = z
  .string()
  .max(100)
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && isKnown(zone),
    "must be a time zone such as Europe/Zurich (IANA)",
  );

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const userSettings = z
  .looseObject({
    theme: z.enum(["light", "dark", "system"], "must be light, dark or system").optional(),
    language: languageTag.optional(),
    timeZone: timeZone.optional(),
  })
  .superRefine(checkStorable);
