/** Who a row of the list is about, with what is unusual about them. */
import { Badge, Group, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { PageLink } from "../kit/links.tsx";
import { type Member, memberName } from "./members-list.ts";

interface Props {
  readonly member: Member;
  /** What happened to the row since the list was read. */
  readonly mark: "gone" | "new" | undefined;
}

export function PersonCell({ member, mark }: Props) {
  const text = useText();
  const { members, common } = text;
  const { organizationId, userId, email, userStatus } = member;
  const badge = (label: string, color: string) => (
    <Badge size="sm" variant="light" color={color}>
      {label}
    </Badge>
  );
  return (
    <>
      <Group gap="xs">
        <PageLink
          to="/o/$organizationId/users/$userId"
          params={{ organizationId, userId }}
          size="sm"
          fw={500}
        >
          {memberName(member, text)}
        </PageLink>
        {mark === "gone" ? badge(members.removedRow, "red") : null}
        {mark !== "gone" && userStatus !== "ACTIVE"
          ? badge(common.memberStatus[userStatus], userStatus === "DISABLED" ? "orange" : "gray")
          : null}
        {mark === "new" ? badge(members.newRow, "green") : null}
      </Group>
      <Text size="xs" c="dimmed" truncate title={email}>
        {email}
      </Text>
    </>
  );
}
