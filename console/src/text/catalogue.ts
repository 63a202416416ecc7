/** The languages of the console. A new one needs a catalogue beside the others and a line here. */
import type { first } from "./en/first.ts";
import type { rest } from "./en/rest.ts";

export type FirstTexts = typeof first;
export type RestOfTexts = typeof rest;
export type Catalogue = FirstTexts & RestOfTexts;

/** By language, each loaded only when it is needed; the names are in the language itself. */
export const languages = {
  en: {
    name: "English",
    first: async () => (await import("./en/first.ts")).first,
    rest: async () => (await import("./en/rest.ts")).rest,
  },
  de: {
    name: "Deutsch",
    first: async () => (await import("./de/first.ts")).first,
    rest: async () => (await import("./de/rest.ts")).rest,
  },
} as const satisfies Record<
  string,
  { name: string; first: () => Promise<FirstTexts>; rest: () => Promise<RestOfTexts> }
>;

export type Language = keyof typeof languages;

/** @returns the first of the preferred languages (BCP 47, such as `de-CH`) that has a catalogue; else English */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [language = ""] = tag.toLowerCase().split("-");
    if (Object.hasOwn(languages, language)) return language as Language;
  }
  return "en";
}
