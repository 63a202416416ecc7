/** Texte von members/. */
import type { members as english } from "../en/members.ts";

export const members: typeof english = {
  title: "Benutzer",
};
