/**
 * The projection `directory`: users, organizations, members, solutions, tokens - all that authorization
 * and lists read. A batch is folded in memory over the rows that it touches (draft.ts).
 */
import type pg from "pg";
import type { Recorded } from "../../eventstore/codec.ts";
import type { Gathering, Projection } from "../projection.ts";
import { emptyDraft, flushDraft, loadDraft, sizeOf } from "./draft.ts";
import { fold } from "./fold.ts";
import * as tables from "./rows.ts";
import { idIn } from "./streams.ts";

export const directory: Projection = {
  name: "directory",
  version: 1,
  tables: Object.values(tables).map(({ name }) => name),

  async apply(batch, client) {
    const gathering = gather(client);
    await gathering.fold(batch);
    await gathering.flush();
  },

  gather,
};

function gather(client: pg.ClientBase): Gathering {
  const draft = emptyDraft();

  async function foldRun(events: readonly Recorded[]): Promise<void> {
    if (events.length === 0) return;
    await loadDraft(draft, events, client);
    for (const event of events) fold(draft, event);
  }

  return {
    async fold(batch) {
      let start = 0;
      for (const [index, event] of batch.entries()) {
        if (event.type !== "SolutionDeleted") continue;
        await foldRun(batch.slice(start, index + 1));
        await flushDraft(draft, client);
        await unassignEveryone(client, idIn(event.stream));
        start = index + 1;
      }
      await foldRun(batch.slice(start));
    },
    size: () => sizeOf(draft),
    flush: () => flushDraft(draft, client),
  };
}

/** A solution may have a million members, so its end is left to the database: the fold stays small. */
async function unassignEveryone(client: pg.ClientBase, solutionId: string): Promise<void> {
  await client.query({
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
    values: [solutionId],
  });
}
