/**
 * Codes that prove an e-mail address (docs/decisions/0007-signing-in.md). A code is derived from its id
 * and stored nowhere. Everything here is the same for known and unknown addresses.
 */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { transaction } from "../../platform/database/pool.ts";
import { addMinutes } from "../../domain/time.ts";
import { seal, unseal } from "../../eventstore/sealing.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";
import type { CommandContext } from "../kit/context.ts";
import { addressKey } from "../kit/stream-targets.ts";

/** How long a code is valid. */
export const codeMinutes = 10;
const codeDigits = 8;
const maximumTries = 5;
/** The most valid codes of one address. With the tries, this limits guessing. */
const maximumValid = 5;
/** The most codes of one address. With the tries, this limits guessing over a longer time. */
const codesPerHour = 30;

/** What the person asked for. */
const details = z.object({
  email: z.string(),
  /** Left out when signing in. */
  signUp: z
    .object({ firstName: z.string(), lastName: z.string(), organizationName: z.string() })
    .optional(),
});
export type CodeDetails = z.output<typeof details>;

/** Queues a code for mailing. Does nothing at the limits: the codes that were mailed stay valid. */
export async function askForCode(context: CommandContext, asked: CodeDetails): Promise<void> {
  const { keys, pool } = context.services;
  const codeId = context.ids.next();
  const key = addressKey(keys, asked.email);
  const sealed = seal(sealingKey(keys), sealingContext(codeId), Buffer.from(JSON.stringify(asked)));
  await transaction(pool, async (client) => {
    // One request per address at a time, so that the counts are exact.
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [key]);
    await client.query({
      name: "ask for code",
      text: `insert into sign_in_codes
               (code_id, address_key, details, asked_at, expires_at, tries, due_at, mail_tries)
             select $1, $2, $3, $4, $5, 0, $4, 0
             from (select count(*) filter (where expires_at > $4 and used_at is null
                                             and tries < $6) as live,
                          count(*) as asked
                   from sign_in_codes where address_key = $2 and asked_at > $9) counted
             where live < $7 and asked < $8
             on conflict (code_id) do nothing`,
      values: [
        codeId,
        key,
        sealed,
        context.at,
        addMinutes(context.at, codeMinutes),
        maximumTries,
        maximumValid,
        codesPerHour,
        addMinutes(context.at, -60),
      ],
    });
  });
}

/**
 * Uses a code up. Every call first counts as a try of each code of the address, so that parallel guesses
 * get no more tries than sequential ones.
 * @returns undefined if no valid code of the address matches
 */
export async function useCode(
  context: CommandContext,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<UsedCode | undefined> {
  const { keys, pool } = context.services;
  const { rows } = await pool.query<{ code_id: string; details: string; asked_at: string }>({
    name: "try code",
    text: `update sign_in_codes set tries = tries + 1
           where address_key = $1 and expires_at > $2 and used_at is null and tries < $3
           returning code_id, details, asked_at`,
    values: [addressKey(keys, email), context.at, maximumTries],
  });
  const found = rows.find(({ code_id: codeId }) => isSame(codeFor(keys, codeId), code));
  if (found === undefined) return undefined;
  const used = await pool.query(
    "update sign_in_codes set used_at = $2 where code_id = $1 and used_at is null",
    [found.code_id, context.at],
  );
  if (used.rowCount !== 1) return undefined;
  const { code_id: codeId, asked_at: askedAt } = found;
  return { ...detailsOf(keys, codeId, found.details), codeId, askedAt };
}

/** Makes a used code valid again, because the sign-in could not be completed. */
export async function giveBackCode({ services }: CommandContext, codeId: string): Promise<void> {
  await services.pool.query("update sign_in_codes set used_at = null where code_id = $1", [codeId]);
}

export interface UsedCode extends CodeDetails {
  readonly codeId: string;
  readonly askedAt: string;
}

/** The code and what the person asked for. */
export function openCode(
  keys: ServiceKeys,
  { code_id: codeId, details: box }: { readonly code_id: string; readonly details: string },
): CodeDetails & { readonly code: string } {
  return { ...detailsOf(keys, codeId, box), code: codeFor(keys, codeId) };
}

function codeFor(keys: ServiceKeys, codeId: string): string {
  const bytes = createHmac("sha256", keys.signInCodes).update(`code\n${codeId}`).digest();
  return String(bytes.readBigUInt64BE() % 10n ** BigInt(codeDigits)).padStart(codeDigits, "0");
}

function isSame(code: string, given: string): boolean {
  return given.length === code.length && timingSafeEqual(Buffer.from(code), Buffer.from(given));
}

function detailsOf(keys: ServiceKeys, codeId: string, box: string): CodeDetails {
  const text = unseal(sealingKey(keys), sealingContext(codeId), box).toString();
  return details.parse(JSON.parse(text));
}

/** A separate key for sealing, derived from the key for codes. */
function sealingKey(keys: ServiceKeys) {
  return createSecretKey(createHmac("sha256", keys.signInCodes).update("sealing").digest());
}

function sealingContext(codeId: string): string {
  return `sign-in-code\n${codeId}`;
}
