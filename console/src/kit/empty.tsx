/** What an empty list shows: what would be here, and what to do first. */
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly hint?: string;
  /** A button that does it. */
  readonly action?: ReactNode;
}

export function Empty({ title, hint, action }: Props) {
  return (
    <Stack align="center" gap="xs" py="xl" role="status">
      <Text fw={600}>{title}</Text>
      {hint === undefined ? null : (
        <Text size="sm" c="dimmed" ta="center" maw={480}>
          {hint}
        </Text>
      )}
      {action}
    </Stack>
  );
}
