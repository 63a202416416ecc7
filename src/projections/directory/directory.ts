/**
 * The projection `directory`: users, organizations, members, solutions and tokens, for authorization and
 * lists.
 */
import { categoryOf, idIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { type Endings, foldInMemory } from "../engine/fold-in-memory.ts";
import type { Projection } from "../engine/projection.ts";
import { unitOf } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import { costsInDirectory, type DirectoryDraft, loadDirectory } from "./draft.ts";
import { foldDirectory } from "./fold.ts";
import { directoryTables } from "./tables.ts";
import { setAsideInDirectory, withoutOrganization } from "./set-aside.ts";

const endings: Endings = {
  SolutionDeleted: {
    name: "unassign everyone",
    text: `with removed as (
             delete from assignments where solution_id = $1::uuid returning organization_id, user_id
           ), lost as (
             update members m
             set solutions = m.solutions - $1::uuid::text, solution_count = m.solution_count - 1
             from removed
             where m.organization_id = removed.organization_id and m.user_id = removed.user_id
             returning m.user_id, m.status
           )
           update users u set solution_count = u.solution_count - 1
           from lost where u.user_id = lost.user_id and lost.status = 'ACTIVE'`,
  },
  PersonalDataErased: {
    name: "forget tokens",
    text: "delete from tokens where user_id = $1::uuid",
  },
  OrganizationDeleted: { name: "end organization", text: withoutOrganization("invitations") },
};

/** The member whom a command has changed; its id is that of the membership. */
function memberOf({ members }: DirectoryDraft, event: RecordedEvent) {
  const id = membershipChangedBy(event);
  const row = id === undefined ? undefined : members.get(id);
  return id === undefined || row === undefined ? undefined : ([id, row] as const);
}

function membershipChangedBy({ stream, type, data }: RecordedEvent): string | undefined {
  if (categoryOf(stream) === "member") return idIn(stream);
  if (type !== "OwnershipGranted" && type !== "OwnershipRevoked") return undefined;
  return pairId(idIn(stream), data.userId);
}

/** @param rows and copyFrom: only tests pass them, to write, release and copy few rows already */
export function directoryWithin(rows?: number, copyFrom?: number): Projection {
  return {
    name: "directory",
    version: 5,
    isPrompt: true,
    isDurable: true,
    readsPersonal: true,
    tables: Object.values(directoryTables).map(({ name }) => name),
    foldIndexes: [
      "members_by_user",
      "tokens_by_user",
      "solutions_by_name",
      "invitations_by_organization",
    ],
    ...foldInMemory(
      {
        begin: () => unitOf(directoryTables, copyFrom),
        load: loadDirectory,
        costs: costsInDirectory,
        fold: foldDirectory,
        endings,
        answer: memberOf,
      },
      rows,
    ),
    setAside: setAsideInDirectory,
  };
}

export const directory: Projection = directoryWithin();
