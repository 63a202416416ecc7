/** The languages of the console. A new one needs a catalogue beside the others and a line here. */
import type { catalogue } from "./en/index.ts";

export type Catalogue = typeof catalogue;

/** By language, each loaded only when it is needed; the names are in the language itself. */
export const languages = {
  en: { name: "English", load: async () => (await import("./en/index.ts")).catalogue },
  de: { name: "Deutsch", load: async () => (await import("./de/index.ts")).catalogue },
} as const satisfies Record<string, { name: string; load: () => Promise<Catalogue> }>;

export type Language = keyof typeof languages;

/** @returns the first of the preferred languages (BCP 47, such as `de-CH`) that has a catalogue; else English */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [language = ""] = tag.toLowerCase().split("-");
    if (Object.hasOwn(languages, language)) return language as Language;
  }
  return "en";
}
