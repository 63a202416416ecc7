/**
 * What is recorded of a release: a story over its public API and its command line, in which each of its
 * commands and each of its event types occurs. Who adds one adds it to a chapter.
 */
import type { MailServer } from "../support/mail-server.ts";
import { chapters } from "./chapters.ts";
import { type Program, until } from "./program.ts";
import { addressOf, type Founder, type Teller, type Told } from "./teller.ts";

/** @param founder signed in, of the organization in teller.ts */
export async function tellStory(
  program: Program,
  mails: MailServer,
  { organizationId, userId, sessionToken }: Founder,
): Promise<Told> {
  const sessions: Record<string, string> = { olga: sessionToken };
  const members: Record<string, string> = { olga: userId };
  const none = { crm: "", wiki: "", token: "", tokenSecret: "", notification: "" };
  const made = { ...none, scheduled: "", inviteSecret: "" };
  const told: Told = { organizationId, sessions, members, made };
  const teller: Teller = {
    ...told,
    program,
    mails,
    organization: `/v1/organizations/${organizationId}`,
    send: (method, path, body, as = "olga") =>
      program.call(method, path, { token: sessions[as], body }),
    mailed: (name, pattern, count = 1) =>
      until(`mail ${count} to ${name}`, () => {
        const received = mails.mails.filter(({ recipients }) =>
          recipients.includes(addressOf(name)),
        );
        return pattern.exec(received[count - 1]?.text ?? "")?.[1];
      }),
  };
  for (const chapter of chapters) await chapter(teller);
  return told;
}
