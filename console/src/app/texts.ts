/**
 * The texts that are shown. Those of the first pages come at once; the rest, which is most of them, comes with the
 * first page that needs it (`withAllTexts`), so that the first load is small.
 */
import { useSyncExternalStore } from "react";
import { type Catalogue, type Language, languages } from "../text/catalogue.ts";

let shown: Catalogue | undefined;
let language: Language = "en";
/** Set as soon as a page needs the rest; then it is loaded with every language. */
let allTexts: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** Shows the texts of a language, once they are loaded. */
export async function showTexts(next: Language): Promise<void> {
  language = next;
  const text = await loadTexts(next);
  // Somebody may have chosen another language meanwhile.
  if (next !== language || text === shown) return;
  shown = text;
  for (const listener of listeners) listener();
}

/** The same texts are the same object, so that what shows them is not drawn again. */
const loaded = new Map<string, Catalogue>();

export async function loadTexts(wanted: Language): Promise<Catalogue> {
  const { first, rest } = languages[wanted];
  const isWhole = allTexts !== undefined;
  const [texts, others] = await Promise.all([first(), isWhole ? rest() : undefined]);
  const key = `${wanted} ${isWhole}`;
  // A page that uses the rest has asked for it, and is not shown before.
  const text = loaded.get(key) ?? ({ ...texts, ...others } as Catalogue);
  loaded.set(key, text);
  return text;
}

/** Waits for a page's code, and for all texts. */
export async function withAllTexts<Page>(page: Promise<Page>): Promise<Page> {
  if (allTexts === undefined) {
    // Set before the call, which looks at it.
    const asked = Promise.withResolvers<void>();
    allTexts = asked.promise;
    asked.resolve(showTexts(language));
  }
  await allTexts;
  return page;
}

/** @throws Error before the first `showTexts` has ended */
export function useShownTexts(): Catalogue {
  const text = useSyncExternalStore(listen, () => shown);
  if (text === undefined) throw new Error("no texts are shown yet");
  return text;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
