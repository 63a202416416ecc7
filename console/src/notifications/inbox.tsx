/** The bell: how many notifications are unread. */
import { ActionIcon, Indicator } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";

export function Inbox() {
  const { shell } = useText();
  return (
    <Indicator disabled>
      <ActionIcon
        component={Link}
        to="/me/notifications"
        variant="subtle"
        size="lg"
        aria-label={shell.inbox}
      >
        <IconBell size={20} aria-hidden />
      </ActionIcon>
    </Indicator>
  );
}
