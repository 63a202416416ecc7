/**
 * The projection `usage`: how an organization is used, by day (docs/domain.md, "Usage metrics"). Levels
 * (members, solutions, assignments) are counts at the end of a day; flows count what happened on it.
 */
import type pg from "pg";
import { budgets } from "../../domain/budgets.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { type Endings, foldInMemory } from "../engine/fold-in-memory.ts";
import type { Projection } from "../engine/projection.ts";
import { type Cost, countRowsByUser } from "../engine/slices.ts";
import { loadUnit, unitOf } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import { foldUsage, type UsageDraft } from "./fold.ts";
import { usageTables } from "./rows.ts";

/** Deletes the rows that the days were counted from; the days stay. */
const endings: Endings = {
  OrganizationDeleted: {
    name: "end usage of organization",
    text: `with member as (
             delete from usage_members where organization_id = $1::uuid
           ), solution as (
             delete from usage_solutions where organization_id = $1::uuid
           )
           delete from usage_organizations where organization_id = $1::uuid`,
  },
};

export const usage: Projection = {
  name: "usage",
  version: 1,
  tables: Object.values(usageTables).map(({ name }) => name),
  foldIndexes: ["usage_members_by_user", "usage_solutions_by_organization"],
  ...foldInMemory({ begin: () => unitOf(usageTables), load, costs, fold: foldUsage, endings }),
};

/** Whom the event shows active, wherever they are a member. */
const activePerson = ({ type, metadata }: RecordedEvent): string | undefined =>
  type === "UserLoggedIn" || type === "TokenUsed" ? metadata.subjectId : undefined;

const isIn = <Sets extends object>(name: PropertyKey, sets: Sets): name is keyof Sets =>
  name in sets;

/** A log-in and a token's use touch a membership, an organization and a day each. */
async function costs(
  draft: UsageDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<readonly Cost[]> {
  const persons = events.map(activePerson);
  const wanted = new Set(persons.filter((person) => person !== undefined));
  const memberships = await countRowsByUser(client, draft.members, wanted);
  return events.map(({ type, revision }, index): Cost => {
    const person = persons[index];
    if (person !== undefined) {
      return { rows: rowsPerEvent + 3 * (memberships.get(person) ?? 0), shared: person };
    }
    const losesSolutions = type === "MemberRemoved" || (type === "MemberInvited" && revision > 0);
    return { rows: rowsPerEvent + (losesSolutions ? budgets.solutionsPerMember.limit : 0) };
  });
}

/** About as many rows an event touches besides. */
const rowsPerEvent = 4;

async function load(
  draft: UsageDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  const organizations = new Set<string>();
  const people = new Set<string>();
  const streams = { member: draft.members, solution: draft.solutions, token: draft.tokens };
  for (const event of events) {
    const { stream, data, metadata } = event;
    const { organizationId, actor } = metadata;
    if (organizationId !== undefined) {
      organizations.add(organizationId);
      draft.members.want(pairId(organizationId, actor.userId));
    }
    const category = categoryOf(stream);
    if (category === "organization") organizations.add(idIn(stream));
    else if (isIn(category, streams)) streams[category].want(idIn(stream));
    if (category === "member" && "solutionId" in data && data.solutionId !== undefined)
      draft.solutions.want(data.solutionId);
    const person = activePerson(event);
    if (person !== undefined) people.add(person);
  }
  for (const userId of people) draft.members.wantGroup(userId);
  await loadUnit(draft, client);
  for (const userId of people)
    for (const member of draft.members.group(userId)) organizations.add(member.organization_id);
  for (const organizationId of organizations) draft.organizations.want(organizationId);
  // These members lose all their solutions.
  for (const { type, stream } of events) {
    if (type !== "MemberRemoved" && type !== "MemberInvited") continue;
    const { solutions = [] } = draft.members.get(idIn(stream)) ?? {};
    for (const solutionId of solutions) draft.solutions.want(solutionId);
  }
  await loadUnit(draft, client);
  for (const organizationId of organizations) {
    const row = draft.organizations.get(organizationId);
    if (row !== undefined) draft.days.want(pairId(organizationId, row.last_day));
  }
  await draft.days.load(client);
}
