/** A person's own tokens, never with secret or digest. */
import { type InferResult, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../../domain/primitives.ts";
import { addDays } from "../../../domain/time.ts";
import { tokenStatus, tokenStatuses } from "../../../domain/token/decider.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { type Page, type PageRequest, revision } from "../../engine/page.ts";
import { type Given, givenOnce } from "../../engine/prepared.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";

export const token = z
  .object({
    tokenId: id,
    name: z.string().optional().describe("Absent if the person was erased."),
    scopes: z.array(z.string()).readonly(),
    organizationId: id
      .optional()
      .describe("The only organization in which it works; absent if it is not limited to one."),
    createdAt: timestamp,
    expiresAt: timestamp,
    leaseExpiresAt: timestamp,
    lastUsedAt: timestamp.optional(),
    status: z.enum(tokenStatuses).meta({ id: "TokenStatus" }),
    revision,
  })
  .meta({ id: "Token" });
type Token = z.output<typeof token>;

/** How long a token that is deleted, lapsed or expired stays listed. */
const listedDays = 90;

const ownTokens = ({ userId }: Given<Pick<OwnScope, "userId">>) =>
  directoryQueries
    .selectFrom("tokens")
    .select(["token_id as tokenId", "name", "scopes", "organization_id as organizationId"])
    .select(["created_at as createdAt", "expires_at as expiresAt", "revision"])
    .select(["lease_expires_at as leaseExpiresAt", "last_used_at as lastUsedAt"])
    .select("deleted_at as deletedAt")
    .where("user_id", "=", userId);

/** A credential that opens one organization shows only that organization's tokens. */
const tokensInOne = (given: Given<Pick<OwnScope, "userId" | "only">>) =>
  ownTokens(given).where(sql<boolean>`organization_id = ${given.only}`);

/** Those that open no more than the caller's credential, newest first; the status is the one at `now` (RFC 3339). */
export async function listTokens(
  pool: pg.Pool,
  { own, ...page }: PageRequest & { readonly own: OwnScope },
  now: string,
): Promise<Page<Token>> {
  const read = own.only === undefined ? readOwnPage : readOwnPageInOne;
  return read(pool, { ...own, since: addDays(now, -listedDays) }, page, { item: shown(now) });
}

type Listed = Given<OwnScope & { readonly since: string }>;

const isListed = ({ since }: Listed) =>
  sql<boolean>`least(deleted_at, lease_expires_at, expires_at) > ${since}`;

const newestFirst = {
  by: ["created_at", "token_id"],
  direction: "desc",
  cursor: ({ createdAt, tokenId }: { readonly createdAt: string; readonly tokenId: string }) => [
    createdAt,
    tokenId,
  ],
} as const;

const readOwnPage = preparedPages("own tokens", {
  ...newestFirst,
  found: (given: Listed) => ownTokens(given).where(isListed(given)),
});
const readOwnPageInOne = preparedPages("own tokens in one organization", {
  ...newestFirst,
  found: (given: Listed) => tokensInOne(given).where(isListed(given)),
});

/** One of the caller's own tokens, if it opens no more than the caller's credential. */
export async function readToken(
  pool: pg.Pool,
  own: OwnScope,
  tokenId: string,
  now: string,
): Promise<Token | undefined> {
  const given = givenOnce(own);
  const found = own.only === undefined ? ownTokens(given) : tokensInOne(given);
  const rows = await rowsOf(pool, found.where("token_id", "=", tokenId));
  return rows.map(shown(now))[0];
}

type Row = InferResult<ReturnType<typeof ownTokens>>[number];

const shown =
  (now: string) =>
  (row: Row): Token => {
    const { deletedAt, ...token } = present(row);
    return { ...token, status: tokenStatus({ ...token, deleted: deletedAt !== undefined }, now) };
  };
