/** The filters of the list of users. All of them stand in the address bar. */
import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useText } from "../app/preferences.tsx";
import {
  isFiltered,
  memberRoles,
  memberSorts,
  memberStatuses,
  membersSearch,
  type MembersSearch,
} from "./search.ts";
import { useSolutions } from "./solutions.ts";

interface Props {
  readonly search: MembersSearch;
  /** @param isSameView the next step back in the browser leads beyond this one */
  readonly onSearch: (search: MembersSearch, isSameView: boolean) => void;
}

/** What one types is searched for when one pauses. */
const pauseMilliseconds = 250;

export function Toolbar({ search, onSearch }: Props) {
  const { members, common } = useText();
  const { solutions } = useSolutions();
  const set = (changed: Record<string, string>) =>
    onSearch(membersSearch({ ...search, ...changed }), false);
  const all = { value: "", label: common.all };
  return (
    <Group align="flex-end" gap="sm" role="search">
      <SearchInput
        label={members.searchLabel}
        value={search.search ?? ""}
        onSearch={(text) =>
          onSearch(membersSearch({ ...search, search: text }), search.search !== undefined)
        }
      />
      <NativeSelect
        label={common.role}
        value={search.role ?? ""}
        data={[
          all,
          ...memberRoles.map((role) => ({ value: role, label: common.organizationRole[role] })),
        ]}
        onChange={({ currentTarget }) => set({ role: currentTarget.value })}
      />
      <NativeSelect
        label={common.status}
        value={search.status ?? ""}
        data={[
          all,
          ...memberStatuses.map((each) => ({ value: each, label: common.memberStatus[each] })),
        ]}
        onChange={({ currentTarget }) => set({ status: currentTarget.value })}
      />
      <NativeSelect
        label={members.solution}
        w={160}
        value={search.solution ?? ""}
        data={[
          all,
          { value: "none", label: members.withoutSolutions },
          ...solutions.map(({ solutionId, title }) => ({ value: solutionId, label: title })),
        ]}
        onChange={({ currentTarget }) => set({ solution: currentTarget.value })}
      />
      <NativeSelect
        label={members.sort}
        w={170}
        value={search.sort ?? "name"}
        data={memberSorts.map((sort) => ({ value: sort, label: members.sorts[sort] }))}
        onChange={({ currentTarget }) => set({ sort: currentTarget.value })}
      />
      {isFiltered(search) ? (
        <Button variant="subtle" onClick={() => onSearch({ sort: search.sort }, false)}>
          {members.clearFilters}
        </Button>
      ) : null}
    </Group>
  );
}

function SearchInput({
  label,
  value,
  onSearch,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const send = useDebouncedCallback((next: string) => {
    setSent(next);
    onSearch(next);
  }, pauseMilliseconds);
  // By the browser's Back, or by another link: not by what is typed here.
  useEffect(() => {
    if (value === sent) return;
    setText(value);
    setSent(value);
  }, [value, sent]);
  return (
    <TextInput
      type="search"
      label={label}
      value={text}
      maxLength={200}
      w={220}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        send(currentTarget.value.trim());
      }}
    />
  );
}
