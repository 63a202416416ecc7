/** Mail by SMTP: over TLS with `smtps:`, and by STARTTLS with `smtp:` where the server offers it. */
import { createTransport } from "nodemailer";
import { type Mail, type Mailer, MailFailed, mailHeaders } from "./mail.ts";

const milliseconds = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const connections = 4;

/**
 * @param url SMTP_URL; the client's options may stand in its query, such as `?requireTLS=true`
 * @param from MAIL_FROM
 */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    ...milliseconds,
    ...(mustBeEncrypted(new URL(url)) && { requireTLS: true }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, html, text, messageId }: Mail) {
      await transport
        .sendMail({
          from,
          // As an object: nothing in an address is taken for a second one.
          to: { name: "", address: to },
          subject,
          html,
          text,
          messageId,
          headers: mailHeaders,
        })
        .catch((error: unknown) => {
          throw failureOf(error);
        });
    },
    // Mail that was handed over is the mail server's.
    forget: async () => undefined,
    async close() {
      transport.close();
    },
  };
}

/** A password does not leave this machine in the clear. */
function mustBeEncrypted({ username, hostname, protocol }: URL): boolean {
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return username !== "" && !isLocal && protocol === "smtp:";
}

interface SmtpError {
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** A refusal of the address or of the message (5xx) is for good; all else may pass. */
function failureOf(error: unknown): MailFailed {
  const { command = "", response, responseCode = 0 } = error as SmtpError;
  // A refused sender or log-in is the fault of the set-up, which somebody will mend.
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  const isForGood = isAboutMail && responseCode >= 500 && ![530, 535].includes(responseCode);
  const reason = response ?? (error instanceof Error ? error.message : "");
  return new MailFailed(reason, !isForGood);
}
