/** What the service refused, in words. */
import { MusterProblem } from "@muster/client";
import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import type { Catalogue } from "../text/catalogue.ts";
import { useText } from "../app/preferences.tsx";

/** @returns the catalogue's text for the code, else the service's own, which is English */
export function problemText(error: unknown, { problems, shell }: Catalogue): string {
  if (error instanceof MusterProblem) {
    const own = problems[error.code];
    return own ?? error.message;
  }
  // `fetch` reports a lost connection as a TypeError.
  return (error instanceof TypeError ? problems["unknown"] : undefined) ?? shell.failed;
}

export function ProblemAlert({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => unknown;
}) {
  const text = useText();
  if (error === null || error === undefined) return null;
  const faults = error instanceof MusterProblem ? error.errors : [];
  const correlationId = error instanceof MusterProblem ? error.correlationId : undefined;
  return (
    <Alert color="red" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problemText(error, text)}</Text>
        {faults.map(({ pointer, detail }) => (
          <Text key={`${pointer} ${detail}`} size="sm" lang="en">
            {`${pointer.replace(/^[/?]/, "")} ${detail}`}
          </Text>
        ))}
        {correlationId === undefined ? null : <Code>{correlationId}</Code>}
        {onRetry === undefined ? null : (
          <Button size="xs" variant="default" onClick={() => void onRetry()}>
            {text.common.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
