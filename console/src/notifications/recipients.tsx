/** Picks whom a notification goes to. */
import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";

interface UsersProps {
  readonly value: readonly string[];
  readonly onChange: (userIds: readonly string[]) => void;
}

export function UsersPicker({ value, onChange }: UsersProps) {
  const { notifications, shell } = useText();
  const { organizationId } = useOrganization();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { rows } = useList("/v1/organizations/{organizationId}/members", {
    path: { organizationId },
    query: { status: ["ACTIVE"], limit: 20, ...(search === "" ? {} : { search }) },
  });
  // The names of those picked before, whom the current search may not find.
  const labels = useRef(new Map<string, string>());
  for (const { userId, name, email } of rows) labels.current.set(userId, name ?? email ?? userId);
  const options = new Set([...rows.map(({ userId }) => userId), ...value]);
  return (
    <MultiSelect
      label={notifications.users}
      required
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The service has searched already, also in addresses, which are not in the labels.
      filter={({ options }) => options}
      data={[...options].map((id) => ({ value: id, label: labels.current.get(id) ?? id }))}
      value={[...value]}
      onChange={onChange}
      nothingFoundMessage={shell.nothingFound}
    />
  );
}

interface SolutionProps {
  readonly value: string | null;
  readonly onChange: (solutionId: string | null) => void;
}

export function SolutionPicker({ value, onChange }: SolutionProps) {
  const { notifications, shell } = useText();
  const { organizationId } = useOrganization();
  const { rows } = useList("/v1/organizations/{organizationId}/solutions", {
    path: { organizationId },
    query: { limit: 500 },
  });
  return (
    <Select
      label={notifications.solution}
      required
      searchable
      data={rows.map(({ solutionId, title }) => ({ value: solutionId, label: title }))}
      value={value}
      onChange={onChange}
      nothingFoundMessage={shell.nothingFound}
    />
  );
}
