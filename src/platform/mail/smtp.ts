/** Sends mail by SMTP: `smtps:` uses TLS, `smtp:` uses STARTTLS if the server offers it. */
import { createTransport } from "nodemailer";
import { type Mail, type Mailer, MailFailed, mailHeaders } from "./mail.ts";

const milliseconds = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const connections = 4;
/**
 * For one mail as a whole: a server that answers a byte now and then is never silent. Shorter than any claim
 * of a queue, so that nobody else sends the same mail meanwhile.
 */
const sendMilliseconds = 50_000;

/**
 * @param url SMTP_URL; its query may set options of the client, such as `?requireTLS=true`
 * @param from MAIL_FROM
 * @param within only tests pass another
 */
export function smtpMailer(url: string, from: string, within = sendMilliseconds): Mailer {
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
          // As an object, so that nothing in an address is read as a second address.
          to: { name: "", address: to },
          subject,
          html,
          text,
          messageId,
          headers: mailHeaders,
          signal: AbortSignal.timeout(within),
        })
        .catch((error: unknown) => {
          throw failureOf(error);
        });
    },
    // Sent mail is with the mail server.
    forget: async () => undefined,
    async close() {
      transport.close();
    },
  };
}

/** A password must not leave this machine unencrypted. */
function mustBeEncrypted({ username, hostname, protocol }: URL): boolean {
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return username !== "" && !isLocal && protocol === "smtp:";
}

interface SmtpError {
  readonly name?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** A 5yz for the address or the message is permanent (RFC 5321, 4.2.1); every other failure is transient. */
function failureOf(error: unknown): MailFailed {
  const { name, command = "", response, responseCode = 0 } = error as SmtpError;
  if (name === "AbortError") return new MailFailed("The mail server took too long.", true);
  // A refused sender or log-in is a configuration fault, which an operator can fix.
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  const isRefusal = responseCode >= 500 && responseCode < 600;
  const isPermanent = isAboutMail && isRefusal && ![530, 535].includes(responseCode);
  const reason = response ?? (error instanceof Error ? error.message : "");
  return new MailFailed(reason, !isPermanent);
}
