/** Writes the filtered list as CSV, page by page. */
import { Button, Group, Text } from "@mantine/core";
import { pages } from "@muster/client";
import { useRef, useState } from "react";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useCommand } from "../kit/command.ts";
import { csvOf } from "../kit/csv.ts";
import { download } from "../kit/download.ts";
import { type Member, type MembersParams, membersPath } from "./members-list.ts";
import { useSolutions } from "./solutions.ts";

const rowsAtOnce = 500;

interface Props {
  readonly params: MembersParams;
  readonly total: number | undefined;
}

export function ExportButton({ params, total }: Props) {
  const { members, common } = useText();
  const format = useFormat();
  const { titles } = useSolutions();
  const [written, setWritten] = useState(0);
  const stop = useRef<AbortController>(undefined);

  const write = useCommand(async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setWritten(0);
    const heads = [
      common.name,
      common.email,
      common.role,
      common.status,
      members.csvSolutions,
      members.inviteStatus,
      members.lastActive,
    ];
    const parts = [csvOf([heads])];
    let count = 0;
    const query = { ...params.query, includeTotal: "false" as const, limit: rowsAtOnce };
    try {
      for await (const page of pages(api, membersPath, { params: { ...params, query }, signal })) {
        parts.push(csvOf(page.map(row)));
        count += page.length;
        setWritten(count);
      }
    } catch (error) {
      // Stopped by the person: no file, and nothing to say.
      if (signal.aborted) return;
      throw error;
    }
    download("users.csv", new Blob(parts, { type: "text/csv" }));
  });

  function row(member: Member) {
    const { name, email, userRole, userStatus, solutions, invite, lastActiveAt } = member;
    const named = Object.entries(solutions).map(
      ([id, role]) => `${titles.get(id) ?? id}: ${common.solutionRole[role]}`,
    );
    return [
      name,
      email,
      common.organizationRole[userRole],
      common.memberStatus[userStatus],
      named.join("; "),
      invite && members.inviteStatuses[invite.status],
      lastActiveAt,
    ];
  }

  if (!write.isPending) {
    return (
      <Button variant="default" disabled={total === 0} onClick={() => write.mutate()}>
        {common.downloadCsv}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Text size="sm" role="status" title={format.number(written)}>
        {members.exporting(written)}
      </Text>
      <Button variant="default" onClick={() => stop.current?.abort()}>
        {members.stop}
      </Button>
    </Group>
  );
}
