/** A mail on its way, and who takes it: a mail server (smtp.ts) or a folder (files.ts). */

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  /** The same for readers without HTML. */
  readonly text: string;
  /** The same each time the mail is sent, so that receivers recognize a repeat (RFC 5322, 3.6.4). */
  readonly messageId: string;
  /** The one link that it is about. */
  readonly link: string;
  /** May the link stand in a log? Not where it tells an address. */
  readonly isLinkLogged: boolean;
  /** Whom it is for, where that is a user: an id may stand in a log, an address may not. */
  readonly userId: string | undefined;
}

export interface Mailer {
  /** Resolves once the mail is taken over. @throws MailFailed */
  send(mail: Mail): Promise<void>;
  /** Destroys what is kept of mails to the address. */
  forget(address: string): Promise<void>;
  close(): Promise<void>;
}

/** The mail was not taken over. */
export class MailFailed extends Error {
  override readonly name = "MailFailed";
  /** What the mail server said, in one line. */
  readonly reason: string;
  /** Another try may succeed; otherwise the server refused for good. */
  readonly isTransient: boolean;

  constructor(reason: string, isTransient: boolean) {
    const line = reason
      .replaceAll(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, 1000)
      .toWellFormed();
    super(line);
    this.reason = line || "The mail server gave no reason.";
    this.isTransient = isTransient;
  }
}

/** What every mail carries beside its own: a machine sent it, so no machine shall answer (RFC 3834). */
export const mailHeaders = { "Auto-Submitted": "auto-generated" } as const;

/** A Message-ID made of an id of ours. `sender` is MAIL_FROM, whose domain it takes. */
export function messageIdFor(id: string, sender: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(sender)?.[1] ?? "localhost";
  return `<${id}@${domain}>`;
}
