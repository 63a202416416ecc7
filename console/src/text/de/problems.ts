/** Probleme nach ihrem Code (docs/problems.md): was geschah und was zu tun ist. */
export const problems: Readonly<Record<string, string>> = {
  unknown:
    "Der Dienst ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
  "invalid-input":
    "Etwas in der Eingabe stimmt nicht. Berichtigen Sie es und senden Sie es noch einmal.",
  unauthenticated: "Sie sind nicht angemeldet, oder der Code stimmt nicht. Melden Sie sich an.",
  "token-expired": "Der Zugriffstoken ist abgelaufen. Erstellen Sie einen neuen.",
  "sign-in-again":
    "Sie waren länger untätig, als die Organisation erlaubt. Melden Sie sich noch einmal an.",
  "token-lease-lapsed":
    "Der Zugriffstoken wurde zu lange nicht benutzt. Verlängern Sie ihn oder erstellen Sie einen neuen.",
  forbidden: "Ihre Rolle erlaubt das hier nicht. Bitten Sie einen Eigner oder Admin darum.",
  "management-role-required":
    "Die Verwaltung steht nur Eignern, Admins und Erstellern offen. Bitten Sie einen Eigner oder Admin um eine Rolle.",
  "sign-up-closed": "Hier kann sich niemand selbst registrieren. Bitten Sie um eine Einladung.",
  "scope-missing": "Dem Zugriffstoken fehlt die Berechtigung dafür.",
  "session-required":
    "Der Link einer Einladung öffnet die Organisation, aber nicht Ihr ganzes Konto. Melden Sie sich ab und mit einem Code aus einer Mail wieder an.",
  "not-found": "Das gibt es nicht, oder es steht Ihnen nicht offen.",
  "request-timeout":
    "Die Anfrage kam zu langsam an. Versuchen Sie es mit einer besseren Verbindung noch einmal.",
  "last-owner":
    "Eine Organisation braucht immer einen aktiven Eigner. Machen Sie zuerst jemand anderen zum Eigner.",
  "already-a-member":
    "Die Person gehört schon zur Organisation oder ist eingeladen. Senden Sie die Einladung gegebenenfalls noch einmal.",
  "member-limit":
    "Die Organisation hat so viele Mitglieder, wie ihre Einstellungen erlauben. Entfernen Sie Mitglieder oder heben Sie die Grenze an.",
  "already-active": "Das Mitglied ist schon aktiv.",
  "member-disabled": "Das Mitglied ist gesperrt. Entsperren Sie es zuerst.",
  "not-active":
    "Die Person ist kein aktives Mitglied oder hat die Einladung noch nicht angenommen.",
  "not-invited": "Es gibt keine offene Einladung. Laden Sie die Person ein.",
  "invite-template-missing":
    "Für diese Sprache gibt es keine Einladungsvorlage. Speichern Sie eine oder wählen Sie eine andere Sprache.",
  "inviter-not-entitled":
    "Wer die Einladung sandte, darf diese Rolle nicht mehr vergeben. Bitten Sie einen Eigner oder Admin, sie noch einmal zu senden.",
  "email-taken":
    "Diese E-Mail-Adresse gehört schon einer anderen Person. Verwenden Sie eine andere.",
  "limit-reached":
    "Eine Grenze des Dienstes ist erreicht. Schaffen Sie Platz, zum Beispiel indem Sie etwas löschen, oder warten Sie.",
  "notification-sent":
    "Die Mitteilung ist schon gesendet und lässt sich nicht mehr zurückziehen. Senden Sie eine, die sie berichtigt.",
  "token-deleted": "Der Zugriffstoken ist gelöscht. Erstellen Sie einen neuen.",
  "token-ended": "Der Zugriffstoken ist abgelaufen. Erstellen Sie einen neuen.",
  "idempotency-in-progress":
    "Dieselbe Anfrage wird noch bearbeitet. Versuchen Sie es in einem Augenblick noch einmal.",
  "invite-used": "Diese Einladung wurde schon angenommen. Melden Sie sich an.",
  "invite-replaced":
    "Diese Einladung wurde noch einmal gesendet. Verwenden Sie den Link in der neuesten Mail.",
  "invite-revoked":
    "Die Organisation hat diese Einladung zurückgezogen. Bitten Sie dort um eine neue.",
  "invite-expired":
    "Diese Einladung ist abgelaufen. Bitten Sie die Organisation, sie noch einmal zu senden.",
  "precondition-failed":
    "Jemand anderes hat das inzwischen geändert. Sehen Sie es sich neu an und ändern Sie es dann noch einmal.",
  "too-large": "Das ist zu groß. Senden Sie weniger auf einmal.",
  "unsupported-media-type": "Dieses Format wird nicht angenommen.",
  "expectation-failed": "Die Anfrage verlangt etwas, das der Dienst nicht kann.",
  "idempotency-key-reused":
    "Eine andere Anfrage hatte denselben Schlüssel. Laden Sie die Seite neu und versuchen Sie es noch einmal.",
  "too-many-requests":
    "Das waren zu viele Anfragen in kurzer Zeit. Warten Sie einen Augenblick und versuchen Sie es noch einmal.",
  internal:
    "Im Dienst ist ein Fehler aufgetreten. Versuchen Sie es noch einmal; hilft das nicht, melden Sie die Kennung.",
  unavailable:
    "Der Dienst kann das gerade nicht ausführen. Versuchen Sie es in einem Augenblick noch einmal.",
  "upgrade-in-progress":
    "Der Dienst wird gerade erneuert. Versuchen Sie es in einem Augenblick noch einmal.",
  "not-yet-visible":
    "Die Änderung ist gespeichert, aber noch nicht zu sehen. Laden Sie in einem Augenblick neu.",
  "set-aside":
    "Ein Eintrag konnte nicht gezeigt werden und wird vom Betreiber berichtigt. Versuchen Sie es später noch einmal.",
  "identity-provider-refused":
    "Der Identitätsanbieter hat Sie nicht angemeldet. Versuchen Sie es noch einmal, oder melden Sie sich mit einem Code aus einer Mail an.",
  "email-not-verified":
    "Der Identitätsanbieter hat Ihre Adresse nicht bestätigt. Bestätigen Sie sie dort, oder melden Sie sich mit einem Code aus einer Mail an.",
  "person-unknown":
    "Niemand hat hier Ihre Adresse. Melden Sie sich beim Identitätsanbieter mit der eingeladenen Adresse an, oder bitten Sie um eine Einladung.",
  "sign-in-expired":
    "Die Anmeldung dauerte zu lange oder endete in einem anderen Browser. Beginnen Sie neu.",
};
