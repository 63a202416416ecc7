/** Names of people instead of their ids. */
import type { Schemas } from "@muster/client";
import { Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import type { People } from "../app/queries.ts";
import type { Catalogue } from "../text/catalogue.ts";

/** The actor of what no person did. */
const systemId = "00000000-0000-0000-0000-000000000000";

/** @returns the name, or what to say in its place: the API names nobody who was erased or has left */
export function personName(
  userId: string,
  person: Schemas["PersonName"] | undefined,
  { common }: Catalogue,
): string {
  if (userId === systemId) return common.system;
  if (person?.name !== undefined) return person.name;
  return person?.erased === true ? common.erasedPerson : common.formerMember(userId.slice(0, 8));
}

export function PersonName({
  userId,
  people,
}: {
  readonly userId: string;
  readonly people: People;
}) {
  const text = useText();
  return (
    <Text span inherit>
      {personName(userId, people[userId], text)}
    </Text>
  );
}
