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
  or: "oder",
  byProvider: (name) => `Mit ${name} anmelden`,
  providerProblem:
    "Die Anmeldung mit dem Identitätsanbieter hat nicht geklappt. Versuchen Sie es noch einmal, oder melden Sie sich mit einem Code aus einer Mail an.",
  noAccount: "Noch kein Konto?",
  hasAccount: "Sie haben schon ein Konto?",
  signUp: "Registrieren",
  signUpClosed:
    "Hier kann sich niemand selbst registrieren. Bitten Sie jemanden in Ihrer Organisation um eine Einladung.",
  firstName: "Vorname",
  lastName: "Nachname",
  organizationName: "Name Ihrer Organisation",
  linkHint: "Der Link in der Mail meldet Sie einmal an.",
  linkEnded:
    "Ein Link gilt einmal und zehn Minuten lang. Fordern Sie einen neuen Code an, um sich anzumelden.",
  as: (email) => `Als ${email} anmelden`,
  otherWay: "Anders anmelden",
};
