/** A person's settings: a few have a meaning for every front end, the others are kept as they were sent. */
import { z } from "zod";
import { checkStorable } from "../free-settings.ts";

/** BCP 47, such as `de-CH`. */
const languageTag = z
  .string()
  .max(100)
  .refine(
    (tag) => isAccepted(() => Intl.getCanonicalLocales(tag)),
    "must be a language tag such as de-CH (BCP 47)",
  );

/** Not an offset such as `+01:00`, which names no zone. */
const timeZone = z
  .string()
  .max(100)
  .refine(
    (zone) =>
      /^[A-Za-z]/.test(zone) && isAccepted(() => new Intl.DateTimeFormat("en", { timeZone: zone })),
    "must be a time zone such as Europe/Zurich (IANA)",
  );

function isAccepted(use: () => unknown): boolean {
  try {
    use();
    return true;
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
