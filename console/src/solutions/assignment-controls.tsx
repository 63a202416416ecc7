/** What can be done with a member's role in a solution: change it, pause and resume access, take it away. */
import { ActionIcon, Button, Group, Menu, Text, Tooltip } from "@mantine/core";
import { IconChevronDown, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { useText } from "../app/preferences.tsx";
import { type Assignment, useAssignments } from "./assignments.ts";
import { mayUnassign, solutionRoleChoices } from "./role-choices.ts";

interface Props {
  readonly assignment: Assignment;
  /** The role with which the caller acts in the solution. */
  readonly acting: Schemas["SolutionRole"];
}

export function AssignmentRole({ assignment, acting }: Props) {
  const commands = useAssignments();
  const { common, solutions } = useText();
  const { userRole, userName, solutionTitle } = assignment;
  if (!mayUnassign(acting, userRole)) return <Text size="sm">{common.solutionRole[userRole]}</Text>;
  return (
    <Menu width={300}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={solutions.roleIs(userName, common.solutionRole[userRole], solutionTitle)}
        >
          {common.solutionRole[userRole]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {solutionRoleChoices(acting, userRole).map(({ role, isAllowed }) => (
          <Menu.Item
            key={role}
            // A disabled entry could not be focused, and its reason not be read.
            aria-disabled={!isAllowed}
            closeMenuOnClick={isAllowed}
            aria-current={role === userRole}
            onClick={() => {
              if (isAllowed && role !== userRole)
                commands.change({ ...assignment, userRole: role });
            }}
          >
            <Text size="sm" fw={role === userRole ? 700 : 400}>
              {common.solutionRole[role]}
            </Text>
            <Text size="xs">{isAllowed ? solutions.roleHints[role] : solutions.aboveYou}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function AssignmentActions({ assignment, acting }: Props) {
  const commands = useAssignments();
  const { solutions } = useText();
  const { userRole, userName, solutionTitle } = assignment;
  if (!mayUnassign(acting, userRole)) return null;
  const isPaused = userRole === "DENY";
  const toggleText = (isPaused ? solutions.resume : solutions.pause)(userName, solutionTitle);
  const removeText = solutions.unassign(userName, solutionTitle);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Tooltip label={toggleText}>
        <ActionIcon
          variant="subtle"
          aria-label={toggleText}
          onClick={() =>
            isPaused
              ? commands.resume(assignment)
              : commands.change({ ...assignment, userRole: "DENY" })
          }
        >
          {isPaused ? (
            <IconPlayerPlay size={18} aria-hidden />
          ) : (
            <IconPlayerPause size={18} aria-hidden />
          )}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={removeText}>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={removeText}
          onClick={() => void commands.askToUnassign(assignment)}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
