/** Reads a person's own tokens, never with secret or digest. */
import type pg from "pg";
import { addDays } from "../../../domain/time.ts";
import { type TokenStatus, tokenStatus } from "../../../domain/token/decider.ts";
import type { TokenRow } from "../rows.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { type Page, type PageRequest, pageOf, type Resource } from "../../engine/page.ts";

export interface TokenItem {
  readonly tokenId: string;
  /** Undefined if the person was erased. */
  readonly name: string | undefined;
  readonly scopes: readonly string[];
  /** The only organization in which it works; undefined if it is not limited to one. */
  readonly organizationId: string | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly leaseExpiresAt: string;
  readonly lastUsedAt: string | undefined;
  readonly status: TokenStatus;
}

/** How long a token that is deleted, lapsed or expired stays listed. */
const listedDays = 90;

type Row = Omit<TokenRow, "digest" | "user_id" | "last_recorded_at" | "issued_position">;
const selected = `token_id, organization_id, name, scopes, expires_at, lease_expires_at, last_used_at,
                  deleted_at, created_at, revision`;

/** Those that open no more than the caller's credential, newest first; the status is the one at `now` (RFC 3339). */
export async function listTokens(
  pool: pg.Pool,
  { own, after, limit }: PageRequest & { readonly own: OwnScope },
  now: string,
): Promise<Page<TokenItem>> {
  const { rows } = await pool.query<Row>({
    name: `tokens${after === undefined ? "" : " after"}`,
    text: `select ${selected} from tokens
           where user_id = $1 and least(deleted_at, lease_expires_at, expires_at) > $3
             and ($4::uuid is null or organization_id = $4)
           ${after === undefined ? "" : "and (created_at, token_id) < ($5, $6)"}
           order by created_at desc, token_id desc limit $2`,
    values: [own.userId, limit + 1, addDays(now, -listedDays), own.only, ...(after ?? [])],
  });
  return pageOf(
    rows,
    limit,
    (row) => tokenItem(row, now),
    (row) => [row.created_at, row.token_id],
  );
}

/** One of the caller's own tokens, if it opens no more than the caller's credential. */
export async function readToken(
  pool: pg.Pool,
  own: OwnScope,
  tokenId: string,
  now: string,
): Promise<Resource<TokenItem> | undefined> {
  const { rows } = await pool.query<Row>({
    name: "token",
    text: `select ${selected} from tokens
           where token_id = $1 and user_id = $2 and ($3::uuid is null or organization_id = $3)`,
    values: [tokenId, own.userId, own.only],
  });
  const row = rows[0];
  return row && { item: tokenItem(row, now), revision: row.revision };
}

function tokenItem(row: Row, now: string): TokenItem {
  const { expires_at: expiresAt, lease_expires_at: leaseExpiresAt } = row;
  return {
    tokenId: row.token_id,
    name: row.name ?? undefined,
    scopes: row.scopes,
    organizationId: row.organization_id ?? undefined,
    createdAt: row.created_at,
    expiresAt,
    leaseExpiresAt,
    lastUsedAt: row.last_used_at ?? undefined,
    status: tokenStatus({ deleted: row.deleted_at !== null, expiresAt, leaseExpiresAt }, now),
  };
}
