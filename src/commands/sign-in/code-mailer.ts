/**
 * Mails codes. The address is looked up here, after the request was answered, so that only a mail to the
 * address reveals whether it is known.
 */
import { findUserByEmail } from "../../projections/directory/queries/authorization.ts";
import type { Services } from "../kit/context.ts";
import { type Outcome, queueJob } from "../kit/leased-queue.ts";
import { sendMail } from "../kit/mailing.ts";
import { codeMail } from "./code-mail.ts";
import { codeMailingName, codeMinutes, openCode } from "./codes.ts";

interface Row {
  readonly code_id: string;
  readonly details: string;
  readonly tries: number;
}

/** Mails all due codes. */
export const codeMailing = queueJob<Row>({
  name: codeMailingName,
  // Whoever asks for a code wakes the job; this is for retries, and for what another instance left.
  seconds: 5,
  claim: {
    name: "claim codes",
    text: `update sign_in_codes set due_at = $2, mail_tries = mail_tries + 1
           where code_id in (
             select code_id from sign_in_codes
             where mailed_at is null and due_at <= $1 and expires_at > $1
             order by due_at limit $3 for update skip locked)
           returning code_id, details, mail_tries as tries`,
  },
  batchSize: 8,
  claimMinutes: 1,
  // Every 15 seconds while the code is valid.
  pauses: Array<number>(4 * codeMinutes).fill(0.25),
  work: mailOne,
  settle: ({ pool, clock }, { code_id: codeId }, { dueAt }) =>
    pool.query(
      "update sign_in_codes set mailed_at = $2, due_at = coalesce($3, due_at) where code_id = $1",
      [codeId, dueAt === undefined ? clock().toISOString() : undefined, dueAt],
    ),
});

async function mailOne(services: Services, row: Row): Promise<Outcome> {
  const { code, longForm, email, signUp } = openCode(services.keys, row);
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined && signUp === undefined) return "done";
  const failure = await sendMail(services, async () =>
    codeMail({
      to: user?.email ?? email,
      userId: user?.userId,
      code,
      longForm,
      codeId: row.code_id,
      isSignUp: signUp !== undefined,
      minutes: codeMinutes,
      publicUrl: services.publicUrl(),
      sender: services.mailSender,
    }),
  );
  if (failure === undefined) return "done";
  // Without the server's answer, which may contain the address.
  services.log.warn({ isTransient: failure.isTransient }, "a code could not be mailed");
  return failure.isTransient ? { retryAfter: 0 } : "failed";
}
