/** Adds several members to a solution, one after the other, and says what became of each. */
import {
  Alert,
  Button,
  Group,
  List,
  MultiSelect,
  Progress,
  Select,
  Stack,
  Text,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { readAgain, useList } from "../app/queries.ts";
import { showMessage } from "../kit/messages.tsx";
import { problemText } from "../kit/problem.tsx";
import { assignmentReads } from "./assignments.ts";
import { solutionRoleChoices } from "./role-choices.ts";

interface Props {
  readonly solution: Schemas["Solution"];
  readonly acting: Schemas["SolutionRole"];
  readonly onClose: () => void;
}

const path = "/v1/organizations/{organizationId}/solutions/{solutionId}/members/{userId}";

export default function AddSolutionMembers({ solution, acting, onClose }: Props) {
  const text = useText();
  const { common, solutions } = text;
  const { organizationId, solutionId, title } = solution;
  const [search, setSearch] = useState("");
  const [searched] = useDebouncedValue(search, 250);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [role, setRole] = useState<Schemas["SolutionRole"]>("USER");
  const [done, setDone] = useState<number>();
  const [failures, setFailures] = useState<readonly string[]>([]);
  const found = useList("/v1/organizations/{organizationId}/members", {
    path: { organizationId },
    query: searched === "" ? { limit: 20 } : { search: searched, limit: 20 },
  });
  const shown = Object.fromEntries(
    found.rows
      .filter((member) => member.solutions[solutionId] === undefined)
      .map(({ userId, name = common.erasedPerson, email }) => [
        userId,
        email === undefined ? name : `${name} (${email})`,
      ]),
  );
  const options = { ...names, ...shown };

  async function add(): Promise<void> {
    const failed: string[] = [];
    const refused: string[] = [];
    for (const [index, userId] of picked.entries()) {
      setDone(index);
      const params = { path: { organizationId, solutionId, userId } };
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that progress means something
        await unwrap(api.PUT(path, { params, body: { userRole: role } }));
      } catch (error) {
        refused.push(userId);
        failed.push(`${options[userId] ?? ""}: ${problemText(error, text)}`);
      }
    }
    setDone(undefined);
    setFailures(failed);
    setPicked(refused);
    await readAgain(...assignmentReads);
    void showMessage(solutions.membersAdded(picked.length - refused.length, title));
    if (refused.length === 0) onClose();
  }

  return (
    <Stack>
      <MultiSelect
        label={solutions.people}
        description={solutions.peopleHint}
        data={Object.entries(options).map(([value, label]) => ({ value, label }))}
        value={[...picked]}
        onChange={(next) => {
          setPicked(next);
          setNames(Object.fromEntries(next.map((userId) => [userId, options[userId] ?? ""])));
        }}
        searchable
        // The list itself scrolls, which belongs to the input; a scroll area around it could not be focused.
        withScrollArea={false}
        styles={{ options: { maxHeight: 240, overflowY: "auto" } }}
        searchValue={search}
        onSearchChange={setSearch}
        // The service has searched already, also by what the label does not show.
        filter={({ options: all }) => all}
        nothingFoundMessage={solutions.nobodyToAdd}
        data-autofocus
      />
      <Select
        label={common.role}
        description={solutions.roleHints[role]}
        allowDeselect={false}
        data={solutionRoleChoices(acting, undefined)
          .filter(({ isAllowed }) => isAllowed)
          .map((choice) => ({ value: choice.role, label: common.solutionRole[choice.role] }))}
        value={role}
        onChange={(next) => next !== null && setRole(next)}
      />
      {done === undefined ? null : (
        <Progress
          value={(100 * done) / picked.length}
          aria-label={solutions.adding(done, picked.length)}
        />
      )}
      {failures.length === 0 ? null : (
        <Alert color="red" role="alert">
          <Text size="sm">{solutions.notAdded}</Text>
          <List size="sm">
            {failures.map((failure) => (
              <List.Item key={failure}>{failure}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button
          disabled={picked.length === 0}
          loading={done !== undefined}
          onClick={() => void add()}
        >
          {solutions.addMembers}
        </Button>
      </Group>
    </Stack>
  );
}
