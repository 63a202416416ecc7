/** How the audit's pages name people, solutions and times. */
import type { Schemas } from "@muster/client";
import { useCallback } from "react";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { personName } from "../kit/person.tsx";
import type { Naming } from "./sentences.ts";
import { solutionName, useSolutionNames } from "./solution-names.ts";

export function useNaming(people: Naming["people"]): Naming {
  const text = useText();
  const { dateTime } = useFormat();
  const solutions = useSolutionNames(useOrganization().organizationId);
  const nameOfPerson = useCallback(
    (userId: string, person: Schemas["PersonName"] | undefined) => personName(userId, person, text),
    [text],
  );
  const nameOfSolution = useCallback((id: string) => solutionName(id, solutions), [solutions]);
  return { people, text, dateTime, personName: nameOfPerson, solutionName: nameOfSolution };
}
