/** A person's own tokens, never with secret or digest. */
import type { InferResult } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../../domain/primitives.ts";
import { addDays } from "../../../domain/time.ts";
import { tokenStatus, tokenStatuses } from "../../../domain/token/decider.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { type Page, type PageRequest, revision } from "../../engine/page.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { readPage } from "../../engine/read-page.ts";
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

/** A credential that opens one organization shows only that organization's tokens. */
const ownTokens = ({ userId, only }: OwnScope) =>
  directoryQueries
    .selectFrom("tokens")
    .select(["token_id as tokenId", "name", "scopes", "organization_id as organizationId"])
    .select(["created_at as createdAt", "expires_at as expiresAt", "revision"])
    .select(["lease_expires_at as leaseExpiresAt", "last_used_at as lastUsedAt"])
    .select("deleted_at as deletedAt")
    .where("user_id", "=", userId)
    .$if(only !== undefined, (query) => query.where("organization_id", "=", only ?? null));

/** Those that open no more than the caller's credential, newest first; the status is the one at `now` (RFC 3339). */
export async function listTokens(
  pool: pg.Pool,
  { own, ...page }: PageRequest & { readonly own: OwnScope },
  now: string,
): Promise<Page<Token>> {
  const found = ownTokens(own).where(
    ({ fn }) => fn<string>("least", ["deleted_at", "lease_expires_at", "expires_at"]),
    ">",
    addDays(now, -listedDays),
  );
  return readPage(pool, found, page, {
    by: ["created_at", "token_id"],
    direction: "desc",
    name: own.only === undefined ? "own tokens" : "own tokens in one organization",
    item: shown(now),
    cursor: ({ createdAt, tokenId }) => [createdAt, tokenId],
  });
}

/** One of the caller's own tokens, if it opens no more than the caller's credential. */
export async function readToken(
  pool: pg.Pool,
  own: OwnScope,
  tokenId: string,
  now: string,
): Promise<Token | undefined> {
  const rows = await rowsOf(pool, ownTokens(own).where("token_id", "=", tokenId));
  return rows.map(shown(now))[0];
}

type Row = InferResult<ReturnType<typeof ownTokens>>[number];

const shown =
  (now: string) =>
  (row: Row): Token => {
    const { deletedAt, ...token } = present(row);
    return { ...token, status: tokenStatus({ ...token, deleted: deletedAt !== undefined }, now) };
  };
