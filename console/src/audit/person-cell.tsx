/** A person in a review, as a link to their page. Former members have no name here any more, but an address. */
import { Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import type { People } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { PageLink } from "../kit/links.tsx";
import { personName } from "../kit/person.tsx";

interface Props {
  readonly userId: string;
  readonly email: string | undefined;
  readonly people: People;
}

export function PersonCell({ userId, email, people }: Props) {
  const text = useText();
  const { organizationId } = useOrganization();
  const person = people[userId] ?? (email === undefined ? undefined : { name: email });
  return (
    <>
      <PageLink
        to="/o/$organizationId/users/$userId"
        params={{ organizationId, userId }}
        size="sm"
        style={{ overflowWrap: "anywhere" }}
      >
        {personName(userId, person, text)}
      </PageLink>
      {email === undefined || person?.name === email ? null : (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {email}
        </Text>
      )}
    </>
  );
}
