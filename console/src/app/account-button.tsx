/** The name in the corner, which opens the account menu. */
import { Avatar, Group, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import { useText } from "./preferences.tsx";
import { useSession } from "./session.ts";

export function AccountButton(props: ComponentPropsWithRef<"button">) {
  const { user } = useSession();
  const { shell } = useText();
  const name = user.name ?? user.email ?? "";
  return (
    <UnstyledButton {...props} w="100%" p="xs">
      <Group wrap="nowrap" gap="xs">
        <Avatar name={name} color="initials" size="sm" aria-hidden />
        <Text size="sm" truncate>
          {name}
        </Text>
        <VisuallyHidden>{shell.account}</VisuallyHidden>
      </Group>
    </UnstyledButton>
  );
}
