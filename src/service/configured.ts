/** The parts of the service that the configuration chooses. */
import { join } from "node:path";
import type { Logger } from "pino";
import { forgetFirstRun } from "./bootstrap.ts";
import type { PersonElsewhere } from "../commands/kit/context.ts";
import type { Config } from "../platform/config.ts";
import { fileMailer } from "../platform/mail/files.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import { smtpMailer } from "../platform/mail/smtp.ts";
import type { ServiceKeys } from "../keys/service-keys.ts";
import { createPushSender, type PushSender } from "../platform/push/sender.ts";
import { createAccessTokens } from "../platform/oidc/access-tokens.ts";

export function accessTokensFor(config: Config, clock: () => Date, log: Logger) {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = config;
  return issuer && audience ? createAccessTokens({ issuer, audience, clock, log }) : undefined;
}

/** Whom a push service can ask about us (RFC 8292): the sender of our mail. */
function contactOf({ MAIL_FROM }: Config): string {
  const address = /[^\s<>]+@[^\s<>]+/.exec(MAIL_FROM)?.[0] ?? "muster@localhost";
  return `mailto:${address}`;
}

/** Mail by the configured server; without one, into files. */
export function mailerFor(config: Config, clock: () => Date, log: Logger): Mailer {
  const { SMTP_URL: url, MAIL_FROM: from, DATA_DIR } = config;
  return url === undefined
    ? fileMailer(join(DATA_DIR, "mail"), from, clock, log)
    : smtpMailer(url, from);
}

/** Takes an erased person out of what this machine keeps beside the stores. */
export function forgetElsewhereFor(config: Config, mailer: Pick<Mailer, "forget">) {
  return async ({ userId, email }: PersonElsewhere): Promise<void> => {
    if (email !== undefined) await mailer.forget(email);
    await forgetFirstRun(config.DATA_DIR, userId);
  };
}

/** Pushes under the service's own key. */
export function pushSenderFor(config: Config, { vapid }: ServiceKeys): PushSender {
  return createPushSender({ privateKey: vapid, subject: contactOf(config) });
}
