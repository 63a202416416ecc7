/** Equal texts that were parsed apart take memory each; of those that come often, one is kept. */

/** Texts remembered. When they are as many, all are forgotten, and what was given out stays. */
const maxTexts = 1_000;

/** Longer ones are seldom equal, and would make the memory grow. */
const maxLength = 64;

/** Returns a function that returns the first of equal texts. */
export function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (text.length > maxLength) return text;
    if (known.size >= maxTexts) known.clear();
    known.set(text, text);
    return text;
  };
}
