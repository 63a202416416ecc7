/** Says on the own pages what the session does not open, and what to do about it. */
import { Alert, Stack, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { useManagedOrganizations, useOwnOrganizations, useSession } from "../app/session.ts";
import { PageLink } from "../kit/links.tsx";

export function SessionNotice() {
  const { shell, signIn } = useText();
  const { organizationId } = useSession();
  const organizations = useOwnOrganizations();
  const managed = useManagedOrganizations();
  const only = organizations.find((each) => each.organizationId === organizationId);
  const contacts = new Set(
    organizations.flatMap(({ requestAccessEmail }) => requestAccessEmail ?? []),
  );
  return (
    <>
      {managed.length > 0 ? null : (
        <Alert title={shell.accountOnly.title} maw={720}>
          <Stack gap="xs">
            <Text size="sm">{shell.accountOnly.hint}</Text>
            {[...contacts].map((address) => (
              <Text key={address} size="sm">
                {shell.accountOnly.ask(address)}
              </Text>
            ))}
          </Stack>
        </Alert>
      )}
      {organizationId === undefined ? null : (
        <Alert maw={720}>
          <Text size="sm">
            {signIn.narrowed(only?.name ?? "")}{" "}
            <PageLink to="/sign-in" search={{ returnTo: "/me" }} inherit>
              {signIn.title}
            </PageLink>
          </Text>
        </Alert>
      )}
    </>
  );
}
