/** A member's role, with the menu that changes it. The menu is made when it is first asked for. */
import { Button, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { type Member, memberName } from "./members-list.ts";

const RoleMenu = lazy(() => import("./role-menu.tsx"));

interface Props {
  readonly member: Member;
  readonly isReadOnly: boolean;
}

export function RoleCell({ member, isReadOnly }: Props) {
  const text = useText();
  const { userRole } = useOrganization();
  const [isAsked, setIsAsked] = useState(false);
  const role = text.common.organizationRole[member.userRole];
  if (isReadOnly || !may(userRole, "users:change-role")) return <Text size="sm">{role}</Text>;
  const button = {
    variant: "subtle",
    size: "compact-sm",
    // Its text stands where that of the other rows does.
    ms: -9,
    "aria-haspopup": "menu",
    "aria-label": text.members.roleOf(memberName(member, text), role),
    rightSection: <IconChevronDown size={14} aria-hidden />,
    children: role,
  } as const;
  const still = <Button {...button} aria-expanded={false} onClick={() => setIsAsked(true)} />;
  return isAsked ? (
    <Suspense fallback={still}>
      <RoleMenu member={member} button={button} />
    </Suspense>
  ) : (
    still
  );
}
