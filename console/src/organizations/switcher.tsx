/** Switches to another organization: a menu of a few, a search among many. */
import { Badge, Group, Menu, Select, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";
import { useOpenAtOnce } from "../kit/late-menu.tsx";
import { PageMenuItem } from "../kit/menu-link.tsx";
import { SwitcherButton } from "./switcher-button.tsx";
import { type OwnOrganization, useManagedOrganizations } from "../app/session.ts";

/** More are found by typing. */
const mostInMenu = 8;

interface Props {
  readonly current: OwnOrganization | undefined;
}

export default function OrganizationSwitcher({ current }: Props) {
  const organizations = useManagedOrganizations();
  return organizations.length > mostInMenu ? (
    <SearchedSwitcher current={current} />
  ) : (
    <SwitcherMenu current={current} />
  );
}

function SwitcherMenu({ current }: Props) {
  const { shell } = useText();
  const { target, ...state } = useOpenAtOnce();
  const organizations = useManagedOrganizations();
  return (
    <Menu {...state} position="bottom-start" width={300}>
      <Menu.Target>
        <SwitcherButton ref={target} current={current} />
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
      autoFocus
      defaultDropdownOpened
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
