/** Stands in for all mailboxes in the demos: keeps the latest link per address and hands it out once. */
import type { Mailer } from "../src/platform/mail/mail.ts";

export interface Inbox {
  readonly mailer: Mailer;
  /** Waits for the link: an invitation is mailed a moment after its command is answered. @throws Error after 10 s */
  takeLink(address: string): Promise<string>;
}

const timeoutMilliseconds = 10_000;
const pauseMilliseconds = 5;

export function createInbox(): Inbox {
  const links = new Map<string, string>();
  return {
    mailer: {
      send: async ({ to, link }) => void links.set(to, link),
      forget: async (address) => void links.delete(address),
      close: async () => undefined,
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
