/** Shows the organization whose pages one sees, and switches to another. */
import { Badge, Button, Group, Menu, Select, Text, VisuallyHidden } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";
import { PageMenuItem } from "../kit/menu-link.tsx";
import { type OwnOrganization, useManagedOrganizations } from "../app/session.ts";

/** More are found by typing. */
const mostInMenu = 8;

interface Props {
  readonly current: OwnOrganization | undefined;
}

export default function OrganizationSwitcher({ current }: Props) {
  const organizations = useManagedOrganizations();
  if (organizations.length === 0) return null;
  return organizations.length > mostInMenu ? (
    <SearchedSwitcher current={current} />
  ) : (
    <SwitcherMenu current={current} />
  );
}

function SwitcherMenu({ current }: Props) {
  const { shell } = useText();
  const organizations = useManagedOrganizations();
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
      <Menu.Dropdown>
        {organizations.map((organization) => (
          <PageMenuItem
            key={organization.organizationId}
            to="/o/$organizationId/users"
            params={{ organizationId: organization.organizationId }}
            aria-current={
              organization.organizationId === current?.organizationId ? "true" : undefined
            }
          >
            <Entry organization={organization} />
          </PageMenuItem>
        ))}
        <Menu.Divider />
        <PageMenuItem to="/me/organizations">{shell.myOrganizations}</PageMenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}

function SearchedSwitcher({ current }: Props) {
  const { shell } = useText();
  const organizations = useManagedOrganizations();
  const navigate = useNavigate();
  const byId = new Map(organizations.map((each) => [each.organizationId, each]));
  return (
    <Select
      aria-label={shell.switchOrganization}
      placeholder={shell.switchOrganization}
      data={organizations.map(({ organizationId, name }) => ({
        value: organizationId,
        label: name,
      }))}
      value={current?.organizationId ?? null}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      nothingFoundMessage={shell.nothingFound}
      maxDropdownHeight={400}
      comboboxProps={{ width: 300, position: "bottom-start" }}
      renderOption={({ option }) => <Entry organization={byId.get(option.value)} />}
      onChange={(organizationId) => {
        if (organizationId === null) return;
        void navigate({ to: "/o/$organizationId/users", params: { organizationId } });
      }}
    />
  );
}

function Entry({ organization }: { readonly organization: OwnOrganization | undefined }) {
  const { shell } = useText();
  if (organization === undefined) return null;
  return (
    <Group justify="space-between" wrap="nowrap" w="100%">
      <div>
        <Text size="sm">{organization.name}</Text>
        <Text size="xs" c="dimmed">
          {shell.solutionCount(organization.solutionCount)}
        </Text>
      </div>
      {organization.isDefault ? <Badge variant="light">{shell.default}</Badge> : null}
    </Group>
  );
}
