/** Texte von solutions/. */
import type { solutions as english } from "../en/solutions.ts";

export const solutions: typeof english = {
  title: "Lösungen",
  mine: "Meine Lösungen",
};
