/** What is kept about one: as a file, and its erasure. */
import { Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { usePreferences, useText } from "../app/preferences.tsx";
import { useSession } from "../app/session.ts";
import { EraseMe } from "../erasure/erase-me.tsx";
import { useCommand } from "../kit/command.ts";
import { sizeIn } from "../kit/size.ts";
import { Page } from "../kit/page.tsx";
import { SessionNotice } from "../sign-in/session-notice.tsx";
import { exportOwnData } from "./export.ts";
import { useState } from "react";

export function MyDataPage() {
  const { ownData } = useText();
  const isWhole = useSession().organizationId === undefined;
  return (
    <Page title={ownData.title}>
      <SessionNotice />
      {isWhole ? (
        <>
          <Export />
          <EraseMe />
        </>
      ) : null}
    </Page>
  );
}

function Export() {
  const { text, preferences } = usePreferences();
  const { ownData } = text;
  const [bytes, setBytes] = useState<number>();
  const run = useCommand(() => exportOwnData(setBytes));
  const size = sizeIn(preferences.language)(bytes ?? 0);
  return (
    <Stack component="section" maw={720} aria-labelledby="export" align="flex-start">
      <Title order={2} size="h4" id="export">
        {ownData.export}
      </Title>
      <Text size="sm">{ownData.hint}</Text>
      <Button disabled={run.isPending} onClick={() => run.mutate()}>
        {ownData.make}
      </Button>
      <Group role="status" gap="xs">
        {run.isPending ? <Loader size="xs" aria-hidden /> : null}
        {bytes === undefined || run.isError ? null : (
          <Text size="sm">{run.isPending ? ownData.received(size) : ownData.done(size)}</Text>
        )}
      </Group>
    </Stack>
  );
}
