/**
 * The projection `directory`: users, organizations, members, solutions and tokens, for authorization and
 * lists.
 */
import { type Endings, foldInMemory } from "../engine/fold-in-memory.ts";
import type { Projection } from "../engine/projection.ts";
import { unitOf } from "../engine/unit-of-work.ts";
import { costsInDirectory, loadDirectory } from "./draft.ts";
import { foldDirectory } from "./fold.ts";
import { directoryTables } from "./rows.ts";
import { setAsideInDirectory } from "./set-aside.ts";

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
  OrganizationDeleted: {
    name: "end organization",
    text: `with solution as (
             delete from solutions where organization_id = $1::uuid returning solution_id
           ), assignment as (
             delete from assignments using solution
             where assignments.solution_id = solution.solution_id
           ), setting as (
             delete from free_settings using solution
             where free_settings.subject_id = solution.solution_id
           ), template as (
             delete from invite_templates where organization_id = $1::uuid
           ), invitation as (
             delete from invitations where organization_id = $1::uuid
           ), removed as (
             delete from members where organization_id = $1::uuid
             returning user_id, status, solution_count
           )
           update users u set
             organization_count = u.organization_count - (removed.status = 'ACTIVE')::integer,
             solution_count = u.solution_count
               - case when removed.status = 'ACTIVE' then removed.solution_count else 0 end,
             default_organization_id = nullif(u.default_organization_id, $1::uuid)
           from removed where u.user_id = removed.user_id`,
  },
};

export const directory: Projection = {
  name: "directory",
  version: 3,
  isDurable: true,
  tables: Object.values(directoryTables).map(({ name }) => name),
  ...foldInMemory({
    begin: () => unitOf(directoryTables),
    load: loadDirectory,
    costs: costsInDirectory,
    fold: foldDirectory,
    endings,
  }),
  setAside: setAsideInDirectory,
};
