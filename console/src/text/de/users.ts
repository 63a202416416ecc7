/** Texte von users/. */
import type { users as english } from "../en/users.ts";

export const users: typeof english = {
  title: "Mein Profil",
};
