/** The filters of the timeline, which stand in the address bar. */
import { Button, Group, MultiSelect, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useOrganization } from "../app/session.ts";
import type { TabProps } from "./audit-page.tsx";
import { eventGroupNames } from "./groups.ts";
import { MomentField } from "./moment-field.tsx";
import { PersonFilter } from "./person-filter.tsx";
import type { Naming } from "./sentences.ts";
import { useSolutionNames } from "./solution-names.ts";

export function TimelineFilters({
  search,
  onSearch,
  naming: { people, text, solutionName },
}: TabProps & { readonly naming: Naming }) {
  const { common } = text;
  const { timeline } = text.audit;
  const names = useSolutionNames(useOrganization().organizationId);
  const { groups = [], actorId, subjectId, solutionId, correlationId, from, to } = search;
  const correlateLater = useDebouncedCallback(
    (typed: string) => onSearch({ correlationId: typed.trim() || undefined }),
    400,
  );
  const solutionIds = new Set([...Object.keys(names), ...(solutionId ? [solutionId] : [])]);
  const given = [groups[0], actorId, subjectId, solutionId, correlationId, from, to];
  return (
    <Group align="flex-end" gap="sm">
      <MultiSelect
        label={timeline.groups}
        data={eventGroupNames.map((value) => ({ value, label: timeline.group[value] }))}
        value={[...groups]}
        placeholder={groups.length === 0 ? common.all : undefined}
        clearable
        clearButtonProps={{ "aria-label": common.all }}
        onChange={(next) =>
          onSearch({ groups: eventGroupNames.filter((each) => next.includes(each)) })
        }
      />
      <PersonFilter
        label={timeline.actor}
        value={actorId}
        people={people}
        onChange={(next) => onSearch({ actorId: next })}
      />
      <PersonFilter
        label={timeline.subject}
        value={subjectId}
        people={people}
        onChange={(next) => onSearch({ subjectId: next })}
      />
      <Select
        label={timeline.solution}
        placeholder={common.all}
        searchable
        clearable
        clearButtonProps={{ "aria-label": common.all }}
        data={[...solutionIds].map((value) => ({ value, label: solutionName(value) }))}
        value={solutionId ?? null}
        onChange={(next) => onSearch({ solutionId: next ?? undefined })}
        nothingFoundMessage={text.shell.nothingFound}
      />
      <TextInput
        type="search"
        label={timeline.correlationId}
        key={correlationId}
        defaultValue={correlationId ?? ""}
        maxLength={200}
        onChange={({ currentTarget }) => correlateLater(currentTarget.value)}
      />
      <MomentField label={common.from} value={from} onChange={(next) => onSearch({ from: next })} />
      <MomentField label={common.to} value={to} onChange={(next) => onSearch({ to: next })} />
      {given.some((each) => each !== undefined) ? (
        <Button
          variant="subtle"
          onClick={() =>
            onSearch({
              groups: undefined,
              actorId: undefined,
              subjectId: undefined,
              solutionId: undefined,
              correlationId: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {timeline.clear}
        </Button>
      ) : null}
    </Group>
  );
}
