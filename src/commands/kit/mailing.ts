/** Sends and counts mails for all mailers, and removes mails to people who were just erased. */
import { type Mail, MailFailed } from "../../platform/mail/mail.ts";
import type { Services } from "./context.ts";

/** @returns the failure, if the mail cannot be composed or sent */
export async function sendMail(
  services: Services,
  compose: () => Promise<Mail>,
): Promise<MailFailed | undefined> {
  let failure: MailFailed | undefined;
  try {
    const mail = await compose();
    await services.mailer.send(mail);
    await takeBackIfErased(services, mail);
  } catch (error) {
    if (!(error instanceof MailFailed)) throw error;
    failure = error;
  }
  services.metrics.mail(failure === undefined ? "sent" : "failed");
  return failure;
}

/** Call it after sending, because an erasure may run meanwhile. */
async function takeBackIfErased({ pool, mailer }: Services, { userId, to }: Mail): Promise<void> {
  if (userId === undefined) return;
  const { rowCount } = await pool.query("select from erasures where user_id = $1", [userId]);
  if (rowCount !== 0) await mailer.forget(to);
}
