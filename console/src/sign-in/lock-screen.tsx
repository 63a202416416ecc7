/** Covers the pages after the session has ended, or the organization has closed to it. Whoever signs in again goes on where they were. */
import { Anchor, Center, Overlay, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type LockReason, unlock } from "../app/lock.ts";
import { basePath } from "../app/page-context.ts";
import { useText } from "../app/preferences.tsx";
import { sessionQuery } from "../app/session.ts";
import { CodeForm } from "./code-form.tsx";
import { useState } from "react";

export default function LockScreen({ reason }: { readonly reason: LockReason }) {
  const { shell } = useText();
  const queries = useQueryClient();
  // Who was signed in when the lock fell.
  const [before] = useState(() => queries.getQueryData(sessionQuery.queryKey));
  return (
    <Overlay fixed backgroundOpacity={1} color="var(--mantine-color-body)" zIndex={1000}>
      <Center component="main" h="100%" p="md">
        <Stack maw={420} w="100%">
          <Title order={1} size="h2">
            {shell.locked.title}
          </Title>
          <Text>{shell.locked.because[reason]}</Text>
          <CodeForm
            email={before?.user.email ?? ""}
            onEntered={async ({ user }) => {
              if (user.userId !== before?.userId) return location.assign(basePath);
              await queries.invalidateQueries();
              unlock();
            }}
          />
          <Anchor href={`${basePath}sign-in`}>{shell.locked.other}</Anchor>
        </Stack>
      </Center>
    </Overlay>
  );
}
