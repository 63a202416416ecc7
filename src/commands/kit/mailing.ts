/** Sends and counts mails for all mailers, and removes mails to people who were just erased. */
import { givenArray } from "../../platform/database/given-array.ts";
import { type Mail, MailFailed } from "../../platform/mail/mail.ts";
import type pg from "pg";
import { groupedRead } from "../../platform/group-reads.ts";
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
  if (await isErased(pool, userId)) await mailer.forget(to);
}

const isErased = groupedRead(async (pool: pg.Pool, userIds: readonly string[]) => {
  const { rows } = await pool.query<{ readonly user_id: string }>({
    name: "erased among",
    text: `select user_id from erasures where user_id = any(${givenArray(1, "uuid")})`,
    values: [userIds],
  });
  const erased = new Set(rows.map(({ user_id: userId }) => userId));
  return userIds.map((userId) => erased.has(userId));
});
