/** Searches among solutions that are read already. */
import type { Schemas } from "@muster/client";
import { caseFold } from "../../../src/platform/case-fold.ts";

type Solution = Schemas["Solution"];

/** @returns those whose name, title or category contains each word, in any case */
export function solutionsMatching(
  solutions: readonly Solution[],
  search: string,
): readonly Solution[] {
  const words = caseFold(search).split(/\s+/).filter(Boolean);
  return solutions.filter(({ name, title, category = "" }) => {
    const text = caseFold(`${name}\n${title}\n${category}`);
    return words.every((word) => text.includes(word));
  });
}
