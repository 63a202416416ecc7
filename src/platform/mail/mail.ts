/** A mail, and the interface of what sends it: a mail server (smtp.ts) or a folder (files.ts). */

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  /** The same content for readers without HTML. */
  readonly text: string;
  /** The same for each try, so that receivers recognize a duplicate (RFC 5322, 3.6.4). */
  readonly messageId: string;
  /** The link that the mail is about. */
  readonly link: string;
  /** May the log contain the link? Not if it contains an address. */
  readonly isLinkLogged: boolean;
  /** The recipient, if it is a user. The log may contain this id, but no address. */
  readonly userId: string | undefined;
}

export interface Mailer {
  /** Resolves once the mail is accepted. @throws MailFailed */
  send(mail: Mail): Promise<void>;
  /** Deletes the stored mails to the address. */
  forget(address: string): Promise<void>;
  close(): Promise<void>;
}

/** The mail was not accepted. */
export class MailFailed extends Error {
  override readonly name = "MailFailed";
  /** The mail server's answer, in one line. */
  readonly reason: string;
  /** May another try succeed? If not, the server refused for good. */
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

/** Headers of every mail: tell other machines not to answer it (RFC 3834). */
export const mailHeaders = { "Auto-Submitted": "auto-generated" } as const;

/** Makes a Message-ID from an id and the domain of `sender`, which is MAIL_FROM. */
export function messageIdFor(id: string, sender: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(sender)?.[1] ?? "localhost";
  return `<${id}@${domain}>`;
}
