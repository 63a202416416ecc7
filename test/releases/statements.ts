/** The SQL that a release sends, each statement with a semicolon and an empty line after it. */

const end = ";\n\n";

/** @returns the statements that PostgreSQL can plan, each once, as text for `statements.sql` */
export function plannable(texts: readonly string[]): string {
  const plain = texts
    .map((text) => text.trim())
    .filter((text) => /^(select|insert|update|delete|with|merge|values)\b/i.test(text));
  return [...new Set(plain)]
    .sort()
    .map((text) => text + end)
    .join("");
}

export function statementsIn(text: string): readonly string[] {
  return text.split(end).slice(0, -1);
}
