/** Searches among solutions that are read already. */
import type { Schemas } from "@muster/client";

type Solution = Schemas["Solution"];

/** @returns those whose name, title or category contains each word, in any case */
export function solutionsMatching(
  solutions: readonly Solution[],
  search: string,
): readonly Solution[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return solutions.filter(({ name, title, category = "" }) => {
    const text = `${name}\n${title}\n${category}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
