/** Where persons are members: what the database says, and what is not written yet. */
import type pg from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import { organizationStream } from "../../domain/streams.ts";
import { noSolution } from "./rows.ts";

export interface Memberships {
  /** For persons with events of their own: the organizations in which they are active or disabled. */
  readonly organizationsOf: Map<string, Set<string>>;
  /** For other persons: the organizations in which they are so or no longer, if that is not written yet. */
  readonly unwritten: Map<string, Map<string, boolean>>;
}

export interface WantedPersons {
  readonly personIds: readonly string[];
  /** Their logs stay as they are. */
  readonly setAside?: ReadonlySet<string>;
}

/** Loads the memberships of the persons that are not held yet. */
export async function loadMemberships(
  held: Memberships,
  client: pg.ClientBase,
  { personIds, setAside }: WantedPersons,
): Promise<void> {
  const { organizationsOf } = held;
  const missing = [...new Set(personIds)].filter((id) => !organizationsOf.has(id));
  if (missing.length === 0) return;
  const rows = await readMemberships(client, missing);
  const written = Map.groupBy(rows, ({ user_id: personId }) => personId);
  for (const personId of missing) {
    const ids = (written.get(personId) ?? []).map(({ organization_id: id }) => id);
    holdMemberships(
      held,
      personId,
      ids.filter((id) => setAside?.has(organizationStream(id)) !== true),
    );
  }
}

/** @param written those that the database has */
function holdMemberships(held: Memberships, personId: string, written: readonly string[]): void {
  const { organizationsOf, unwritten } = held;
  organizationsOf.set(personId, new Set(written));
  const changed = unwritten.get(personId) ?? [];
  unwritten.delete(personId);
  for (const [id, isMember] of changed) noteMembership(held, personId, id, isMember);
}

/** Whoever registers is not a member anywhere yet, so nothing need be loaded. */
export function expectNoMembership(held: Memberships, personId: string): void {
  if (!held.organizationsOf.has(personId)) holdMemberships(held, personId, []);
}

/** Is the person active or disabled in the organization from now on? */
export function noteMembership(
  { organizationsOf, unwritten }: Memberships,
  personId: string,
  organizationId: string,
  isMember: boolean,
): void {
  const known = organizationsOf.get(personId);
  if (known === undefined) {
    const changed = unwritten.get(personId);
    if (changed === undefined) unwritten.set(personId, new Map([[organizationId, isMember]]));
    else changed.set(organizationId, isMember);
  } else if (isMember) known.add(organizationId);
  else known.delete(organizationId);
}

/**
 * Roles in organizations that are held. The id is part of the text, so that the planner knows how common it
 * is: it must look for the persons, not for everybody who has a role.
 */
export const heldRoles = `from audit_roles where valid_to is null and solution_id = '${noSolution}'
  and status <> 'INVITED'`;

interface MembershipRow {
  readonly user_id: string;
  readonly organization_id: string;
}

/** The organizations in which the persons are active or disabled. */
export async function readMemberships(
  client: pg.ClientBase,
  personIds: readonly string[],
): Promise<readonly MembershipRow[]> {
  const { rows } = await client.query<MembershipRow>({
    name: "audit memberships",
    text: `select user_id, organization_id ${heldRoles} and user_id = any(${givenArray(1, "uuid")})
           order by organization_id`,
    values: [personIds],
  });
  return rows;
}
