/**
 * The projection `authority`: finds grants that stand in the log after their granter's loss of the right.
 * It folds in the order of the log, so it knows what the granter was at that point. Roles in solutions are
 * left out, so a creator's grant may be listed that is in order; the review (review-grants.ts) reads the
 * streams.
 */
import type pg from "pg";
import type { MemberEvent } from "../../domain/member/events.ts";
import { grantIn, mayGrant } from "../../domain/member/grants.ts";
import { evolve, initial, type MemberState } from "../../domain/member/state.ts";
import { categoryOf, idIn, membershipIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { type Endings, foldInMemory } from "../engine/fold-in-memory.ts";
import type { Projection } from "../engine/projection.ts";
import { type Cost, countRowsByUser } from "../engine/slices.ts";
import { loadUnit, type UnitOfWork, unitOf } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import { authorityTables, type MemberStandingRow } from "./rows.ts";

type AuthorityDraft = UnitOfWork<typeof authorityTables>;

const endings: Endings = {
  OrganizationDeleted: {
    name: "end authority in organization",
    text: `with member as (delete from authority_members where organization_id = $1::uuid)
           delete from stale_grants where organization_id = $1::uuid`,
  },
};

export const authority: Projection = {
  name: "authority",
  version: 1,
  tables: Object.values(authorityTables).map(({ name }) => name),
  foldIndexes: ["authority_members_by_user", "stale_grants_by_member"],
  ...foldInMemory({
    begin: () => unitOf(authorityTables),
    load,
    costs,
    fold: foldAuthority,
    endings,
  }),
};

/** An erasure touches all memberships of its person. */
async function costs(
  draft: AuthorityDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
) {
  const erased = events.map(({ type, stream }) =>
    type === "PersonalDataErased" ? idIn(stream) : undefined,
  );
  const wanted = new Set(erased.filter((person) => person !== undefined));
  const memberships = await countRowsByUser(client, draft.members, wanted);
  return erased.map((person): Cost => {
    if (person === undefined) return { rows: rowsPerEvent };
    return { rows: rowsPerEvent + (memberships.get(person) ?? 0), shared: person };
  });
}

/** The member, the actor and the inviter. */
const rowsPerEvent = 3;

async function load(
  draft: AuthorityDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  const members: RecordedEvent<MemberEvent>[] = [];
  for (const event of events) {
    if (event.type === "PersonalDataErased") draft.members.wantGroup(idIn(event.stream));
    if (!isAboutMember(event)) continue;
    members.push(event);
    draft.members.want(idIn(event.stream));
    const { organizationId } = membershipIn(event.stream);
    draft.members.want(pairId(organizationId, event.metadata.actor.userId));
  }
  await loadUnit(draft, client);
  // The inviters of those who accept.
  for (const { stream } of members) {
    const { organization_id, granted_by } = draft.members.get(idIn(stream)) ?? {};
    if (organization_id && granted_by) draft.members.want(pairId(organization_id, granted_by));
  }
  await draft.members.load(client);
}

function foldAuthority(draft: AuthorityDraft, event: RecordedEvent): void {
  if (event.type === "PersonalDataErased") {
    for (const { organization_id, user_id } of draft.members.group(idIn(event.stream)))
      draft.members.remove(pairId(organization_id, user_id));
    return;
  }
  if (!isAboutMember(event)) return;
  const { organizationId, userId } = membershipIn(event.stream);
  const before = stateOf(draft.members.get(idIn(event.stream)));
  const grant = grantIn(event, { userId, actor: event.metadata.actor }, before);
  if (grant && !mayGrant(grant, draft.members.get(pairId(organizationId, grant.granterId)))) {
    const { eventId: event_id, revision } = event;
    draft.grants.put({ event_id, organization_id: organizationId, user_id: userId, revision });
  }
  const { status, role, grantedBy: granted_by = null } = evolve(before, event);
  if (status === "NONE" || status === "REMOVED") draft.members.remove(idIn(event.stream));
  else
    draft.members.put({
      organization_id: organizationId,
      user_id: userId,
      status,
      role,
      granted_by,
    });
}

function isAboutMember(event: RecordedEvent): event is RecordedEvent<MemberEvent> {
  return categoryOf(event.stream) === "member";
}

function stateOf(row: MemberStandingRow | undefined): MemberState {
  if (row === undefined) return initial;
  return { ...initial, status: row.status, role: row.role, grantedBy: row.granted_by ?? undefined };
}
