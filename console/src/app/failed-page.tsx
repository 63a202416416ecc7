/** Shown in the place of a page that does not exist or could not be shown. */
import { Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { needsSignIn } from "./api.ts";
import { lockBecause } from "./lock.ts";
import { useText } from "./preferences.tsx";
import { PageLink } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { useEffect } from "react";

export function NotFoundPage() {
  const { shell } = useText();
  return (
    <Stack component="main" p="xl" align="flex-start">
      <Title order={1} size="h2">
        {shell.notFound}
      </Title>
      <Text>{shell.notFoundHint}</Text>
      <PageLink to="/">{shell.home}</PageLink>
    </Stack>
  );
}

export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { shell } = useText();
  const isSignedOut = needsSignIn(error);
  useEffect(() => {
    if (isSignedOut) lockBecause(error);
  }, [isSignedOut, error]);
  return (
    <Stack p="xl" align="flex-start">
      <Title order={1} size="h2">
        {shell.failed}
      </Title>
      <ProblemAlert
        error={error}
        onRetry={isWithoutCode(error) ? () => location.reload() : reset}
      />
    </Stack>
  );
}

/** A part of the code did not come: no network, or another version is served by now. It is not asked for twice. */
function isWithoutCode(error: unknown): boolean {
  return error instanceof TypeError && /import|module/i.test(error.message);
}
