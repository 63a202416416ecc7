/** The frame of the pages for people who are not signed in. */
import { Card, Center, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useText } from "../app/preferences.tsx";
import { useTitle } from "../kit/page.tsx";

export function PublicPage({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { common } = useText();
  useTitle(title);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Card withBorder w="100%" maw={440} p="xl">
        <Stack>
          <Text fw={700}>{common.product}</Text>
          <Title order={1} size="h2">
            {title}
          </Title>
          {children}
        </Stack>
      </Card>
    </Center>
  );
}
