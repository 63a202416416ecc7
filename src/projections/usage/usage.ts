/**
 * The projection `usage`: how an organization is used, by day (domain.md, "Usage metrics"). Levels -
 * members, solutions, assignments - are those at the end of a day; the rest is what happened on it.
 */
import type pg from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import type { Projection } from "../engine/projection.ts";
import { pairId, workingSet } from "../engine/working-set.ts";
import { type Draft, foldUsage } from "./fold.ts";
import * as tables from "./rows.ts";
import type { UsageMemberRow } from "./rows.ts";

export const usage: Projection = {
  name: "usage",
  version: 1,
  tables: Object.values(tables).map(({ name }) => name),

  async apply(batch, client) {
    const draft = emptyDraft();
    await load(draft, batch, client);
    for (const event of batch) foldUsage(draft, event);
    const { organizations, days, members, solutions, tokens } = draft;
    const sets = [organizations, days, members, solutions, tokens];
    await Promise.all(sets.map((set) => set.flush(client)));
    const ended = batch.filter(({ type }) => type === "OrganizationDeleted");
    if (ended.length > 0)
      await forget(
        client,
        ended.map(({ stream }) => idIn(stream)),
      );
  },
};

function emptyDraft(): Draft {
  return {
    organizations: workingSet(tables.usageOrganizations),
    days: workingSet(tables.days),
    members: workingSet(tables.usageMembers),
    solutions: workingSet(tables.usageSolutions),
    tokens: workingSet(tables.usageTokens),
    organizationsOf: new Map(),
  };
}

async function load(
  draft: Draft,
  batch: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  const organizations = new Set<string>();
  const members = new Set<string>();
  const solutions = new Set<string>();
  const tokens = new Set<string>();
  const people = new Set<string>();
  for (const { type, stream, data, metadata } of batch) {
    const { organizationId, subjectId, actor } = metadata;
    const id = idIn(stream);
    if (organizationId !== undefined) {
      organizations.add(organizationId);
      members.add(pairId(organizationId, actor.userId));
    }
    switch (categoryOf(stream)) {
      case "organization":
        organizations.add(id);
        break;
      case "member":
        members.add(id);
        if ("solutionId" in data && data.solutionId !== undefined) solutions.add(data.solutionId);
        break;
      case "solution":
        solutions.add(id);
        break;
      case "token":
        tokens.add(id);
        if (type === "TokenUsed" && subjectId !== undefined) people.add(subjectId);
        break;
      case "session":
        if (type === "UserLoggedIn" && subjectId !== undefined) people.add(subjectId);
        break;
      default:
    }
  }
  await Promise.all([
    draft.members.load(client, members),
    draft.solutions.load(client, solutions),
    draft.tokens.load(client, tokens),
    loadMembersOf(draft, client, people),
  ]);
  for (const found of draft.organizationsOf.values()) {
    for (const organizationId of found) organizations.add(organizationId);
  }
  await draft.organizations.load(client, organizations);
  await Promise.all([
    draft.solutions.load(client, solutionsOf(draft, batch)),
    draft.days.load(client, lastDays(draft, organizations)),
  ]);
}

async function loadMembersOf(
  draft: Draft,
  client: pg.ClientBase,
  userIds: ReadonlySet<string>,
): Promise<void> {
  if (userIds.size === 0) return;
  const { rows } = await client.query<UsageMemberRow>({
    name: "load usage members of users",
    text: `select ${tables.usageMembers.columns.join(", ")} from usage_members
           where user_id = any($1::uuid[])`,
    values: [[...userIds]],
  });
  draft.members.adopt(rows);
  for (const { user_id: userId, organization_id: organizationId } of rows) {
    const known = draft.organizationsOf.get(userId);
    if (known) known.add(organizationId);
    else draft.organizationsOf.set(userId, new Set([organizationId]));
  }
}

/** Of members who lose all that they have. */
function solutionsOf(draft: Draft, batch: readonly RecordedEvent[]): Set<string> {
  const ending = batch.filter(({ type }) => type === "MemberRemoved" || type === "MemberInvited");
  return new Set(ending.flatMap(({ stream }) => draft.members.get(idIn(stream))?.solutions ?? []));
}

function lastDays(draft: Draft, organizations: ReadonlySet<string>): string[] {
  return [...organizations].flatMap((id) => {
    const row = draft.organizations.get(id);
    return row === undefined ? [] : [pairId(id, row.last_day)];
  });
}

/** The days stay; of what was counted from, nothing is needed any more. */
async function forget(client: pg.ClientBase, organizationIds: readonly string[]): Promise<void> {
  for (const table of ["usage_members", "usage_solutions", "usage_organizations"]) {
    await client.query(`delete from ${table} where organization_id = any($1::uuid[])`, [
      organizationIds,
    ]);
  }
}
