/** The frame of every page inside the shell: its heading, what can be done here, and its content. */
import { Group, Stack, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useText } from "../app/preferences.tsx";

interface Props {
  readonly title: string;
  /** Buttons at the end of the heading's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, actions, children }: Props) {
  useTitle(title);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Group gap="xs">{actions}</Group>
      </Group>
      {children}
    </Stack>
  );
}

/** The title of the browser's tab. */
export function useTitle(title: string): void {
  const { common } = useText();
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common]);
}
