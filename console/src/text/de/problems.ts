/** Probleme nach ihrem Code (docs/problems.md). */
export const problems: Readonly<Record<string, string>> = {
  unknown:
    "Der Dienst ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
};
