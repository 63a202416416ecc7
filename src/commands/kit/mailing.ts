/** What all that mail share: a mail is sent and counted, or taken back from somebody erased meanwhile. */
import { type Mail, MailFailed } from "../../platform/mail/mail.ts";
import type { Services } from "./context.ts";

/** Answers why the mail could not be made or sent, if so. */
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

async function takeBackIfErased({ pool, mailer }: Services, { userId, to }: Mail): Promise<void> {
  if (userId === undefined) return;
  const { rowCount } = await pool.query("select from erasures where user_id = $1", [userId]);
  if (rowCount !== 0) await mailer.forget(to);
}
