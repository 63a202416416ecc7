/** The name of the organization whose pages one sees, which opens the switcher. */
import { Button, type ButtonProps, Text, VisuallyHidden } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { useText } from "../app/preferences.tsx";
import type { OwnOrganization } from "../app/session.ts";

type Props = ButtonProps &
  Omit<ComponentPropsWithRef<"button">, keyof ButtonProps> & {
    readonly current: OwnOrganization | undefined;
  };

export function SwitcherButton({ current, ...props }: Props) {
  const { shell } = useText();
  return (
    <Button {...props} variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
      <Text size="sm" truncate maw={180}>
        {current?.name ?? shell.myOrganizations}
      </Text>
      <VisuallyHidden>{shell.switchOrganization}</VisuallyHidden>
    </Button>
  );
}
