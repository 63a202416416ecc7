/** Disables, enables and removes a member. */
import { Button, Group, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { useActiveOwners } from "./member-queries.ts";
import { MemberSection } from "./member-section.tsx";
import { endingRefusal } from "./role-choices.ts";

const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

export function MemberEnding({ member }: { readonly member: Schemas["Member"] }) {
  const { common, member: text } = useText();
  const { organizationId, userRole: ownRole, name: organization } = useOrganization();
  const { userId: ownId } = useSession();
  const { userId, userStatus, userRole, solutionCount, name = common.erasedPerson } = member;
  const activeOwners = useActiveOwners(userRole === "OWNER");
  const confirm = useConfirm();
  const navigate = useNavigate();
  const params = { path: { organizationId, userId } };
  const reads = [
    "/v1/organizations/{organizationId}/members",
    "/v1/organizations/{organizationId}/solutions",
    "/v1/users/me/organizations",
  ];
  const disable = useCommand(() => unwrap(api.POST(`${memberPath}/disable`, { params })), {
    success: () => text.disabled(name),
    reads,
  });
  const enable = useCommand(() => unwrap(api.POST(`${memberPath}/enable`, { params })), {
    success: () => text.enabled(name),
    reads,
  });
  const remove = useCommand(() => unwrap(api.DELETE(memberPath, { params })), {
    success: () => text.removed(name, organization),
    onSuccess: () => navigate({ to: "/o/$organizationId/users", params: { organizationId } }),
    reads,
  });

  async function ask(
    command: { readonly mutate: () => void },
    title: string,
    body: string,
    action: string,
  ): Promise<void> {
    if (await confirm({ title, body, action, isDangerous: true })) command.mutate();
  }

  if (!may(ownRole, "users:manage")) return null;
  const refusal = endingRefusal({ userId: ownId, role: ownRole }, member, activeOwners);
  return (
    <MemberSection title={text.membership}>
      {refusal === undefined ? null : <Text size="sm">{text.endingRefusals[refusal]}</Text>}
      <Group>
        {userStatus === "ACTIVE" ? (
          <Button
            variant="default"
            disabled={refusal !== undefined}
            loading={disable.isPending}
            onClick={() =>
              void ask(
                disable,
                text.disableQuestion(name, organization),
                text.disableConsequence(name),
                text.disable,
              )
            }
          >
            {text.disable}
          </Button>
        ) : null}
        {userStatus === "DISABLED" ? (
          <Button
            variant="default"
            disabled={refusal !== undefined}
            loading={enable.isPending}
            onClick={() => enable.mutate()}
          >
            {text.enable}
          </Button>
        ) : null}
        <Button
          color="red"
          variant="light"
          disabled={refusal !== undefined}
          loading={remove.isPending}
          onClick={() =>
            void ask(
              remove,
              text.removeQuestion(name, organization),
              text.removeConsequence(name, solutionCount),
              common.remove,
            )
          }
        >
          {text.remove}
        </Button>
      </Group>
    </MemberSection>
  );
}
