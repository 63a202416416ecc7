/** The mail of an invitation in the chosen language, as it will look. */
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { useFormContext } from "../kit/form.tsx";
import { MailFrame } from "../kit/mail-frame.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { previewMail } from "../organizations/preview-mail.ts";

export function InvitePreview({ languages }: { readonly languages: readonly string[] }) {
  const { members } = useText();
  const { organizationId } = useOrganization();
  const { form } = useFormContext();
  const [isShown, setIsShown] = useState(false);
  const { language, disabled } = (form.values["invite"] ?? {}) as {
    readonly language?: string;
    readonly disabled?: boolean;
  };
  const chosen = language || languages[0];
  const { data, error, refetch } = useQuery({
    queryKey: [
      "/v1/organizations/{organizationId}/invite-templates/preview",
      organizationId,
      chosen,
    ],
    enabled: isShown && chosen !== undefined,
    queryFn: ({ signal }) => previewMail(organizationId, chosen ?? "", undefined, signal),
  });
  if (disabled === true || chosen === undefined) return null;
  return (
    <Stack gap="xs" align="stretch">
      <Button
        variant="default"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        style={{ alignSelf: "flex-start" }}
      >
        {members.previewMail}
      </Button>
      {isShown ? (
        <>
          <ProblemAlert error={error} onRetry={refetch} />
          {data === undefined ? (
            <Skeleton h={320} />
          ) : (
            <>
              <Text fw={600}>{data.subject}</Text>
              <MailFrame title={members.previewTitle} html={data.html} />
            </>
          )}
        </>
      ) : null}
    </Stack>
  );
}
