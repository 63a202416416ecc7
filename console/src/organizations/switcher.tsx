/** Shows the organization whose pages one sees, and switches to another. */
import { Badge, Button, Group, Menu, Text, VisuallyHidden } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useText } from "../app/preferences.tsx";
import { may } from "../app/permissions.ts";
import { PageMenuItem } from "../kit/menu-link.tsx";
import { type OwnOrganization, useOwnOrganizations } from "../app/session.ts";

export default function OrganizationSwitcher({
  current,
}: {
  readonly current: OwnOrganization | undefined;
}) {
  const { shell } = useText();
  const organizations = useOwnOrganizations().filter(
    ({ userStatus, userRole }) => userStatus === "ACTIVE" && may(userRole, "users:view"),
  );
  if (organizations.length === 0) return null;
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
          <Text size="sm" truncate maw={180}>
            {current?.name ?? shell.myOrganizations}
          </Text>
          <VisuallyHidden>{shell.switchOrganization}</VisuallyHidden>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: "auto" }}>
        {organizations.map(({ organizationId, name, solutionCount, isDefault }) => (
          <PageMenuItem
            key={organizationId}
            to="/o/$organizationId/users"
            params={{ organizationId }}
            aria-current={organizationId === current?.organizationId ? "true" : undefined}
          >
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text size="sm">{name}</Text>
                <Text size="xs" c="dimmed">
                  {shell.solutionCount(solutionCount)}
                </Text>
              </div>
              {isDefault ? <Badge variant="light">{shell.default}</Badge> : null}
            </Group>
          </PageMenuItem>
        ))}
        <Menu.Divider />
        <PageMenuItem to="/me/organizations">{shell.myOrganizations}</PageMenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}
