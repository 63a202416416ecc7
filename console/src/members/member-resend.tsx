/** Sends an invitation again, in a language that has a template. */
import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import { languageNames } from "../organizations/languages.ts";

interface Props {
  readonly member: Schemas["Member"];
  readonly onClose: () => void;
}

export default function ResendInvitation({ member, onClose }: Props) {
  const { text: catalogue, preferences } = usePreferences();
  const { common, member: text } = catalogue;
  const { organizationId } = useOrganization();
  const { userId, email = "", invite } = member;
  const templates = useList("/v1/organizations/{organizationId}/invite-templates", {
    path: { organizationId },
  });
  const languages = templates.rows.map(({ language }) => language);
  const [picked, setPicked] = useState(invite?.language ?? member.language);
  const language = languages.find((each) => each === picked);
  const names = languageNames(languages, preferences.language);
  const resend = useCommand(
    () => {
      const params = { path: { organizationId, userId } };
      const path = "/v1/organizations/{organizationId}/members/{userId}/resend-invite";
      const body = language === undefined ? {} : { language };
      return unwrap(api.POST(path, { params, body }));
    },
    {
      success: () => text.resent(email),
      onSuccess: onClose,
      reads: [
        "/v1/organizations/{organizationId}/members",
        "/v1/organizations/{organizationId}/events",
      ],
      isQuiet: true,
    },
  );
  return (
    <Stack>
      <Text size="sm">{text.resendConsequence(email)}</Text>
      <Select
        label={common.language}
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
        value={language ?? null}
        onChange={(next) => setPicked(next ?? undefined)}
        placeholder={text.defaultLanguage}
        clearable
        clearButtonProps={{ "aria-label": text.defaultLanguage }}
        data-autofocus
      />
      <ProblemAlert error={templates.error ?? resend.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button
          loading={resend.isPending}
          disabled={templates.isPending}
          onClick={() => resend.mutate()}
        >
          {text.resend}
        </Button>
      </Group>
    </Stack>
  );
}
