/** A mail server's refusal counts against the address only if it is about the address. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import type { MailFailed } from "../../../src/platform/mail/mail.ts";
import { smtpMailer } from "../../../src/platform/mail/smtp.ts";

test.each([
  ["the server refuses the sender", "550 sender not allowed", 550],
  ["the server requires authentication or encryption", "530 Must issue STARTTLS first", 530],
])(
  "a configuration fault does not count against the invited address: %s",
  async (_, text, code) => {
    const server = new SMTPServer({
      authOptional: true,
      logger: false,
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error(text), { responseCode: code })),
    });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.server.address() as AddressInfo;
    const mailer = smtpMailer(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`, "a@b.cd");
    const failure = await mailer
      .send({
        to: "x@y.zz",
        subject: "s",
        html: "h",
        text: "t",
        messageId: "<a@b>",
        link: "l",
        isLinkLogged: false,
        userId: undefined,
      })
      .catch((error: unknown) => error as MailFailed);
    await mailer.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    expect(failure).toMatchObject({ isTransient: true });
  },
);
