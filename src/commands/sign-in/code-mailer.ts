/**
 * Mails the codes that were asked for. Whether an address is known is looked up here, after the asker
 * was answered, and told by nothing but a mail to the address itself.
 */
import type { Services } from "../kit/context.ts";
import { claimCodes, codeMinutes, type CodeToMail, settleCode } from "./codes.ts";
import { addMinutes } from "../../domain/time.ts";
import { takeBackIfErased, type Mailing } from "../kit/mailing.ts";
import { codeMail } from "./code-mail.ts";
import { MailFailed } from "../../platform/mail/mail.ts";
import { findUserByEmail } from "../../projections/directory/queries/authorization.ts";

const mailedAtOnce = 8;
const leaseMinutes = 1;
/** A code lives for minutes only, so it is tried again soon. */
const pauseMinutes = 0.25;

/** Mails what is due; answers once nothing more is. */
export async function mailCodes(services: Services, mailing: Mailing): Promise<void> {
  for (;;) {
    const codes = await claimCodes(services, { limit: mailedAtOnce, leaseMinutes });
    await Promise.all(codes.map((code) => mailOne(services, mailing, code)));
    if (codes.length < mailedAtOnce) return;
  }
}

async function mailOne(
  services: Services,
  { mailer, sender, onResult }: Mailing,
  { codeId, code, email, signUp }: CodeToMail,
): Promise<void> {
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined && signUp === undefined) return settleCode(services, codeId);
  const mail = codeMail({
    to: user?.email ?? email,
    userId: user?.userId,
    code,
    codeId,
    organizationName: signUp?.organizationName,
    minutes: codeMinutes,
    publicUrl: services.publicUrl(),
    sender,
  });
  try {
    await mailer.send(mail);
    await takeBackIfErased(services.pool, mailer, mail);
    onResult("sent");
    await settleCode(services, codeId);
  } catch (error) {
    if (!(error instanceof MailFailed)) throw error;
    onResult("failed");
    // What the server said may repeat the address.
    services.log.warn({ isPassing: error.isPassing }, "a code could not be mailed");
    const again = addMinutes(services.clock().toISOString(), pauseMinutes);
    await settleCode(services, codeId, error.isPassing ? again : undefined);
  }
}
