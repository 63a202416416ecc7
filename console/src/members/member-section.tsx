/** A part of a user's page, under its heading. */
import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function MemberSection({ title, actions, children }: Props) {
  return (
    <Stack component="section" gap="sm" aria-label={title} maw={900}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
