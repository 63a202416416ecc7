/** Says that others added users, or that the list is old; shows it only on a click. */
import { Button, Group, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { type MembersParams, type News, readListAgain, showAdded } from "./members-list.ts";

export function NewsBar({
  news: { added, isOld },
  params,
}: {
  readonly news: News;
  readonly params: MembersParams;
}) {
  const { members } = useText();
  const isNews = isOld || added.length > 0;
  return (
    <Group gap="xs" role="status">
      {isNews ? (
        <>
          <Text size="sm">{isOld ? members.outdated : members.newUsers(added.length)}</Text>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => (isOld ? void readListAgain(params) : showAdded(params))}
          >
            {isOld ? members.readAgain : members.show}
          </Button>
        </>
      ) : null}
    </Group>
  );
}
