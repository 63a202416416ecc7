/** The part of the invitation that picks solutions, each with a role. */
import { CloseButton, Group, MultiSelect, Select, Stack, Text } from "@mantine/core";
import type { Schemas } from "@muster/client";
import { solutionRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useFormContext } from "../kit/form.tsx";
import { useSolutions } from "./solutions.ts";

interface Assignment {
  readonly solutionId: string;
  readonly userRole: Schemas["SolutionRole"];
}

export function SolutionRoles() {
  const { members, common } = useText();
  const { form } = useFormContext();
  const { solutions, titles } = useSolutions();
  const picked = (form.values["solutions"] ?? []) as readonly Assignment[];
  const set = (next: readonly Assignment[]) => form.setFieldValue("solutions", next);

  function pick(ids: readonly string[]): void {
    set(
      ids.map((solutionId) => {
        const before = picked.find((each) => each.solutionId === solutionId);
        return before ?? { solutionId, userRole: "USER" };
      }),
    );
  }

  return (
    <Stack gap="xs">
      <MultiSelect
        label={members.addSolutions}
        placeholder={picked.length === 0 ? members.pickSolutions : undefined}
        searchable
        data={solutions.map(({ solutionId, title }) => ({ value: solutionId, label: title }))}
        value={picked.map(({ solutionId }) => solutionId)}
        onChange={pick}
      />
      {picked.map(({ solutionId, userRole }) => {
        const title = titles.get(solutionId) ?? solutionId;
        return (
          <Group key={solutionId} gap="xs" wrap="nowrap">
            <Text size="sm" style={{ flex: 1 }} truncate>
              {title}
            </Text>
            <Select
              aria-label={`${members.solutionRole}: ${title}`}
              w={180}
              allowDeselect={false}
              value={userRole}
              data={solutionRoles.map((role) => ({
                value: role,
                label: common.solutionRole[role],
              }))}
              onChange={(next) => {
                const role = solutionRoles.find((each) => each === next) ?? userRole;
                set(
                  picked.map((each) =>
                    each.solutionId === solutionId ? { ...each, userRole: role } : each,
                  ),
                );
              }}
            />
            <CloseButton
              aria-label={members.removeSolution(title)}
              onClick={() => set(picked.filter((each) => each.solutionId !== solutionId))}
            />
          </Group>
        );
      })}
    </Stack>
  );
}
