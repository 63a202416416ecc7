/** Unicode's case folding, for comparing texts without regard to case. The console uses it too. */

/**
 * The full, default folding (Unicode, 3.13; CaseFolding.txt, statuses C and F), which depends on no language:
 * `STRASSE` and `straße` are equal, `ΣΑΣ` and `σας`, but not the Turkish pairs of `i`. Lower case alone
 * keeps letters apart that have the same capitals, and makes of `Σ` one letter or another.
 */
export function caseFold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .replaceAll(/[^ı]+/gu, (part) => part.toLowerCase().toUpperCase().toLowerCase())
    .replaceAll("ς", "σ");
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
