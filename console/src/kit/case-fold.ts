/** Unicode's case folding, as the service searches (src/platform/case-fold.ts): the same in every language. */
export function caseFold(text: string): string {
  return text
    .replaceAll(/[^ı]+/gu, (part) => part.toLowerCase().toUpperCase().toLowerCase())
    .replaceAll("ς", "σ");
}
