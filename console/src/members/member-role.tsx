/** The organization role of a member: each one in words, and why it cannot be given. */
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import type { Schemas } from "@muster/client";
import { useState } from "react";
import { may, organizationRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useActiveOwners } from "./member-queries.ts";
import { MemberSection } from "./member-section.tsx";
import { useRoleChange } from "./role-change.ts";
import { roleChoices } from "./role-choices.ts";

type Role = Schemas["OrganizationRole"];

export function MemberRole({ member }: { readonly member: Schemas["Member"] }) {
  const { common, member: text, members } = useText();
  const { userRole: ownRole } = useOrganization();
  const { userId: ownId } = useSession();
  const { userRole } = member;
  const activeOwners = useActiveOwners(userRole === "OWNER");
  const [picked, setPicked] = useState<Role>();
  const { change, isPending } = useRoleChange(member, () => setPicked(undefined));

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
              description={
                refusal === undefined ? text.roleHints[role] : members.roleRefusals[refusal]
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {isChanged ? (
        <Group>
          <Button loading={isPending} onClick={() => void change(wanted)}>
            {members.changeRole}
          </Button>
          <Button variant="default" onClick={() => setPicked(undefined)}>
            {common.cancel}
          </Button>
        </Group>
      ) : null}
    </MemberSection>
  );
}
