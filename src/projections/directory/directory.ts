/**
 * The projection `directory`: users, organizations, members, solutions, tokens - all that authorization
 * and lists read. A batch is folded in memory over the rows that it touches (draft.ts).
 */
import type pg from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Gathering, Projection } from "../engine/projection.ts";
import {
  changesIn,
  type Draft,
  emptyDraft,
  flushDraft,
  forgetAll,
  loadDraft,
  sizeOf,
} from "./draft.ts";
import { foldDirectory } from "./fold.ts";
import * as tables from "./rows.ts";
import { idIn } from "../../domain/streams.ts";

export const directory: Projection = {
  name: "directory",
  version: 2,
  tables: Object.values(tables).map(({ name }) => name),

  async apply(batch, client) {
    const draft = emptyDraft();
    await foldBatch(draft, batch, client);
    await flushDraft(draft, client);
  },

  gather,
};

/** Rows gathered before they are written, and rows held: they bound the memory of a rebuild. */
const changesAtMost = 40_000;
const rowsAtMost = 100_000;

function gather(client: pg.ClientBase): Gathering {
  const draft = emptyDraft();
  let writing = Promise.resolve();

  return {
    async fold(batch) {
      await foldBatch(draft, batch, client);
      if (changesIn(draft) < changesAtMost && sizeOf(draft) < rowsAtMost) return;
      await writing;
      // Not waited for: the database writes while the next batches are folded.
      writing = flushDraft(draft, client);
      writing.catch(() => undefined);
      if (sizeOf(draft) >= rowsAtMost) forgetAll(draft);
    },
    async finish() {
      await writing;
      await flushDraft(draft, client);
    },
  };
}

async function foldBatch(
  draft: Draft,
  batch: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  let start = 0;
  for (const [index, event] of batch.entries()) {
    const end = endings[event.type];
    if (end === undefined) continue;
    await foldRun(draft, batch.slice(start, index + 1), client);
    await flushDraft(draft, client);
    await client.query({ ...end, values: [idIn(event.stream)] });
    forgetAll(draft);
    start = index + 1;
  }
  await foldRun(draft, batch.slice(start), client);
}

async function foldRun(
  draft: Draft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  if (events.length === 0) return;
  await loadDraft(draft, events, client);
  for (const event of events) foldDirectory(draft, event);
}

/**
 * A solution or an organization may have a million members, so what ends with it is left to the
 * database: the fold stays small. So is what a person leaves behind. $1 is the id in the stream's name.
 */
const endings: Readonly<Record<string, { readonly name: string; readonly text: string }>> = {
  SolutionDeleted: {
    name: "unassign everyone",
    text: `with gone as (
             delete from assignments where solution_id = $1::uuid returning organization_id, user_id
           ), lost as (
             update members m
             set solutions = m.solutions - $1::uuid::text, solution_count = m.solution_count - 1
             from gone
             where m.organization_id = gone.organization_id and m.user_id = gone.user_id
             returning m.user_id, m.status
           )
           update users u set solution_count = u.solution_count - 1
           from lost where u.user_id = lost.user_id and lost.status = 'ACTIVE'`,
  },
  PersonalDataErased: {
    name: "forget tokens",
    text: "delete from tokens where user_id = $1::uuid",
  },
  OrganizationDeleted: {
    name: "end organization",
    text: `with solution as (
             delete from solutions where organization_id = $1::uuid returning solution_id
           ), assignment as (
             delete from assignments using solution
             where assignments.solution_id = solution.solution_id
           ), template as (
             delete from invite_templates where organization_id = $1::uuid
           ), invitation as (
             delete from invitations where organization_id = $1::uuid
           ), gone as (
             delete from members where organization_id = $1::uuid
             returning user_id, status, solution_count
           )
           update users u set
             organization_count = u.organization_count - (gone.status = 'ACTIVE')::integer,
             solution_count = u.solution_count
               - case when gone.status = 'ACTIVE' then gone.solution_count else 0 end,
             default_organization_id = nullif(u.default_organization_id, $1::uuid)
           from gone where u.user_id = gone.user_id`,
  },
};
