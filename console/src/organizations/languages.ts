/** Names of languages by their ISO 639-1 code. */

/** @returns the names in the reader's language, by code, sorted by name */
export function languageNames(codes: readonly string[], reader: string): Record<string, string> {
  const names = new Intl.DisplayNames(reader, { type: "language", fallback: "code" });
  const entries = codes.map((code): [string, string] => [code, names.of(code) ?? code]);
  return Object.fromEntries(entries.sort(([, a], [, b]) => a.localeCompare(b, reader)));
}

/** The languages of ISO 639-1 that this browser knows by name. */
export function allLanguages(): readonly string[] {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  const letters = "abcdefghijklmnopqrstuvwxyz".split("");
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => names.of(code) !== undefined);
}
