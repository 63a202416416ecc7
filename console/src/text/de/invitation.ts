/** Texte der Seite, die eine Einladung annimmt. */
import type { invitation as english } from "../en/invitation.ts";

export const invitation: typeof english = {
  title: "Einladung",
  to: (organization) => `${organization} beitreten`,
  from: (inviter, organization, email) =>
    `${inviter} lädt ${email} zu ${organization} ein. Prüfen Sie Ihren Namen und nehmen Sie an.`,
  fromOrganization: (organization, email) =>
    `${organization} lädt ${email} ein. Prüfen Sie Ihren Namen und nehmen Sie an.`,
  firstName: "Vorname",
  lastName: "Nachname",
  accept: "Einladung annehmen",
  acceptInstead: "Abmelden und annehmen",
  signedInAs: (other, email) =>
    `Sie sind als ${other} angemeldet, aber die Einladung gilt ${email}. Wenn Sie annehmen, werden Sie dort abgemeldet und als ${email} angemeldet. Um alles zu lassen, wie es ist, brechen Sie ab.`,
  validUntil: (time) => `Die Einladung gilt bis ${time}.`,
  incomplete:
    "Dieser Link ist nicht vollständig. Öffnen Sie den Link in der Mail noch einmal, oder kopieren Sie ihn ganz in die Adresszeile.",
  ended: {
    "invite-used": "Diese Einladung wurde schon angenommen. Melden Sie sich an, um fortzufahren.",
    "invite-replaced":
      "Diese Einladung wurde noch einmal gesendet. Verwenden Sie den Link in der neuesten Mail; sie kommt vielleicht erst in einer Minute an.",
    "invite-revoked":
      "Die Organisation hat diese Einladung zurückgezogen. Wenn das ein Versehen war, bitten Sie die Person, die Sie einlud, um eine neue.",
    "invite-expired":
      "Diese Einladung ist abgelaufen. Bitten Sie die Person, die Sie einlud, sie noch einmal zu senden; die neue Mail hat einen neuen Link.",
  },
};
