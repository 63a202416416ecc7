/**
 * The queries of authentication and authorization: one indexed, prepared query each, written by hand,
 * because every request runs them. What every request looks up by a key is read in groups.
 */
import type pg from "pg";
import { givenArray } from "../../../platform/database/given-array.ts";
import { groupedRead, inOrderOf } from "../../../platform/group-reads.ts";
import { parameters } from "../../engine/page.ts";
import { present } from "../../engine/read-model.ts";
import { organizationStream, userStream } from "../../../domain/streams.ts";
import { emailKey } from "../text.ts";
import { personIsSetAside } from "./set-aside.ts";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../../domain/roles.ts";
import {
  askers,
  askerValues,
  credentialOfAsker,
  isAwake,
  isNotEnded,
  isOwnAndOpen,
  type OwnScope,
  scopeParameters,
} from "../../engine/open-memberships.ts";

interface MembershipFound {
  readonly role: OrganizationRole;
  readonly status: MemberStatus;
  /** Is the credential from after the latest removal, if any? */
  readonly isNotEnded: boolean;
  /** Was the credential always used within the organization's idle timeout? */
  readonly isAwake: boolean;
  /** The organization's contact for requests for access. */
  readonly askForAccess: string | null;
  /** The revision in the member's stream that these columns show. */
  readonly revision: number;
}

interface StandingFound {
  /** The caller's membership, if the organization exists, and what keeps the credential out of it. */
  readonly membership: MembershipFound | undefined;
  /** The projections that have set the organization aside, or the directory the user. */
  readonly setAsideIn: readonly string[];
}

interface MembershipAsked {
  readonly organizationId: string;
  readonly own: OwnScope;
}

/** The caller's membership, and whether what the read models say can be relied on. */
export function findMembership(
  pool: pg.Pool,
  organizationId: string,
  own: OwnScope,
): Promise<StandingFound> {
  return readMembership(pool, { organizationId, own });
}

const readMembership = groupedRead(
  async (pool: pg.Pool, asked: readonly MembershipAsked[]): Promise<StandingFound[]> => {
    const { rows } = await pool.query<
      Nullable<MembershipFound> & Pick<StandingFound, "setAsideIn">
    >({
      name: "memberships",
      text: `select m.*, array(
               select name from projection_set_aside
               where key = format('${organizationStream("%s")}', a.organization_id)
                  or (key = format('${userStream("%s")}', a.user_id) and name = 'directory')) as "setAsideIn"
             from ${askers({ organization_id: "uuid" })}
             left join lateral (
               select m.role, m.status, m.revision, o.request_access_email as "askForAccess",
                      ${isNotEnded(credentialOfAsker)} as "isNotEnded",
                      ${isAwake(credentialOfAsker)} as "isAwake"
               from members m join organizations o using (organization_id)
               where m.organization_id = a.organization_id and m.user_id = a.user_id
             ) m on true order by a.place`,
      values: [
        ...askerValues(asked.map(({ own }) => own)),
        asked.map(({ organizationId }) => organizationId),
      ],
    });
    return rows.map(({ setAsideIn, ...found }) => ({
      membership: isFound(found) ? found : undefined,
      setAsideIn,
    }));
  },
);

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

const isFound = (found: Partial<Nullable<MembershipFound>>): found is MembershipFound =>
  typeof found.role === "string";

/** Is the user a member of the organization, with any status? */
export async function isMember(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "is-member",
    text: `select 1 from members m join organizations o using (organization_id)
           where m.organization_id = $1 and m.user_id = $2`,
    values: [organizationId, userId],
  });
  return rowCount === 1;
}

/** Is the caller an owner, admin or creator of any organization that the credential opens? */
export async function managesSomewhere(pool: pg.Pool, own: OwnScope): Promise<boolean> {
  const used = parameters();
  const { rowCount } = await pool.query({
    name: "manages-somewhere",
    text: `select 1 from members m join organizations o using (organization_id)
           where ${isOwnAndOpen(used, own)} and m.role <> 'USER' limit 1`,
    values: used.values,
  });
  return rowCount === 1;
}

/**
 * Does an organization of the person stay closed to the credential, because it was idle or is from before a
 * removal? The second also counts for an invitation, which may be accepted later.
 */
export async function isClosedSomewhere(pool: pg.Pool, own: OwnScope): Promise<boolean> {
  const used = parameters(own.userId);
  const credential = scopeParameters(used, own);
  const { rowCount } = await pool.query({
    name: "is-closed-somewhere",
    text: `select 1 from members m join organizations o using (organization_id)
           where m.user_id = $1
             and (not ${isNotEnded(credential)} or m.status = 'ACTIVE' and not ${isAwake(credential)})
           limit 1`,
    values: used.values,
  });
  return rowCount === 1;
}

/** After how many idle minutes the organization closes to the credential; undefined if it is not open to it. */
export async function openMinutes(
  pool: pg.Pool,
  organizationId: string,
  own: OwnScope,
): Promise<number | undefined> {
  const used = parameters(organizationId);
  const { rows } = await pool.query<{ readonly minutes: number }>({
    name: "open-minutes",
    text: `select o.idle_logout_minutes as minutes
           from members m join organizations o using (organization_id)
           where m.organization_id = $1 and ${isOwnAndOpen(used, own)}`,
    values: used.values,
  });
  return rows[0]?.minutes;
}

/** Is the user an active owner, admin or creator of any organization? */
export async function mayManageSomewhere(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "may-manage-somewhere",
    text: `select 1
           from members m join organizations o using (organization_id)
           where m.user_id = $1 and m.status = 'ACTIVE' and m.role <> 'USER' limit 1`,
    values: [userId],
  });
  return rowCount === 1;
}

/** The contacts for requests for access in the user's organizations, at most 5. */
export async function accessContacts(pool: pg.Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ request_access_email: string }>(
    `select distinct o.request_access_email collate "C" as request_access_email
     from members m join organizations o using (organization_id)
     where m.user_id = $1 and m.status = 'ACTIVE' and o.request_access_email is not null
     order by 1 limit 5`,
    [userId],
  );
  return rows.map(({ request_access_email: contact }) => contact);
}

interface UserFound {
  readonly userId: string;
  /** The address as it was first given. Mail goes there, not to the spelling in a request. */
  readonly email: string;
  readonly isSetAside: boolean;
}

/** The user who has the e-mail address. */
export async function findUserByEmail(
  pool: pg.Pool,
  email: string,
): Promise<UserFound | undefined> {
  const { rows } = await pool.query<UserFound>({
    name: "user-by-email",
    text: `select user_id as "userId", email, ${personIsSetAside("user_id")} as "isSetAside"
           from users where email_key = $1 and email_key <> ''`,
    values: [emailKey(email)],
  });
  return rows[0];
}

export interface SolutionStandingFound {
  /** The user's own role in the solution, if any. */
  readonly solutionRole: SolutionRole | undefined;
}

/** A solution of the organization, with the user's role in it. */
export async function findSolutionStanding(
  pool: pg.Pool,
  organizationId: string,
  solutionId: string,
  userId: string,
): Promise<SolutionStandingFound | undefined> {
  const found = await findSolutionStandings(pool, organizationId, userId, [solutionId]);
  return found.get(solutionId);
}

/** The same for several solutions; those that are not in the organization are left out. */
export async function findSolutionStandings(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
  solutionIds: readonly string[],
): Promise<ReadonlyMap<string, SolutionStandingFound>> {
  const { rows } = await pool.query<{ solution_id: string; role: SolutionRole | null }>({
    name: "solution-standings",
    text: `select s.solution_id, a.role
           from solutions s
           left join assignments a on a.solution_id = s.solution_id and a.user_id = $2
           where s.organization_id = $1 and s.solution_id = any(${givenArray(3, "uuid")})`,
    values: [organizationId, userId, solutionIds],
  });
  return new Map(
    rows.map(({ solution_id: id, role }) => [id, { solutionRole: role ?? undefined }]),
  );
}

/** The solutions of the organization in which the user has one of the roles. */
export async function solutionsWithRole(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
  roles: readonly SolutionRole[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ solution_id: string }>({
    name: "solutions-with-role",
    // By the organization's solutions: assignments have no index that begins with a person.
    text: `select a.solution_id
           from solutions s join assignments a on a.solution_id = s.solution_id and a.user_id = $2
           where s.organization_id = $1 and a.role = any(${givenArray(3, "text")})`,
    values: [organizationId, userId, roles],
  });
  return new Set(rows.map(({ solution_id: id }) => id));
}

interface TokenFound {
  readonly tokenId: string;
  readonly userId: string;
  readonly organizationId: string | undefined;
  readonly scopes: readonly string[];
  readonly issuedAt: string;
  readonly issuedPosition: string | undefined;
  readonly deleted: boolean;
  readonly expiresAt: string;
  readonly leaseExpiresAt: string;
  /** When a use was last recorded as an event. */
  readonly lastRecordedAt: string | undefined;
  /** Is its holder set aside? */
  readonly isSetAside: boolean;
}

/** The token by the SHA-256 of its secret. */
export const findToken = groupedRead(
  async (pool: pg.Pool, digests: readonly string[]): Promise<(TokenFound | undefined)[]> => {
    const { rows } = await pool.query<Nullable<TokenFound> & { readonly digest: string }>({
      name: "tokens by digest",
      text: `select digest, token_id as "tokenId", user_id as "userId",
                    organization_id as "organizationId", scopes, deleted_at is not null as deleted,
                    expires_at as "expiresAt", lease_expires_at as "leaseExpiresAt",
                    last_recorded_at as "lastRecordedAt", created_at as "issuedAt",
                    issued_position as "issuedPosition", ${personIsSetAside("user_id")} as "isSetAside"
             from tokens where digest = any(${givenArray(1, "text")})`,
      values: [digests],
    });
    const found = inOrderOf(digests, rows, ({ digest }) => digest);
    return found.map((row) => row && (present(row) as TokenFound));
  },
);
