/** How the audit's pages name people, solutions and times. */
import type { Schemas } from "@muster/client";
import { useCallback, useMemo } from "react";
import { useFormat } from "../app/format.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { personName } from "../kit/person.tsx";
import type { Naming } from "./sentences.ts";
import { solutionName, useSolutionNames } from "./solution-names.ts";

export function useNaming(people: Naming["people"]): Naming {
  const { text, preferences } = usePreferences();
  const { dateTime } = useFormat();
  const solutions = useSolutionNames(useOrganization().organizationId);
  const nameOfPerson = useCallback(
    (userId: string, person: Schemas["PersonName"] | undefined) => personName(userId, person, text),
    [text],
  );
  const nameOfSolution = useCallback((id: string) => solutionName(id, solutions), [solutions]);
  const languageName = useMemo(() => languageNameIn(preferences.language), [preferences.language]);
  const names = { personName: nameOfPerson, solutionName: nameOfSolution, languageName };
  return { people, text, dateTime, ...names };
}

function languageNameIn(reader: string): (code: string) => string {
  const names = new Intl.DisplayNames(reader, { type: "language" });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      // The service takes more than what is a language tag.
      return code;
    }
  };
}
