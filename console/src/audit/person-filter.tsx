/** Picks a person of the organization as a filter. */
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { type People, useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { personName } from "../kit/person.tsx";

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  /** Names that the page knows, also of people who have left. */
  readonly people: People;
  readonly onChange: (userId: string | undefined) => void;
}

export function PersonFilter({ label, value, people, onChange }: Props) {
  const text = useText();
  const { organizationId } = useOrganization();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const path = "/v1/organizations/{organizationId}/members";
  const { rows: found } = useList(path, {
    path: { organizationId },
    query: { limit: 20, ...(search === "" ? {} : { search }) },
  });
  const { data: picked } = useQuery({
    queryKey: [path, "name", organizationId, value],
    enabled: value !== undefined,
    queryFn({ signal }) {
      const params = { path: { organizationId }, query: { userIds: value ? [value] : [] } };
      return unwrap(api.GET(path, { params, signal }));
    },
  });
  const members = new Map([...found, ...(picked?.items ?? [])].map((each) => [each.userId, each]));
  const options = new Set([...(value === undefined ? [] : [value]), ...members.keys()]);
  const nameOf = (userId: string): string =>
    members.get(userId)?.name ?? personName(userId, people[userId], text);
  return (
    <Select
      label={label}
      placeholder={text.common.all}
      searchable
      clearable
      clearButtonProps={{ "aria-label": text.common.all }}
      onSearchChange={setTyped}
      // The service has searched already, also in addresses, which are not in the labels.
      filter={({ options: all }) => all}
      data={[...options].map((userId) => ({ value: userId, label: nameOf(userId) }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      nothingFoundMessage={text.shell.nothingFound}
    />
  );
}
