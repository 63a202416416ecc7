/** Gives a member another organization role; whoever gives up rights of their own is asked first. */
import { type Schemas, unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { queryClient } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { activeOwnersKey } from "./member-queries.ts";
import { memberName, refreshMembers } from "./members-list.ts";
import type { RoleChoice } from "./role-choices.ts";

const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

export function useRoleChange(member: Schemas["Member"], onChanged?: () => void) {
  const text = useText();
  const { common, members } = text;
  const { organizationId } = useOrganization();
  const { userId } = member;
  const confirm = useConfirm();
  const { mutate, isPending } = useCommand(
    (role: RoleChoice["role"]) => {
      const params = { path: { organizationId, userId } };
      return unwrap(api.PATCH(memberPath, { params, body: { userRole: role } }));
    },
    {
      success: (_, role) =>
        members.roleChanged(memberName(member, text), common.organizationRole[role]),
      async onSuccess() {
        onChanged?.();
        // The list is not read again: that would move what one reads.
        await refreshMembers(organizationId, [userId]);
        await queryClient.invalidateQueries({ queryKey: activeOwnersKey });
      },
      reads: [memberPath, "/v1/users/me/organizations"],
    },
  );

  async function change({ role, isGivingUp }: RoleChoice): Promise<void> {
    const isSure =
      !isGivingUp ||
      (await confirm({
        title: members.ownRoleTitle(common.organizationRole[role]),
        body: members.ownRoleBody,
        action: members.changeRole,
        isDangerous: true,
      }));
    if (isSure) mutate(role);
  }

  return { change, isPending };
}
