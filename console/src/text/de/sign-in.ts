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
  session: {
    started: "Angemeldet",
    lastSeen: "Zuletzt benutzt",
    ends: "Endet",
    opens: "Öffnet",
    current: "Diese Sitzung",
    management: "die Verwaltung",
    account: "Ihr eigenes Konto",
    end: "Beenden",
    endQuestion: (time) => `Sitzung vom ${time} beenden?`,
    endConsequence: "Der Browser dort muss sich neu anmelden.",
    ended: "Die Sitzung ist beendet.",
    endOthers: "Alle anderen beenden",
    endOthersQuestion: "Alle Ihre anderen Sitzungen beenden?",
    endOthersConsequence: "Alle anderen Browser müssen sich neu anmelden. Diese Sitzung bleibt.",
    othersEnded: "Alle anderen Sitzungen sind beendet.",
    empty: "Es gibt keine Sitzungen.",
  },
  narrowed: (organization) =>
    `Sie kamen durch eine Einladung, daher öffnet diese Sitzung nur ${organization}. Für das, was Sie überall betrifft - Profil, Darstellung, Sitzungen, Daten -, melden Sie sich an.`,
};
