/** Texte von sign-in/. */
import type { signIn as english } from "../en/sign-in.ts";

export const signIn: typeof english = {
  title: "Anmelden",
  sessions: "Sitzungen",
  email: "E-Mail-Adresse",
  sendCode: "Code senden",
  codeSent: (email) =>
    `Wenn ${email} sich anmelden darf, ist eine Mail mit einem Code aus 8 Ziffern unterwegs. Er gilt zehn Minuten.`,
  code: "Code aus 8 Ziffern",
  digit: (position) => `Ziffer ${position} von 8`,
  otherAddress: "Andere Adresse verwenden",
};
