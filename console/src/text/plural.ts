/** Picks the form of a text that a number needs. */

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** @returns a function that picks the form and puts the number in the place of `#` */
export function pluralIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replaceAll("#", numbers.format(count));
}
