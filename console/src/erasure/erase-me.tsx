/** Erases one's own account, after it was said what that means. */
import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useText } from "../app/preferences.tsx";

const EraseDialog = lazy(() => import("./erase-dialog.tsx"));

export function EraseMe() {
  const { erasure } = useText();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Alert color="red" title={erasure.title} maw={720}>
      <Stack align="flex-start">
        <Text size="sm">{erasure.hint}</Text>
        <List size="sm">
          <List.Item>{erasure.erased}</List.Item>
          <List.Item>{erasure.kept}</List.Item>
          <List.Item>{erasure.owner}</List.Item>
        </List>
        <Button color="red" onClick={() => setIsAsked(true)}>
          {erasure.start}
        </Button>
        <Suspense>{isAsked ? <EraseDialog onClose={() => setIsAsked(false)} /> : null}</Suspense>
      </Stack>
    </Alert>
  );
}
