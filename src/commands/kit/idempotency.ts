/**
 * Idempotency keys: the first answer to a request is stored for 24 hours, and its repeats get the same
 * answer. The key is stored before its command runs. So a repeat after a crash makes the same ids, and
 * the event store recognizes events that are already written.
 */
import { createHash } from "node:crypto";
import type pg from "pg";
import { addDays, addSeconds } from "../../domain/time.ts";
import { type AskedRight, askedRights } from "./asked-rights.ts";
import { RejectedError } from "./rejected-error.ts";

export interface KeyedRequest {
  /** The caller and their kind of credential; the nil UUID on a public route. */
  readonly caller: string;
  readonly route: string;
  readonly key: string;
  /** Digest of method, URL and body, because a repeat must be the same request. */
  readonly requestDigest: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Asked again before a repeat gets the answer. */
  readonly rights: readonly AskedRight[];
}

type Claim =
  /** Run the command. Ids are derived from the time at which the key was first seen. */
  | { readonly kind: "RUN"; readonly firstSeenAt: string }
  | { readonly kind: "REPLAY"; readonly answer: KeptAnswer };

/**
 * A repeat may take over a key after this time, because the process that claimed it may have died. While the
 * request runs, its process holds the key by `holdKey`, at least every `holdSeconds`.
 */
const lockSeconds = 10;
export const holdSeconds = 3;
const keptDays = 1;

interface Row {
  readonly request_digest: string;
  readonly created_at: string;
  readonly locked_until: string;
  readonly status: number | null;
  readonly headers: Record<string, string> | null;
  readonly body: string | null;
  readonly rights: unknown;
}

/** @throws RejectedError if a request with the key is running, or another request has used the key */
export async function claimKey(pool: pg.Pool, request: KeyedRequest, now: string): Promise<Claim> {
  const { caller, route, key, requestDigest } = request;
  const lockedUntil = addSeconds(now, lockSeconds);
  const claimed = await pool.query<{ created_at: string }>({
    name: "claim-idempotency-key",
    text: `insert into idempotency_keys as k
             (caller, route, key, request_digest, created_at, locked_until)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (caller, route, key) do update set
             locked_until = excluded.locked_until,
             request_digest = excluded.request_digest,
             created_at = case when k.created_at <= $7 then excluded.created_at else k.created_at end,
             status = null, headers = null, body = null, rights = null
           where k.created_at <= $7
              or (k.status is null and k.locked_until <= $5 and k.request_digest = $4)
           returning created_at`,
    values: [caller, route, key, requestDigest, now, lockedUntil, addDays(now, -keptDays)],
  });
  const [own] = claimed.rows;
  if (own !== undefined) return { kind: "RUN", firstSeenAt: own.created_at };
  const { rows } = await pool.query<Row>(
    "select * from idempotency_keys where caller = $1 and route = $2 and key = $3",
    [caller, route, key],
  );
  const row = rows[0];
  if (row !== undefined && row.request_digest !== requestDigest) {
    throw new RejectedError(
      "idempotency-key-reused",
      "This idempotency key was used for another request. Use a new key.",
    );
  }
  // Without a row, the first request has failed in the meantime, and the next try may run.
  const answer = row && answerIn(row);
  if (answer === undefined) {
    throw new RejectedError(
      "idempotency-in-progress",
      "The first request with this key is still running. Try again later.",
      {
        retryAt: row?.locked_until,
      },
    );
  }
  return { kind: "REPLAY", answer };
}

/**
 * Keeps the answer, unless a repeat was answered first: it may have taken over the key of a process that
 * was frozen.
 * @returns the answer of that repeat
 */
export async function keepAnswer(
  pool: pg.Pool,
  { caller, route, key, requestDigest }: KeyedRequest,
  { status, headers, body, rights }: KeptAnswer,
): Promise<KeptAnswer | undefined> {
  const { rowCount } = await pool.query({
    name: "keep-idempotent-answer",
    text: `update idempotency_keys set status = $5, headers = $6, body = $7, rights = $8
           where caller = $1 and route = $2 and key = $3 and request_digest = $4 and status is null`,
    values: [
      caller,
      route,
      key,
      requestDigest,
      status,
      JSON.stringify(headers),
      body,
      JSON.stringify(rights),
    ],
  });
  if (rowCount === 1) return undefined;
  const { rows } = await pool.query<Row>(
    `select * from idempotency_keys
     where caller = $1 and route = $2 and key = $3 and request_digest = $4`,
    [caller, route, key, requestDigest],
  );
  return rows[0] && answerIn(rows[0]);
}

function answerIn({ status, headers, body, rights }: Row): KeptAnswer | undefined {
  if (status === null) return undefined;
  // Versions before 0.2.0 kept no rights.
  return {
    status,
    headers: headers ?? {},
    body: body ?? "",
    rights: askedRights.parse(rights ?? []),
  };
}

/** Keeps a repeat from taking over the key of a request that still runs. */
export async function holdKey(pool: pg.Pool, { caller, route, key }: KeyedRequest, now: string) {
  await pool.query({
    name: "hold-idempotency-key",
    text: `update idempotency_keys set locked_until = $4
           where caller = $1 and route = $2 and key = $3 and status is null`,
    values: [caller, route, key, addSeconds(now, lockSeconds)],
  });
}

/** Lets the next try claim the key at once, if there is no answer to keep. */
export async function releaseKey(pool: pg.Pool, { caller, route, key }: KeyedRequest, now: string) {
  await pool.query(
    `update idempotency_keys set locked_until = $4
     where caller = $1 and route = $2 and key = $3 and status is null`,
    [caller, route, key, now],
  );
}

/** SHA-256 over the parts, in hexadecimal. */
export function digestRequest(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest("hex");
}
