/** Reads the mails of the demos: keeps the latest link per address and hands it out once. */
import type { Mailer } from "../src/platform/mail/mail.ts";

export interface Inbox {
  readonly mailer: Mailer;
  /** Waits for the link: an invitation is mailed a moment after its command is answered. @throws Error after 10 s */
  takeLink(address: string): Promise<string>;
}

const timeoutMilliseconds = 10_000;
const pauseMilliseconds = 5;

/** @param passOn where the mails go after that; nowhere if left out */
export function createInbox(passOn?: Mailer): Inbox {
  const links = new Map<string, string>();
  return {
    mailer: {
      async send(mail) {
        await passOn?.send(mail);
        links.set(mail.to, mail.link);
      },
      async forget(address) {
        await passOn?.forget(address);
        links.delete(address);
      },
      close: async () => passOn?.close(),
    },
    async takeLink(address) {
      for (let waited = 0; waited < timeoutMilliseconds; waited += pauseMilliseconds) {
        const link = links.get(address);
        if (link !== undefined) {
          links.delete(address);
          return link;
        }
        await new Promise((resolve) => {
          setTimeout(resolve, pauseMilliseconds);
        });
      }
      throw new Error(`no invitation was mailed to ${address}`);
    },
  };
}
