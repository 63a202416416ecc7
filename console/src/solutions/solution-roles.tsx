/** What each role in a solution may do. */
import { Badge, Group, Stack, Table, Text } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { solutionRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";

type SolutionRole = Schemas["SolutionRole"];

/** docs/domain.md, "Permissions by solution role". */
const rights = {
  run: ["OWNER", "USER"],
  view: ["OWNER", "ADMIN", "EDITOR"],
  change: ["OWNER", "ADMIN", "EDITOR"],
  assign: ["OWNER", "ADMIN"],
  troubleshoot: ["OWNER"],
  delete: ["OWNER"],
} as const satisfies Record<string, readonly SolutionRole[]>;

export function SolutionRoles({ own }: { readonly own: SolutionRole | undefined }) {
  const { common, solutions } = useText();
  return (
    <Stack maw={900}>
      <Text size="sm">{solutions.rolesHint}</Text>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="sm" aria-label={solutions.tabs.roles}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{common.role}</Table.Th>
              {Object.keys(rights).map((right) => (
                <Table.Th key={right} scope="col">
                  {solutions.rights[right as keyof typeof rights]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {solutionRoles.map((role) => (
              <Table.Tr key={role}>
                <Table.Th scope="row">
                  <Group gap="xs">
                    {common.solutionRole[role]}
                    {role === own ? <Badge variant="light">{solutions.yours}</Badge> : null}
                  </Group>
                  <Text size="xs">{solutions.roleHints[role]}</Text>
                </Table.Th>
                {Object.entries(rights).map(([right, roles]) => (
                  <Table.Td key={right}>
                    {(roles as readonly SolutionRole[]).includes(role) ? (
                      <IconCheck size={18} role="img" aria-label={common.yes} />
                    ) : (
                      <IconMinus size={18} role="img" aria-label={common.no} />
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
