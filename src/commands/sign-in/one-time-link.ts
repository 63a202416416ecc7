/** The link with which the person who started the service signs in by one click. */
import type { Services } from "../kit/context.ts";
import { systemContext } from "../kit/system-context.ts";
import { signInLink } from "./code-mail.ts";
import { codeMinutes, handOutCode } from "./codes.ts";

export interface OneTimeLink {
  readonly link: string;
  /** For how long it works. */
  readonly minutes: number;
}

/** Show it only to whoever may be the person: it signs in without a mail. A new link ends the one before. */
export async function oneTimeLink(services: Services, email: string): Promise<OneTimeLink> {
  const code = await handOutCode(systemContext(services), email);
  // With `from`, the page on this machine needs no further click; links in mails are also opened by scanners.
  const link = signInLink(services.publicUrl(), { email, code, from: "banner" });
  return { link, minutes: codeMinutes };
}
