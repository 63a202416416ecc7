/** What the link in an invitation opens: who invites into what; a click accepts, not the visit. */
import { Alert, Skeleton, Stack, Text } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { api, hasCode } from "../app/api.ts";
import { mailedLink } from "../app/mailed-link.ts";
import { InLanguage, useText } from "../app/preferences.tsx";
import { PageLink } from "../kit/links.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { PublicPage } from "../sign-in/public-page.tsx";
import { languageFor } from "../text/catalogue.ts";
import { InvitationForm } from "./invitation-form.tsx";

const secret = mailedLink.get("token");

export function AcceptInvitationPage() {
  const { invitation } = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/invites/preview"],
    enabled: secret !== null,
    staleTime: Infinity,
    meta: { isPublic: true },
    queryFn: ({ signal }) =>
      unwrap(api.POST("/v1/invites/preview", { body: { token: secret ?? "" }, signal })),
  });
  if (secret === null || error !== null) return <NoInvitation error={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <PublicPage title={invitation.title}>
        <Skeleton h={200} />
      </PublicPage>
    );
  }
  return (
    <InLanguage language={languageFor([data.language])}>
      <InvitationForm secret={secret} invitation={data} />
    </InLanguage>
  );
}

const ended = ["invite-used", "invite-replaced", "invite-revoked", "invite-expired"] as const;

/** The link is incomplete, or the invitation is over: says what to do next. */
function NoInvitation({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}) {
  const { invitation, signIn } = useText();
  const code = ended.find((each) => hasCode(error, each));
  const isUnknown = error === null || hasCode(error, "not-found", "invalid-input");
  return (
    <PublicPage title={invitation.title}>
      <Stack>
        {code === undefined ? null : <Alert color="yellow">{invitation.ended[code]}</Alert>}
        {isUnknown ? <Alert color="yellow">{invitation.incomplete}</Alert> : null}
        {code === undefined && !isUnknown ? <ProblemAlert error={error} onRetry={onRetry} /> : null}
        <Text size="sm">
          {signIn.hasAccount}{" "}
          <PageLink to="/sign-in" underline="always">
            {signIn.title}
          </PageLink>
        </Text>
      </Stack>
    </PublicPage>
  );
}
