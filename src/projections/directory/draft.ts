/** Loads the rows of the directory that events touch. */
import type pg from "pg";
import { budgets } from "../../domain/budgets.ts";
import { categoryOf, idIn, membershipIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { type Cost, countRowsByUser } from "../engine/slices.ts";
import { loadUnit, type UnitOfWork } from "../engine/unit-of-work.ts";
import { pairId } from "../engine/working-set.ts";
import type { directoryTables } from "./tables.ts";

export type DirectoryDraft = UnitOfWork<typeof directoryTables>;

export async function loadDirectory(
  draft: DirectoryDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
): Promise<void> {
  for (const event of events) {
    if (event.revision === 0) expectNone(draft, event);
    want(draft, event);
  }
  await loadUnit(draft, client);
  for (const event of events) wantSolutionsLost(draft, event);
  await draft.solutions.load(client);
}

/** An event that touches all memberships of its person costs as many rows. */
export async function costsInDirectory(
  draft: DirectoryDraft,
  events: readonly RecordedEvent[],
  client: pg.ClientBase,
) {
  const persons = events.map((event) => (touchesAll.has(event.type) ? personIn(event) : undefined));
  const wanted = new Set(persons.filter((person) => person !== undefined));
  const memberships = await countRowsByUser(client, draft.members, wanted);
  return events.map(({ type, revision }, index): Cost => {
    const person = persons[index];
    if (person !== undefined) {
      return { rows: rowsPerEvent + (memberships.get(person) ?? 0), shared: person };
    }
    const losesSolutions = type === "MemberRemoved" || (type === "MemberInvited" && revision > 0);
    return { rows: rowsPerEvent + (losesSolutions ? budgets.solutionsPerMember.limit : 0) };
  });
}

/** About as many rows an event touches besides. */
const rowsPerEvent = 4;

const touchesAll: ReadonlySet<string> = new Set<RecordedEvent["type"]>([
  "ProfileChanged",
  "PersonalDataErased",
  "UserLoggedIn",
  "TokenUsed",
]);

/** Events of a member that change no count, neither the person's nor the organization's. */
const keepsCounts: ReadonlySet<string> = new Set<RecordedEvent["type"]>([
  "InviteIssued",
  "InviteEmailSent",
  "InviteEmailFailed",
  "InviteRevoked",
  "OrgRoleChanged",
]);

function personIn({ stream, metadata }: RecordedEvent): string | undefined {
  return categoryOf(stream) === "user" ? idIn(stream) : metadata.subjectId;
}

/** The first event of a stream creates its row, so no row need be loaded. */
function expectNone(draft: DirectoryDraft, { stream }: RecordedEvent): void {
  const id = idIn(stream);
  switch (categoryOf(stream)) {
    case "user":
      draft.members.expectNoGroup(id);
      draft.freeSettings.expectNone(id);
      return draft.users.expectNone(id);
    case "organization":
      return draft.organizations.expectNone(id);
    case "member":
      return draft.members.expectNone(id);
    case "solution":
      draft.freeSettings.expectNone(id);
      return draft.solutions.expectNone(id);
    case "token":
      return draft.tokens.expectNone(id);
  }
}

function want(draft: DirectoryDraft, event: RecordedEvent): void {
  const { stream } = event;
  const id = idIn(stream);
  switch (categoryOf(stream)) {
    case "user":
      draft.users.want(id);
      if (event.type === "ProfileChanged" || event.type === "PersonalDataErased") {
        draft.members.wantGroup(id);
      } else if (event.type === "UserSettingsChanged") draft.freeSettings.want(id);
      return;
    case "organization":
      draft.organizations.want(id);
      if (event.type === "OrganizationFounded") {
        draft.members.want(pairId(id, event.data.founderId));
        draft.users.want(event.data.founderId);
      } else if (event.type === "OwnershipGranted" || event.type === "OwnershipRevoked") {
        draft.members.want(pairId(id, event.data.userId));
      } else if (event.type === "InviteTemplateSaved" || event.type === "InviteTemplateDeleted") {
        draft.inviteTemplates.want(pairId(id, event.data.language));
      }
      return;
    case "member": {
      const { organizationId, userId } = membershipIn(stream);
      draft.members.want(id);
      if (keepsCounts.has(event.type)) return;
      draft.users.want(userId);
      draft.organizations.want(organizationId);
      if ("solutionId" in event.data && event.data.solutionId !== undefined) {
        draft.solutions.want(event.data.solutionId);
      }
      return;
    }
    case "solution":
      draft.solutions.want(id);
      if (event.type === "SolutionSettingsChanged") draft.freeSettings.want(id);
      return;
    case "session":
      if (event.type === "UserLoggedIn" && event.metadata.subjectId !== undefined) {
        draft.members.wantGroup(event.metadata.subjectId);
        draft.users.want(event.metadata.subjectId);
      }
      return;
    case "token":
      draft.tokens.want(id);
      if (event.type === "TokenUsed" && event.metadata.subjectId !== undefined) {
        draft.members.wantGroup(event.metadata.subjectId);
      }
  }
}

/** A membership that ends or begins anew is subtracted from the counts of all its solutions. */
function wantSolutionsLost(draft: DirectoryDraft, { type, stream }: RecordedEvent): void {
  if (type !== "MemberRemoved" && type !== "MemberInvited") return;
  const member = draft.members.get(idIn(stream));
  for (const solutionId of Object.keys(member?.solutions ?? {})) draft.solutions.want(solutionId);
}
