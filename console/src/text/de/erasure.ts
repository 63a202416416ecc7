/** Texte von erasure/. */
import type { erasure as english } from "../en/erasure.ts";

export const erasure: typeof english = {
  title: "Mich löschen",
  hint: "Macht Ihre persönlichen Daten überall und endgültig unlesbar.",
  erased:
    "Gelöscht werden: Name, Adresse, Telefon, Bild, Einstellungen und Mitteilungen. Ihre Sitzungen und Zugriffstoken enden, Sie verlassen jede Organisation, und Ihre Adresse ist wieder frei.",
  kept: "Es bleibt, dass jemand getan hat, was Sie getan haben. Im Log steht dann „gelöschte Person“.",
  owner:
    "Wer der letzte Eigner einer Organisation ist, muss zuerst jemand anderen zum Eigner machen.",
  start: "Mich löschen",
  question: (name) => `${name} endgültig löschen?`,
  phrase: "vergesst mich",
  type: (phrase, email) => `Geben Sie zur Bestätigung „${phrase}“ oder ${email} ein`,
  confirm: "Endgültig löschen",
};
