/** Writes the mail with a code for signing in or signing up. */
import { escapeHtml } from "../../domain/organization/mail-markup.ts";
import { type Mail, messageIdFor } from "../../platform/mail/mail.ts";

interface CodeMail {
  readonly to: string;
  readonly userId: string | undefined;
  readonly code: string;
  /** The form of the code for the link. */
  readonly longForm: string;
  readonly codeId: string;
  /** The mail does not show the new organization's name: anybody may send it to any address. */
  readonly isSignUp: boolean;
  readonly minutes: number;
  /** The front end's base URL. */
  readonly publicUrl: string;
  readonly sender: string;
}

/** @param given what the page signs in with; in the fragment, which browsers send to no server */
export function signInLink(publicUrl: string, given: Readonly<Record<string, string>>): string {
  return `${publicUrl}/sign-in#${new URLSearchParams(given).toString()}`;
}

export function codeMail(mail: CodeMail): Mail {
  const { to, userId, code, longForm, codeId, isSignUp, minutes, publicUrl, sender } = mail;
  const link = signInLink(publicUrl, { email: to, code: longForm });
  const purpose = isSignUp ? "sign up" : "sign in";
  const lines = [
    `Your code to ${purpose}: ${code}`,
    `It can be used once, within ${minutes} minutes.`,
    "If you did not ask for a code, ignore this message. Nothing happens without the code.",
  ];
  return {
    to,
    subject: `${code} is your code`,
    text: `${lines[0]}\n\nOr open this link:\n${link}\n\n${lines[1]}\n${lines[2]}\n`,
    html: [
      `<p>Your code to ${purpose}: <strong>${code}</strong></p>`,
      `<p>Or open <a href="${escapeHtml(link)}">this link</a>.</p>`,
      `<p>${lines[1]} ${lines[2]}</p>`,
      "",
    ].join("\n"),
    messageId: messageIdFor(codeId, sender),
    link,
    isLinkLogged: false,
    userId,
  };
}
