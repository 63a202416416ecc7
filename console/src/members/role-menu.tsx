/** The roles that a member can get. An entry that is not allowed can be reached and says why it is not. */
import { Button, type ButtonProps, Menu, Text } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useActiveOwners } from "./member-queries.ts";
import type { Member } from "./members-list.ts";
import { useRoleChange } from "./role-change.ts";
import { type RoleChoice, roleChoices } from "./role-choices.ts";

interface Props {
  readonly member: Member;
  readonly button: ButtonProps;
}

export default function RoleMenu({ member, button }: Props) {
  const { common, members } = useText();
  const { userRole } = member;
  const caller = useOrganization();
  const { userId: ownId } = useSession();
  const id = useId();
  const target = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(true);
  const isActiveOwner = userRole === "OWNER" && member.userStatus === "ACTIVE";
  const activeOwners = useActiveOwners(isOpen && isActiveOwner);
  const choices = roleChoices({ userId: ownId, role: caller.userRole }, member, activeOwners);
  const { change, isPending } = useRoleChange(member);

  function close(): void {
    setIsOpen(false);
    // The button that had the focus before is another one: it was replaced by this.
    target.current?.focus();
  }

  function pick(choice: RoleChoice): void {
    if (choice.refusal !== undefined) return;
    close();
    if (choice.role !== userRole) void change(choice);
  }

  return (
    <Menu
      opened={isOpen}
      onChange={(open) => (open ? setIsOpen(true) : close())}
      width={280}
      position="bottom-start"
    >
      <Menu.Target>
        <Button {...button} ref={target} loading={isPending} />
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
              onChange={() => pick(choice)}
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
