/** Does one thing for many users: asks, shows how far it is, can be stopped, and says what came of each. */
import { Button, Group, Modal, MultiSelect, Progress, Select, Stack, Text } from "@mantine/core";
import { pages, type Schemas, unwrap } from "@muster/client";
import { useEffect, useRef, useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { solutionRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization, useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { problemText } from "../kit/problem.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";
import { BulkOutcomes, type OutcomeRow } from "./bulk-outcomes.tsx";
import {
  type Member,
  memberName,
  membersPath,
  type MembersParams,
  refreshMembers,
} from "./members-list.ts";
import { runEach } from "./run-each.ts";
import { useSolutions } from "./solutions.ts";

export type BulkAction = "enable" | "disable" | "resend" | "assign" | "remove";

interface Props {
  readonly action: BulkAction;
  readonly selected: readonly Member[];
  /** Instead of the selected: all that match the filters, as many as were announced. */
  readonly matching: { readonly params: MembersParams; readonly count: number } | undefined;
  readonly onClose: (isDone: boolean) => void;
}

interface Assignment {
  readonly solutionIds: readonly string[];
  readonly userRole: Schemas["SolutionRole"];
}

const requestsAtOnce = 4;
const rowsAtOnce = 500;
const namesShown = 5;
const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

export default function BulkDialog({ action, selected, matching, onClose }: Props) {
  useReturnFocus();
  const text = useText();
  const { members, common } = text;
  const format = useFormat();
  const { organizationId } = useOrganization();
  const { userId: ownId } = useSession();
  const { solutions } = useSolutions();
  const [assignment, setAssignment] = useState<Assignment>({ solutionIds: [], userRole: "USER" });
  const [found, setFound] = useState(0);
  const [total, setTotal] = useState(0);
  const [outcomes, setOutcomes] = useState<readonly OutcomeRow[]>([]);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const count = matching?.count ?? selected.length;

  const run = useCommand(async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    const targets = await collected(signal);
    setTotal(targets.length);
    const rows: OutcomeRow[] = [];
    // Drawn once for many outcomes.
    const draw = () => setOutcomes([...rows]);
    const drawing = setInterval(draw, 200);
    try {
      await runEach(targets, (member) => perform(member), {
        atOnce: requestsAtOnce,
        signal,
        onOutcome(member, outcome) {
          const refusal = outcome.isDone ? undefined : refusalOf(outcome.error);
          rows.push({ userId: member.userId, name: memberName(member, text), refusal });
        },
      });
    } finally {
      clearInterval(drawing);
      draw();
    }
    const done = rows.filter(({ refusal }) => refusal === undefined);
    if (done.length <= rowsAtOnce) {
      await refreshMembers(
        organizationId,
        done.map(({ userId }) => userId),
      );
    }
  });

  async function collected(signal: AbortSignal): Promise<readonly Member[]> {
    if (matching === undefined) return selected;
    const { params } = matching;
    const query = { ...params.query, includeTotal: "false" as const, limit: rowsAtOnce };
    const all: Member[] = [];
    for await (const page of pages(api, membersPath, { params: { ...params, query } })) {
      all.push(...page);
      setFound(Math.min(all.length, matching.count));
      if (all.length >= matching.count || signal.aborted) break;
    }
    return all.slice(0, matching.count);
  }

  async function perform({ userId }: Member): Promise<unknown> {
    const params = { path: { organizationId, userId } };
    if (userId === ownId && (action === "disable" || action === "remove")) throw new LeftOut();
    switch (action) {
      case "enable":
        return unwrap(api.POST(`${memberPath}/enable`, { params }));
      case "disable":
        return unwrap(api.POST(`${memberPath}/disable`, { params }));
      case "resend":
        return unwrap(api.POST(`${memberPath}/resend-invite`, { params, body: {} }));
      case "remove":
        return unwrap(api.DELETE(memberPath, { params }));
      case "assign": {
        const { solutionIds, userRole } = assignment;
        const assign = solutionIds.map((solutionId) => ({ solutionId, userRole }));
        return unwrap(
          api.PATCH(`${memberPath}/solutions`, { params, body: { assign, unassign: [] } }),
        );
      }
    }
  }

  function refusalOf(error: unknown): string {
    return error instanceof LeftOut ? members.leftOutYourself : problemText(error, text);
  }

  const isBegun = run.isPending || run.isSuccess || run.isError;
  const isReady = action !== "assign" || assignment.solutionIds.length > 0;
  const names = selected.slice(0, namesShown).map((member) => memberName(member, text));
  return (
    <Modal
      opened
      size="lg"
      onClose={() => onClose(isBegun)}
      closeOnClickOutside={!run.isPending}
      closeOnEscape={!run.isPending}
      title={members.bulkTitle[action](count)}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        {isBegun ? (
          <>
            <Progress
              value={total === 0 ? 0 : (outcomes.length / total) * 100}
              aria-label={members.progress(outcomes.length, total)}
            />
            <Text size="sm" role="status">
              {total === 0 && run.isPending
                ? members.collecting(found)
                : members.progress(outcomes.length, total)}
              {!run.isPending && outcomes.length < total ? ` · ${members.stopped}` : ""}
            </Text>
            <BulkOutcomes outcomes={outcomes} isRunning={run.isPending} />
          </>
        ) : (
          <>
            <Text size="sm" fw={600}>
              {members.bulkWhom(format.list(names), count - names.length)}
            </Text>
            <Text size="sm">{members.bulkBody[action]}</Text>
            {action === "assign" ? (
              <Group align="flex-end" grow>
                <MultiSelect
                  label={members.addSolutions}
                  placeholder={members.pickSolutions}
                  searchable
                  data={solutions.map(({ solutionId, title }) => ({
                    value: solutionId,
                    label: title,
                  }))}
                  value={[...assignment.solutionIds]}
                  onChange={(solutionIds) => setAssignment({ ...assignment, solutionIds })}
                />
                <Select
                  label={members.solutionRole}
                  allowDeselect={false}
                  data={solutionRoles.map((role) => ({
                    value: role,
                    label: common.solutionRole[role],
                  }))}
                  value={assignment.userRole}
                  onChange={(role) =>
                    setAssignment({
                      ...assignment,
                      userRole: solutionRoles.find((each) => each === role) ?? "USER",
                    })
                  }
                />
              </Group>
            ) : null}
          </>
        )}
        <Group justify="flex-end">
          {run.isPending ? (
            <Button variant="default" onClick={() => stop.current.abort()}>
              {members.stop}
            </Button>
          ) : (
            <Button variant="default" onClick={() => onClose(isBegun)}>
              {isBegun ? common.close : common.cancel}
            </Button>
          )}
          {isBegun ? null : (
            <Button
              disabled={!isReady}
              {...(action === "remove" || action === "disable" ? { color: "red" } : {})}
              onClick={() => run.mutate()}
            >
              {members.bulk[action]}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** Somebody who disables or removes everybody does not mean themselves. */
class LeftOut extends Error {}
