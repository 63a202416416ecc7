/** A real mail server on the loopback: keeps accepted mails parsed, and refuses addresses that a test names. */
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { eventually } from "./eventually.ts";

export interface Received extends ParsedMail {
  /** From the envelope. */
  readonly recipients: readonly string[];
  readonly isEncrypted: boolean;
}

export interface MailServer {
  /** For SMTP_URL; its query accepts the self-signed certificate. */
  readonly url: string;
  readonly mails: Received[];
  /** Answers mail to the address with this code from now on; undefined accepts it again. */
  refuse(address: string, code?: number, response?: string): void;
  /** Waits for `count` mails to the address and returns them. */
  received(address: string, count?: number): Promise<Received[]>;
  stop(): Promise<void>;
}

interface Refusal extends Error {
  responseCode?: number;
}

export async function startMailServer({ secure = false } = {}): Promise<MailServer> {
  const mails: Received[] = [];
  const refusals = new Map<string, Refusal>();
  /** Returns the error if the message cannot be parsed. */
  async function take(stream: Readable, session: SMTPServerSession): Promise<Error | undefined> {
    try {
      const mail = await simpleParser(stream);
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      mails.push(Object.assign(mail, { recipients, isEncrypted: session.secure }));
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  const server = new SMTPServer({
    secure,
    authOptional: true,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      callback(refusals.get(address));
    },
    onData(stream, session, callback) {
      void (async () => callback(await take(stream, session)))();
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${secure ? "smtps" : "smtp"}://127.0.0.1:${port}?tls.rejectUnauthorized=false`,
    mails,
    refuse(address, code = 0, response = "") {
      if (code === 0) refusals.delete(address);
      else refusals.set(address, Object.assign(new Error(response), { responseCode: code }));
    },
    async received(address, count = 1) {
      const find = () => mails.filter(({ recipients }) => recipients.includes(address));
      await eventually(() => find().length >= count, `${count} mails to ${address}`);
      return find();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
