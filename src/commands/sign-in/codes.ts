/**
 * Codes that prove an address: asked for, mailed, given back. A code is derived from its id and so is
 * stored nowhere. All that is done here is the same for addresses that are known and for all others.
 */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { transaction } from "../../platform/database/pool.ts";
import { addMinutes } from "../../domain/time.ts";
import { seal, unseal } from "../../eventstore/sealing.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";
import type { CommandContext } from "../kit/context.ts";
import { addressKey } from "../kit/stream-targets.ts";

/** How long a code can be used (api.md, "Sign-in"). */
export const codeMinutes = 10;
const codeDigits = 8;
const triesAtMost = 5;
/** Codes of one address that live at the same time: with the tries, they bound guessing. */
const liveAtMost = 5;
/** With the tries, they bound guessing over a longer time. */
const askedPerHour = 30;

/** What was asked for with a code. */
const details = z.object({
  email: z.string(),
  /** Left out where somebody who is known signs in. */
  signUp: z
    .object({ firstName: z.string(), lastName: z.string(), organizationName: z.string() })
    .optional(),
});
export type CodeDetails = z.output<typeof details>;

/** Notes that a code is to be mailed. Where enough live already, none is added: those are still good. */
export async function askForCode(context: CommandContext, asked: CodeDetails): Promise<void> {
  const { keys, pool } = context.services;
  const codeId = context.ids.next();
  const key = addressKey(keys, asked.email);
  const sealed = seal(sealingKey(keys), sealingContext(codeId), Buffer.from(JSON.stringify(asked)));
  await transaction(pool, async (client) => {
    // One asker of an address at a time, so that the counts are true.
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
        triesAtMost,
        liveAtMost,
        askedPerHour,
        addMinutes(context.at, -60),
      ],
    });
  });
}

/**
 * Uses the code up. Every call counts as a try of each code of the address, before it is compared, so
 * that guesses at the same time are no more than guesses one after the other.
 * @returns undefined where no live code of the address is this one
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
    values: [addressKey(keys, email), context.at, triesAtMost],
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

/** Gives a code back whose use could not be finished: nothing of it is lost to its holder. */
export async function giveBackCode({ services }: CommandContext, codeId: string): Promise<void> {
  await services.pool.query("update sign_in_codes set used_at = null where code_id = $1", [codeId]);
}

export interface UsedCode extends CodeDetails {
  readonly codeId: string;
  readonly askedAt: string;
}

/** A code as it is mailed, with what was asked for. */
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

/** A key of its own for sealing, derived from the one for codes. */
function sealingKey(keys: ServiceKeys) {
  return createSecretKey(createHmac("sha256", keys.signInCodes).update("sealing").digest());
}

function sealingContext(codeId: string): string {
  return `sign-in-code\n${codeId}`;
}
