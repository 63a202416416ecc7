/** The invitation of a member: how it stands, each sending, sending it again, revoking it. */
import { Alert, Badge, Button, Code, CopyButton, Group, Modal, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { lazy, Suspense, useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { languageNames } from "../organizations/languages.ts";
import { MemberSection } from "./member-section.tsx";
import { endingRefusal } from "./role-choices.ts";

const ResendInvitation = lazy(() => import("./member-resend.tsx"));
const MemberSendings = lazy(() => import("./member-sendings.tsx"));

const color = {
  SENT: "blue",
  PENDING: "blue",
  ACCEPTED: "green",
  FAILED: "red",
  EXPIRED: "yellow",
  REVOKED: "gray",
} as const;

export function MemberInvitation({ member }: { readonly member: Schemas["Member"] }) {
  const { text: catalogue, preferences } = usePreferences();
  const { common, member: text, members } = catalogue;
  const format = useFormat();
  const { organizationId, userRole: ownRole } = useOrganization();
  const { userId: ownId } = useSession();
  const confirm = useConfirm();
  const [isResending, setResending] = useState(false);
  const [isHistoryShown, setHistoryShown] = useState(false);
  const { userId, userStatus, invite, name = common.erasedPerson, email = "" } = member;
  const revoke = useCommand(
    () => {
      const params = { path: { organizationId, userId } };
      const path = "/v1/organizations/{organizationId}/members/{userId}/revoke-invite";
      return unwrap(api.POST(path, { params }));
    },
    {
      success: () => text.revoked(name),
      reads: [
        "/v1/organizations/{organizationId}/members",
        "/v1/organizations/{organizationId}/events",
      ],
    },
  );

  async function askToRevoke(): Promise<void> {
    const isSure = await confirm({
      title: text.revokeQuestion(name),
      body: text.revokeConsequence(email),
      action: text.revoke,
      isDangerous: true,
    });
    if (isSure) revoke.mutate();
  }

  const refusal = endingRefusal({ userId: ownId, role: ownRole }, member, undefined);
  const isMine = userStatus === "INVITED" && refusal === undefined;
  const isOpen = ["SENT", "PENDING", "FAILED"].includes(invite?.status ?? "");
  const { language, sentAt, sentCount = 0, expiresAt, failure } = invite ?? {};
  return (
    <MemberSection
      title={text.invitation}
      actions={
        isMine ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setResending(true)}>
              {sentCount === 0 && invite === undefined ? text.send : text.resend}
            </Button>
            {isOpen ? (
              <Button color="red" variant="light" onClick={() => void askToRevoke()}>
                {text.revoke}
              </Button>
            ) : null}
          </Group>
        ) : null
      }
    >
      {invite === undefined ? (
        <Text size="sm">{text.addedWithoutMail}</Text>
      ) : (
        <Group gap="xs">
          <Badge variant="light" color={color[invite.status]}>
            {text.inviteStatus[invite.status]}
          </Badge>
          <Text size="sm">
            {[
              text.sentTimes(sentCount),
              sentAt === undefined ? undefined : text.lastSent(format.dateTime(sentAt)),
              language === undefined
                ? undefined
                : languageNames([language], preferences.language)[language],
              expiresAt === undefined || !isOpen
                ? undefined
                : text.validUntil(format.dateTime(expiresAt)),
            ]
              .filter((each) => each !== undefined)
              .join(" · ")}
          </Text>
        </Group>
      )}
      {userStatus === "INVITED" && refusal !== undefined && refusal !== "noPermission" ? (
        <Text size="sm">{members.roleRefusals[refusal]}</Text>
      ) : null}
      {failure === undefined ? null : <Failure reason={failure} />}
      {may(ownRole, "audit:read") && invite !== undefined ? (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={isHistoryShown}
            onClick={() => setHistoryShown(!isHistoryShown)}
          >
            {isHistoryShown ? text.hideSendings : text.showSendings}
          </Button>
        </div>
      ) : null}
      <Suspense>{isHistoryShown ? <MemberSendings userId={userId} /> : null}</Suspense>
      <Modal
        opened={isResending}
        onClose={() => setResending(false)}
        title={text.resendTo(name)}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Suspense>
          <ResendInvitation member={member} onClose={() => setResending(false)} />
        </Suspense>
      </Modal>
    </MemberSection>
  );
}

/** The mail server's words, to hand on to whoever runs it. */
export function Failure({ reason }: { readonly reason: string }) {
  const { common, member: text } = usePreferences().text;
  return (
    <Alert color="red" title={text.failure}>
      <Group justify="space-between" align="flex-start">
        <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {reason}
        </Code>
        <CopyButton value={reason}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy} aria-live="polite">
              {copied ? common.copied : text.copyReason}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
