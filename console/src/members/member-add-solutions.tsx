/** Adds several solutions to a member at once: all or none. */
import { Button, Group, MultiSelect, Select, Stack } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import { assignmentReads } from "../solutions/assignments.ts";
import { solutionRoleChoices } from "../solutions/role-choices.ts";

interface Props {
  readonly member: Schemas["Member"];
  readonly addable: readonly Schemas["Solution"][];
  /** The role with which the caller acts in a solution. */
  readonly acting: (solutionId: string) => Schemas["SolutionRole"];
  readonly onClose: () => void;
}

/** What the service takes at once. */
const mostAtOnce = 200;
/** More options than this are found by typing. */
const optionsShown = 50;

export default function AddMemberSolutions({ member, addable, acting, onClose }: Props) {
  const { common, solutions, member: text } = useText();
  const { organizationId } = useOrganization();
  const { userId, name = common.erasedPerson } = member;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<Schemas["SolutionRole"]>("USER");
  const choices = solutionRoleChoices("OWNER", undefined).filter(({ role }) =>
    picked.every((solutionId) =>
      solutionRoleChoices(acting(solutionId), undefined).some(
        (choice) => choice.role === role && choice.isAllowed,
      ),
    ),
  );
  const userRole = choices.find(({ role }) => role === wanted)?.role ?? "USER";
  const add = useCommand(
    () => {
      const params = { path: { organizationId, userId } };
      const assign = picked.map((solutionId) => ({ solutionId, userRole }));
      const path = "/v1/organizations/{organizationId}/members/{userId}/solutions";
      return unwrap(api.PATCH(path, { params, body: { assign, unassign: [] } }));
    },
    {
      success: () => text.solutionsAdded(picked.length, name),
      onSuccess: onClose,
      reads: assignmentReads,
      isQuiet: true,
    },
  );
  return (
    <Stack>
      <MultiSelect
        label={text.solutions}
        data={addable.map(({ solutionId, title }) => ({ value: solutionId, label: title }))}
        value={[...picked]}
        onChange={setPicked}
        searchable
        // The list itself scrolls, which belongs to the input; a scroll area around it could not be focused.
        withScrollArea={false}
        styles={{ options: { maxHeight: 240, overflowY: "auto" } }}
        limit={optionsShown}
        maxValues={mostAtOnce}
        nothingFoundMessage={solutions.nothingFoundHint}
        data-autofocus
      />
      <Select
        label={common.role}
        description={solutions.roleHints[userRole]}
        allowDeselect={false}
        data={choices.map(({ role }) => ({ value: role, label: common.solutionRole[role] }))}
        value={userRole}
        onChange={(next) => next !== null && setWanted(next)}
      />
      <ProblemAlert error={add.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={picked.length === 0} loading={add.isPending} onClick={() => add.mutate()}>
          {text.addSolutions}
        </Button>
      </Group>
    </Stack>
  );
}
