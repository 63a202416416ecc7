/**
 * Sign in by the link in a mail. It waits for a click, because programs that scan mails open links too. The link
 * that `npm start` prints on one's own machine comes from no mail, so it does not.
 */
import { Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { mailedLink } from "../app/mailed-link.ts";
import { useText } from "../app/preferences.tsx";
import { useCommand } from "../kit/command.ts";
import { PageLink } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { enter } from "./enter.ts";
import { PublicPage } from "./public-page.tsx";

interface Props {
  readonly email: string;
  readonly code: string;
  readonly onEntered: () => unknown;
}

export function SignInByLink({ email, code, onEntered }: Props) {
  const { signIn } = useText();
  const entering = useCommand(() => enter(email, code), { onSuccess: onEntered, isQuiet: true });
  const { mutate, isPending, error } = entering;
  const hasBegun = useRef(false);
  useEffect(() => {
    // Once, also where React runs effects twice: a code works once.
    if (isFromBanner() && !hasBegun.current) mutate();
    hasBegun.current = true;
  }, [mutate]);
  return (
    <PublicPage title={signIn.title}>
      {error === null ? (
        <>
          <Text>{signIn.linkHint}</Text>
          <Button data-autofocus loading={isPending} onClick={() => mutate()}>
            {signIn.as(email)}
          </Button>
        </>
      ) : (
        <>
          <ProblemAlert error={error} />
          <Text>{signIn.linkEnded}</Text>
        </>
      )}
      {/* A new page load: the link's code is of no use any more. */}
      <PageLink to="/sign-in" reloadDocument>
        {signIn.otherWay}
      </PageLink>
    </PublicPage>
  );
}

/** On another machine anybody could make such a link, and sign a stranger in as themselves. */
function isFromBanner(): boolean {
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
  return isLoopback && mailedLink.get("from") === "banner";
}
