/** What can be done for the selected users. */
import { Button, CloseButton, Group, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useText } from "../app/preferences.tsx";
import type { BulkAction } from "./bulk-dialog.tsx";
import type { Member, MembersParams } from "./members-list.ts";

const BulkDialog = lazy(() => import("./bulk-dialog.tsx"));
const actions = ["enable", "disable", "resend", "assign", "remove"] as const;

/** As many as one can have in mind, and a minute's work or two. */
const matchingAtMost = 5000;

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Also those that match the filters and are not loaded yet. */
  readonly isAllMatching: boolean;
}

interface Props {
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly rows: readonly Member[];
  readonly params: MembersParams;
  /** How many match the filters; undefined if all of them are loaded. */
  readonly total: number | undefined;
}

export function SelectionBar({ selection, onSelect, rows, params, total }: Props) {
  const { members, common } = useText();
  const [action, setAction] = useState<BulkAction>();
  const { ids, isAllMatching } = selection;
  const matching = Math.min(total ?? 0, matchingAtMost);
  const clear = () => onSelect({ ids: new Set(), isAllMatching: false });
  return (
    <Group gap="xs" role="group" aria-label={common.actions}>
      <Text size="sm" fw={600} role="status">
        {common.selected(isAllMatching ? matching : ids.size)}
      </Text>
      <CloseButton size="sm" aria-label={members.clearSelection} onClick={clear} />
      {matching > ids.size && !isAllMatching && rows.every(({ userId }) => ids.has(userId)) ? (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => onSelect({ ids, isAllMatching: true })}
        >
          {(total ?? 0) > matchingAtMost
            ? members.selectMatchingAtMost(matching)
            : members.selectMatching(matching)}
        </Button>
      ) : null}
      {actions.map((each) => (
        <Button
          key={each}
          size="compact-sm"
          variant={each === "remove" ? "outline" : "default"}
          {...(each === "remove" ? { color: "red" } : {})}
          onClick={() => setAction(each)}
        >
          {members.bulk[each]}
        </Button>
      ))}
      {action === undefined ? null : (
        <Suspense>
          <BulkDialog
            action={action}
            selected={rows.filter(({ userId }) => ids.has(userId))}
            matching={isAllMatching ? { params, count: matching } : undefined}
            onClose={(isDone) => {
              setAction(undefined);
              if (isDone) clear();
            }}
          />
        </Suspense>
      )}
    </Group>
  );
}
