/** What the chapters of the story share. */
import type { MailServer } from "../support/mail-server.ts";
import type { Program } from "./program.ts";

export interface Told {
  readonly organizationId: string;
  /** Session tokens by first name. */
  readonly sessions: Record<string, string>;
  /** User ids by first name. */
  readonly members: Record<string, string>;
  /** What else a chapter made, for the reads and the tests: ids and secrets. */
  readonly made: Record<
    "crm" | "wiki" | "token" | "tokenSecret" | "notification" | "scheduled" | "inviteSecret",
    string
  >;
}

export interface Teller extends Told {
  readonly program: Program;
  readonly mails: MailServer;
  /** The path of the organization. */
  readonly organization: string;
  /** Requests as somebody of the story, the owner if nobody is named. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the chapters read any shape
  send(method: string, path: string, body?: unknown, as?: string): Promise<any>;
  /** Waits for the so-manieth mail to somebody and returns what it contains. */
  mailed(name: string, pattern: RegExp, count?: number): Promise<string>;
}

export interface Founder {
  readonly organizationId: string;
  readonly userId: string;
  readonly sessionToken: string;
}

export const founding = { email: "olga@example.com", organization: "Analytical Engines" };

export const addressOf = (name: string): string => `${name}@example.com`;
