/**
 * Codes that prove an e-mail address (docs/decisions/0007-signing-in.md). A code is derived from its id
 * and stored nowhere. Everything here is the same for known and unknown addresses.
 *
 * A code has two forms: digits to type, which somebody could guess, so few tries are allowed; and the long
 * form in the mail's link, which nobody can guess. Guesses by strangers use up only the digits, so whoever
 * reads the mail can always sign in (docs/decisions/0019-proof.md).
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
/** The most codes of one address that one network asks for and nobody uses. */
const unusedPerSource = 10;
/**
 * At the limits, one more code is mailed if none was for this long. It is shorter than a code is valid, so
 * whoever asks has a valid link in their mail.
 */
const pauseMinutes = 5;

/** The name of the job that mails codes. */
export const codeMailingName = "mailing codes";

/** What the person asked for. */
const details = z.object({
  email: z.string(),
  /** Left out when signing in. */
  signUp: z
    .object({ firstName: z.string(), lastName: z.string(), organizationName: z.string() })
    .optional(),
});
export type CodeDetails = z.output<typeof details>;

/**
 * Queues a code for mailing at once, whatever the clock says: it may be set back in between. Does nothing at the
 * limits: the links that were mailed stay valid.
 * @param source the network that asks; only a keyed digest of it is stored
 */
export async function askForCode(context: CommandContext, asked: CodeDetails, source: string) {
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
               (code_id, address_key, details, asked_at, expires_at, tries, due_at, mail_tries, source_key)
             select $1, $2, $3, $4, $5, 0, '-infinity'::timestamptz, 0, $10
             from (select count(*) filter (where expires_at > $4 and used_at is null
                                             and tries < $6) as live,
                          count(*) as asked,
                          count(*) filter (where source_key = $10 and used_at is null) as unused,
                          max(asked_at) as latest
                   from sign_in_codes where address_key = $2 and asked_at > $9) counted
             where (live < $7 and asked < $8 and unused < $11)
                or (live < $7 and latest <= $12)
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
        keyedDigest(keys, "source", source),
        unusedPerSource,
        addMinutes(context.at, -pauseMinutes),
      ],
    });
  });
  // Whether or not there is anything to mail: the answer must not take longer for one of them.
  context.services.wakeJob(codeMailingName);
}

/** Of codes that are handed out instead of mailed; it is no network's name. */
const handedOut = "handed out";

/**
 * Makes a code for the person at this machine, which is not mailed; an earlier one ends. Like any code it
 * works once, and for `codeMinutes`.
 * @returns its long form
 */
export async function handOutCode({ services, ids, at }: CommandContext, email: string) {
  const { keys, pool } = services;
  const codeId = ids.next();
  const box = seal(
    sealingKey(keys),
    sealingContext(codeId),
    Buffer.from(JSON.stringify({ email })),
  );
  const key = addressKey(keys, email);
  const source = keyedDigest(keys, "source", handedOut);
  await transaction(pool, async (client) => {
    await client.query("delete from sign_in_codes where address_key = $1 and source_key = $2", [
      key,
      source,
    ]);
    await client.query(
      `insert into sign_in_codes
         (code_id, address_key, details, asked_at, expires_at, tries, due_at, mail_tries, mailed_at, source_key)
       values ($1, $2, $3, $4, $5, 0, $4, 0, $4, $6)`,
      [codeId, key, box, at, addMinutes(at, codeMinutes), source],
    );
  });
  return longFormOf(keys, codeId);
}

/**
 * Uses a code up, given in either form.
 * @returns undefined if no valid code of the address matches
 */
export async function useCode(
  context: CommandContext,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<UsedCode | undefined> {
  const { keys, pool } = context.services;
  const isShort = code.length === codeDigits;
  const valid = isShort ? await tryDigits(context, email) : await validCodes(context, email);
  const form = isShort ? digitsOf : longFormOf;
  const found = valid.find(({ code_id: codeId }) => isSame(form(keys, codeId), code));
  if (found === undefined) return undefined;
  const used = await pool.query(
    "update sign_in_codes set used_at = $2 where code_id = $1 and used_at is null",
    [found.code_id, context.at],
  );
  if (used.rowCount !== 1) return undefined;
  const { code_id: codeId, asked_at: askedAt } = found;
  const wasMailed = found.source_key !== keyedDigest(keys, "source", handedOut);
  return { ...detailsOf(keys, codeId, found.details), codeId, askedAt, wasMailed };
}

interface ValidCode {
  readonly code_id: string;
  readonly details: string;
  readonly asked_at: string;
  readonly source_key: string | null;
}

/**
 * The codes whose digits may be tried. Every call first counts as a try of each code of the address, so that
 * parallel guesses get no more tries than sequential ones.
 */
async function tryDigits(context: CommandContext, email: string): Promise<ValidCode[]> {
  const { keys, pool } = context.services;
  const { rows } = await pool.query<ValidCode>({
    name: "try code",
    // Locks the rows in one order, so that parallel tries cannot deadlock.
    text: `with locked as materialized (
             select code_id from sign_in_codes
             where address_key = $1 and expires_at > $2 and used_at is null and tries < $3
             order by code_id for update)
           update sign_in_codes set tries = tries + 1
           where code_id in (select code_id from locked) and used_at is null and tries < $3
           returning code_id, details, asked_at, source_key`,
    values: [addressKey(keys, email), context.at, maximumTries],
  });
  return rows;
}

/** The codes whose long form is valid. It has 256 bits, so its tries need not be counted. */
async function validCodes(context: CommandContext, email: string): Promise<ValidCode[]> {
  const { keys, pool } = context.services;
  const { rows } = await pool.query<ValidCode>({
    name: "valid codes",
    text: `select code_id, details, asked_at, source_key from sign_in_codes
           where address_key = $1 and expires_at > $2 and used_at is null`,
    values: [addressKey(keys, email), context.at],
  });
  return rows;
}

/** Makes a used code valid again, because the sign-in could not be completed. */
export async function giveBackCode({ services }: CommandContext, codeId: string): Promise<void> {
  await services.pool.query("update sign_in_codes set used_at = null where code_id = $1", [codeId]);
}

interface UsedCode extends CodeDetails {
  readonly codeId: string;
  readonly askedAt: string;
  /** Does it prove that the person reads the mail of the address? */
  readonly wasMailed: boolean;
}

/** The code in both forms, and what the person asked for. */
export function openCode(
  keys: ServiceKeys,
  { code_id: codeId, details: box }: { readonly code_id: string; readonly details: string },
): CodeDetails & { readonly code: string; readonly longForm: string } {
  const forms = { code: digitsOf(keys, codeId), longForm: longFormOf(keys, codeId) };
  return { ...detailsOf(keys, codeId, box), ...forms };
}

function digitsOf(keys: ServiceKeys, codeId: string): string {
  const bytes = createHmac("sha256", keys.signInCodes).update(`code\n${codeId}`).digest();
  return String(bytes.readBigUInt64BE() % 10n ** BigInt(codeDigits)).padStart(codeDigits, "0");
}

function longFormOf(keys: ServiceKeys, codeId: string): string {
  return createHmac("sha256", keys.signInCodes).update(`link\n${codeId}`).digest("base64url");
}

function keyedDigest(keys: ServiceKeys, purpose: string, text: string): string {
  return createHmac("sha256", keys.signInCodes).update(`${purpose}\n${text}`).digest("base64url");
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
