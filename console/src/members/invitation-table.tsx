/** The people to invite, each with what the service says of them; rows are corrected in place. */
import { Button, Checkbox, Group, Progress, Stack, Text } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { isAbove, organizationRoles } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { csvOf } from "../kit/csv.ts";
import { DataTable } from "../kit/data-table.tsx";
import { download } from "../kit/download.ts";
import { invitationColumns } from "./invitation-columns.tsx";
import { corrected, type InvitationRow, invitationLines } from "./invitation-rows.ts";
import { useInvitationRun } from "./invitation-run.ts";

interface Props {
  readonly rows: readonly InvitationRow[];
  readonly onChange: (change: (rows: readonly InvitationRow[]) => readonly InvitationRow[]) => void;
}

const templatesPath = "/v1/organizations/{organizationId}/invite-templates";

export function InvitationTable({ rows, onChange }: Props) {
  const text = useText();
  const { members, common } = text;
  const { csv } = members;
  const { organizationId, userRole } = useOrganization();
  const { rows: templates } = useList(templatesPath, { path: { organizationId } });
  const confirm = useConfirm();
  const [isOnlyFailed, setIsOnlyFailed] = useState(false);
  const { check, invite, done, stop } = useInvitationRun(rows, onChange);
  const isBusy = check.isPending || invite.isPending;

  const { mutate: checkAll } = check;
  useEffect(() => checkAll(), [checkAll]);

  const columns = useMemo(
    () =>
      invitationColumns({
        text,
        languages: templates.map(({ language }) => language),
        roles: organizationRoles.filter((role) => !isAbove(role, userRole)),
        isReadOnly: invite.isPending,
        // What was said of the row is no longer about it.
        onRow: (id, changed) =>
          onChange((all) => all.map((row) => (row.id === id ? corrected(row, changed) : row))),
        onRemove: (id) => onChange((all) => all.filter((row) => row.id !== id)),
      }),
    [text, templates, userRole, invite.isPending, onChange],
  );
  const ready = rows.filter(({ outcome }) => outcome === "WOULD_INVITE");
  const invited = rows.filter(({ outcome }) => outcome === "INVITED");
  const wrong = rows.filter(({ outcome }) => outcome === "INVALID" || outcome === "STOPPED");
  const unchecked = rows.filter(({ outcome }) => outcome === undefined);
  const others = rows.length - ready.length - invited.length - wrong.length - unchecked.length;
  const failed = rows.filter(({ outcome }) => outcome !== "INVITED" && outcome !== "WOULD_INVITE");

  async function ask(): Promise<void> {
    const isSure = await confirm({
      title: csv.runTitle(ready.length),
      body: csv.runBody,
      action: csv.run(ready.length),
    });
    if (isSure) invite.mutate();
  }

  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {check.isPending
            ? common.loading
            : [
                invited.length > 0 ? csv.result(invited.length, failed.length) : undefined,
                csv.summary(ready.length, wrong.length, others),
                unchecked.length > 0 ? csv.unchecked(unchecked.length) : undefined,
              ]
                .filter((each) => each !== undefined)
                .join(" · ")}
        </Text>
        <Checkbox
          label={csv.onlyFailed}
          checked={isOnlyFailed}
          onChange={({ currentTarget }) => setIsOnlyFailed(currentTarget.checked)}
        />
      </Group>
      {invite.isPending ? (
        <Group wrap="nowrap">
          <Progress
            style={{ flex: 1 }}
            value={(done.count / Math.max(done.total, 1)) * 100}
            aria-label={members.progress(done.count, done.total)}
          />
          <Text size="sm" role="status">
            {members.progress(done.count, done.total)}
          </Text>
          <Button variant="default" onClick={stop}>
            {members.stop}
          </Button>
        </Group>
      ) : (
        <Group>
          <Button disabled={ready.length === 0 || isBusy} onClick={() => void ask()}>
            {csv.run(ready.length)}
          </Button>
          <Button
            variant="default"
            loading={check.isPending}
            disabled={rows.every(({ outcome }) => outcome === "INVITED")}
            onClick={() => checkAll()}
          >
            {csv.check}
          </Button>
          <Button
            variant="default"
            disabled={failed.length === 0 || isBusy}
            onClick={() =>
              download("invitations-failed.csv", csvOf(invitationLines(failed, csv.problem)))
            }
          >
            {csv.downloadFailed}
          </Button>
          <Button variant="subtle" disabled={isBusy} onClick={() => onChange(() => [])}>
            {csv.anew}
          </Button>
        </Group>
      )}
      <DataTable
        key={String(isOnlyFailed)}
        label={members.inviteMany}
        columns={columns}
        rows={isOnlyFailed ? failed : rows}
        rowId={({ id }) => String(id)}
        isPending={false}
        empty={<Text size="sm">{common.none}</Text>}
        rowHeight={58}
        maxHeight="max(20rem, calc(100dvh - 16rem))"
      />
    </Stack>
  );
}
