/** Checks the rows by a dry run, and invites those that passed, some hundred at a time. */
import { MusterProblem, unwrap } from "@muster/client";
import { useRef, useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { NewMemberInput } from "../generated/bodies.ts";
import { errorOf } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { problemText } from "../kit/problem.tsx";
import {
  type BatchItem,
  type InvitationRow,
  invitationOf,
  repeatedRow,
  UnknownSolution,
} from "./invitation-rows.ts";
import { useSolutions } from "./solutions.ts";

/** So that one sees how far it is and can stop. */
const rowsAtOnce = 200;

type ChangeRows = (change: (rows: readonly InvitationRow[]) => readonly InvitationRow[]) => void;
type Result = Pick<InvitationRow, "outcome" | "problem">;

export function useInvitationRun(rows: readonly InvitationRow[], onChange: ChangeRows) {
  const text = useText();
  const { organizationId } = useOrganization();
  const { readSolutions } = useSolutions();
  const [done, setDone] = useState({ count: 0, total: 0 });
  const stopper = useRef<AbortController>(undefined);

  const check = useCommand(async () => {
    const left = rows.filter(({ outcome }) => outcome !== "INVITED");
    const results = await send(left, true);
    onChange((all) => all.map((row) => ({ ...row, ...results.get(row.id) })));
  });

  const invite = useCommand(async () => {
    const ready = rows.filter(({ outcome }) => outcome === "WOULD_INVITE");
    const { signal } = (stopper.current = new AbortController());
    for (let start = 0; start < ready.length && !signal.aborted; start += rowsAtOnce) {
      setDone({ count: start, total: ready.length });
      const results = await send(ready.slice(start, start + rowsAtOnce), false);
      onChange((all) => all.map((row) => ({ ...row, ...results.get(row.id) })));
    }
  });

  async function send(
    chosen: readonly InvitationRow[],
    isDryRun: boolean,
  ): Promise<ReadonlyMap<number, Result>> {
    const solutionIds = await readSolutions();
    const results = new Map<number, Result>();
    const sent = chosen.flatMap((row) => {
      if (row.misquoted !== undefined) {
        const { from, to } = row.misquoted;
        const problem = text.members.csv.misquoted(from, to);
        results.set(row.id, { outcome: "INVALID", problem });
        return [];
      }
      try {
        return [{ id: row.id, member: invitationOf(row, solutionIds) }];
      } catch (error) {
        if (!(error instanceof UnknownSolution)) throw error;
        const problem = text.members.csv.unknownSolution(error.message);
        results.set(row.id, { outcome: "INVALID", problem });
        return [];
      }
    });
    if (sent.length === 0) return results;
    const params = {
      path: { organizationId },
      query: { dryRun: isDryRun ? "true" : "false" },
    } as const;
    const body = { members: sent.map(({ member }) => member) };
    const path = "/v1/organizations/{organizationId}/members/batch";
    const { items } = await unwrap(api.POST(path, { params, body }));
    for (const item of items) {
      const row = sent[item.row - 1];
      if (row === undefined) continue;
      const problem = problemOf(item, { ...row.member }, sent);
      results.set(row.id, { outcome: item.outcome, problem });
    }
    return results;
  }

  /** The errors at the fields say more than the problem itself. */
  function problemOf(
    { problem }: BatchItem,
    member: Readonly<Record<string, unknown>>,
    sent: readonly Pick<InvitationRow, "id">[],
  ): string | undefined {
    if (problem === undefined) return undefined;
    if (problem.errors === undefined) {
      return problemText(new MusterProblem(problem, new Response(null, { status: 207 })), text);
    }
    const { common, members } = text;
    const labels: Readonly<Record<string, string>> = {
      "/email": common.email,
      "/firstName": members.firstName,
      "/lastName": members.lastName,
      "/userRole": common.role,
      "/invite/language": common.language,
    };
    return problem.errors
      .map(({ pointer, detail }) => {
        const field = pointer.slice(1);
        const repeated = repeatedRow(detail, sent);
        if (repeated !== undefined) return `${common.email}: ${members.csv.repeated(repeated)}`;
        const schema = NewMemberInput.properties[field];
        // In the person's language, where the schema tells the same.
        const own = schema && errorOf(schema, member[field], common.form);
        return `${labels[pointer] ?? field}: ${own ?? detail}`;
      })
      .join("; ");
  }

  return { check, invite, done, stop: () => stopper.current?.abort() };
}
