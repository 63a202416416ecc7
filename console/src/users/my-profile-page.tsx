/** My profile: what others see of one, and how the pages look. */
import { Stack, Title } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";
import { SessionNotice } from "../sign-in/session-notice.tsx";
import { PreferencesForm } from "./preferences-form.tsx";
import { ProfileForm } from "./profile-form.tsx";

export function MyProfilePage() {
  const { users } = useText();
  return (
    <Page title={users.title}>
      <SessionNotice />
      <Stack component="section" maw={560} aria-labelledby="profile">
        <Title order={2} size="h4" id="profile">
          {users.data}
        </Title>
        <ProfileForm />
      </Stack>
      <Stack component="section" maw={560} aria-labelledby="preferences">
        <Title order={2} size="h4" id="preferences">
          {users.preferences}
        </Title>
        <PreferencesForm />
      </Stack>
    </Page>
  );
}
