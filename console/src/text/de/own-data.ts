/** Texte von own-data/. */
import type { ownData as english } from "../en/own-data.ts";

export const ownData: typeof english = {
  title: "Meine Daten",
};
