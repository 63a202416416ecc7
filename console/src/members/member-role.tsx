/** The organization role of a member: each one in words, and why it cannot be given. */
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { may, organizationRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { useActiveOwners } from "./member-queries.ts";
import { MemberSection } from "./member-section.tsx";
import { roleChoices } from "./role-choices.ts";

type Role = Schemas["OrganizationRole"];

export function MemberRole({ member }: { readonly member: Schemas["Member"] }) {
  const { common, member: text } = useText();
  const { organizationId, userRole: ownRole } = useOrganization();
  const { userId: ownId } = useSession();
  const { userId, userRole, name = common.erasedPerson } = member;
  const activeOwners = useActiveOwners(userRole === "OWNER");
  const confirm = useConfirm();
  const [picked, setPicked] = useState<Role>();
  const change = useCommand(
    (role: Role) => {
      const params = { path: { organizationId, userId } };
      const body = { userRole: role };
      return unwrap(
        api.PATCH("/v1/organizations/{organizationId}/members/{userId}", { params, body }),
      );
    },
    {
      success: (_, role) => text.roleChanged(name, common.organizationRole[role]),
      onSuccess: () => setPicked(undefined),
      reads: ["/v1/organizations/{organizationId}/members", "/v1/users/me/organizations"],
    },
  );

  if (!may(ownRole, "users:change-role")) {
    return (
      <MemberSection title={text.organizationRole}>
        <Text>{common.organizationRole[userRole]}</Text>
        <Text size="sm">{text.roleHints[userRole]}</Text>
      </MemberSection>
    );
  }

  const choices = roleChoices({ userId: ownId, role: ownRole }, member, activeOwners);
  const wanted = choices.find(({ role, refusal }) => role === picked && refusal === undefined);
  const isChanged = wanted !== undefined && wanted.role !== userRole;

  async function save({ role, isGivingUp }: NonNullable<typeof wanted>): Promise<void> {
    const isSure =
      !isGivingUp ||
      (await confirm({
        title: text.giveUpQuestion(common.organizationRole[role]),
        body: text.giveUpConsequence,
        action: text.changeRole,
        isDangerous: true,
      }));
    if (isSure) change.mutate(role);
  }

  return (
    <MemberSection title={text.organizationRole}>
      <Radio.Group
        aria-label={text.organizationRole}
        value={wanted?.role ?? userRole}
        onChange={(next) => setPicked(organizationRoles.find((role) => role === next))}
      >
        <Stack gap="xs">
          {choices.map(({ role, refusal }) => (
            <Radio
              key={role}
              value={role}
              disabled={refusal !== undefined}
              label={common.organizationRole[role]}
              description={refusal === undefined ? text.roleHints[role] : text.refusals[refusal]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isChanged ? (
        <Group>
          <Button loading={change.isPending} onClick={() => void save(wanted)}>
            {text.changeRole}
          </Button>
          <Button variant="default" onClick={() => setPicked(undefined)}>
            {common.cancel}
          </Button>
        </Group>
      ) : null}
    </MemberSection>
  );
}
