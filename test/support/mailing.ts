/** A mailer that keeps its mails, for tests without a mail server. */
import type { Mail, Mailer } from "../../src/platform/mail/mail.ts";

export function keepMails(): { readonly mails: Mail[]; readonly mailing: { mailer: Mailer } } {
  const mails: Mail[] = [];
  const mailer: Mailer = {
    async send(mail) {
      mails.push(mail);
    },
    forget: async () => undefined,
    close: async () => undefined,
  };
  return { mails, mailing: { mailer } };
}
