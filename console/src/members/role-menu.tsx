/** The roles that a member can get. An entry that is not allowed can be reached and says why it is not. */
import { Button, type ButtonProps, Menu, Text } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useId, useRef, useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { useActiveOwners } from "./member-queries.ts";
import { type Member, memberName, refreshMembers } from "./members-list.ts";
import { type RoleChoice, roleChoices } from "./role-choices.ts";

type Role = RoleChoice["role"];

interface Props {
  readonly member: Member;
  readonly button: ButtonProps;
}

export default function RoleMenu({ member, button }: Props) {
  const text = useText();
  const { common, members } = text;
  const { organizationId, userId, userRole } = member;
  const caller = useOrganization();
  const { userId: ownId } = useSession();
  const confirm = useConfirm();
  const id = useId();
  const target = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(true);
  const isActiveOwner = userRole === "OWNER" && member.userStatus === "ACTIVE";
  const activeOwners = useActiveOwners(isOpen && isActiveOwner);
  const choices = roleChoices({ userId: ownId, role: caller.userRole }, member, activeOwners);
  const change = useCommand(
    (role: Role) => {
      const params = { path: { organizationId, userId } };
      const path = "/v1/organizations/{organizationId}/members/{userId}";
      return unwrap(api.PATCH(path, { params, body: { userRole: role } }));
    },
    {
      success: (_, role) =>
        members.roleChanged(memberName(member, text), common.organizationRole[role]),
      onSuccess: () => refreshMembers(organizationId, [userId]),
    },
  );

  function close(): void {
    setIsOpen(false);
    // The button that had the focus before is another one: it was replaced by this.
    target.current?.focus();
  }

  async function pick({ role, refusal, isGivingUp }: RoleChoice): Promise<void> {
    if (refusal !== undefined) return;
    close();
    if (role === userRole) return;
    const isSure =
      !isGivingUp ||
      (await confirm({
        title: members.ownRoleTitle(common.organizationRole[role]),
        body: members.ownRoleBody,
        action: members.changeRole,
        isDangerous: true,
      }));
    if (isSure) change.mutate(role);
  }

  return (
    <Menu
      opened={isOpen}
      onChange={(open) => (open ? setIsOpen(true) : close())}
      width={280}
      position="bottom-start"
    >
      <Menu.Target>
        <Button {...button} ref={target} loading={change.isPending} />
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => {
          const { role, refusal } = choice;
          return (
            <Menu.RadioItem
              key={role}
              value={role}
              checked={role === userRole}
              aria-disabled={refusal !== undefined}
              aria-labelledby={`${id}-${role}`}
              aria-describedby={refusal === undefined ? undefined : `${id}-${role}-why`}
              {...(refusal === undefined ? {} : { c: "dimmed" })}
              onChange={() => void pick(choice)}
            >
              <Text size="sm" id={`${id}-${role}`}>
                {common.organizationRole[role]}
              </Text>
              {refusal === undefined ? null : (
                <Text size="xs" id={`${id}-${role}-why`}>
                  {members.roleRefusals[refusal]}
                </Text>
              )}
            </Menu.RadioItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
