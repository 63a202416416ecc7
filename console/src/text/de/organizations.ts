/** Texte von organizations/. */
import type { organizations as english } from "../en/organizations.ts";

export const organizations: typeof english = {
  title: "Einstellungen der Organisation",
};
