/**
 * Which memberships a credential opens, in SQL. Every query about a caller's own data uses these conditions
 * with the caller's `OwnScope` (docs/decisions/0019-proof.md).
 */
import { givenArrays } from "../../platform/database/given-array.ts";
import { composed, type Parameters } from "./page.ts";

/** A person, and what limits the credential with which they ask. No field is optional, so none is forgotten. */
export interface OwnScope {
  readonly userId: string;
  /** The only organization that the credential opens; undefined: all of the person's. */
  readonly only: string | undefined;
  /** RFC 3339: when the credential was issued. */
  readonly issuedAt: string | undefined;
  /** The position of the log at which it was issued, if known. It is exact, while clocks differ. */
  readonly issuedPosition: string | undefined;
  /** The session, if it is one. */
  readonly sessionId: string | undefined;
  /** For how long it was not used until now. */
  readonly idleSeconds: number;
}

/** A scope, or the parameters of a statement for it. */
type GivenScope = Readonly<Record<keyof OwnScope, unknown>>;

/** The same as SQL expressions. */
interface Credential {
  readonly issuedAt: string;
  readonly issuedPosition: string;
  readonly sessionId: string;
  readonly idleSeconds: string;
}

/** Did the membership `m` begin before the credential, or never end? What a removal ended stays ended. */
export const isNotEnded = ({
  issuedAt,
  issuedPosition,
}: Pick<Credential, "issuedAt" | "issuedPosition">): string =>
  `coalesce(m.rejoined_position <= ${issuedPosition}::numeric,
            m.rejoined_at <= ${issuedAt}::timestamptz, m.rejoined_at is null)`;

/** Was the credential always used within the idle timeout of the organization `o`? */
export const isAwake = ({
  sessionId,
  idleSeconds,
}: Pick<Credential, "sessionId" | "idleSeconds">): string =>
  `(o.idle_logout_minutes * 60 > ${idleSeconds}::integer and not exists (
     select from session_closures c
     where c.session_id = ${sessionId}::uuid and c.organization_id = o.organization_id))`;

/** Does the credential open the membership `m` in the organization `o`? */
export const isOpen = (credential: Credential): string =>
  `m.status = 'ACTIVE' and ${isNotEnded(credential)} and ${isAwake(credential)}`;

/** The placeholders of a scope's values. */
export function scopeParameters({ add }: Parameters, own: GivenScope): Credential {
  return {
    issuedAt: add(own.issuedAt),
    issuedPosition: add(own.issuedPosition),
    sessionId: add(own.sessionId),
    idleSeconds: add(own.idleSeconds),
  };
}

/** Columns of `askers` and their types. */
const askerColumns = {
  place: "integer",
  user_id: "uuid",
  only_id: "uuid",
  issued_at: "timestamptz",
  issued_position: "numeric",
  session_id: "uuid",
  idle_seconds: "integer",
};

/**
 * Many who ask, as the rows `a` of a statement, whose first parameters are `askerValues` and then an array
 * for each further column.
 * @param more the further columns, with their types
 */
export function askers(more: Readonly<Record<string, string>> = {}): string {
  const columns = { ...askerColumns, ...more };
  return `unnest(${givenArrays(1, ...Object.values(columns))}) as a(${Object.keys(columns).join(", ")})`;
}

/**
 * Their memberships `m`. "offset 0" has them looked up for each: a plan that was kept while there were few
 * members would otherwise read all of them.
 */
export const membershipsOfAskers =
  "join lateral (select * from members m where m.user_id = a.user_id offset 0) m on true";

export const askerValues = (asking: readonly (OwnScope | undefined)[]): unknown[] => [
  asking.map((_, place) => place),
  asking.map((own) => own?.userId),
  asking.map((own) => own?.only),
  asking.map((own) => own?.issuedAt),
  asking.map((own) => own?.issuedPosition),
  asking.map((own) => own?.sessionId),
  asking.map((own) => own?.idleSeconds),
];

/** The credential of one who asks. */
export const credentialOfAsker: Credential = {
  issuedAt: "a.issued_at",
  issuedPosition: "a.issued_position",
  sessionId: "a.session_id",
  idleSeconds: "a.idle_seconds",
};

/** Is `m` in `o` a membership of the person, and open to the credential? */
export function isOwnAndOpen(used: Parameters, own: GivenScope): string {
  const only = used.add(own.only);
  return `m.user_id = ${used.add(own.userId)}
    and (${only}::uuid is null or m.organization_id = ${only})
    and ${isOpen(scopeParameters(used, own))}`;
}

/** The same for a composed query over `members as m` and `organizations as o`. */
export const ownAndOpen = (own: GivenScope) => composed<boolean>((used) => isOwnAndOpen(used, own));
