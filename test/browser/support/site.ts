/** The service that a browser visits: a whole one in this process, with its own database, port and mail server. */
import {
  createMusterClient,
  type MusterClient,
  unwrap,
} from "../../../clients/typescript/src/index.ts";
import type { Services } from "../../../src/commands/kit/context.ts";
import { openSession } from "../../../src/commands/sign-in/sessions.ts";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { createLog } from "../../../src/platform/log.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { startService } from "../../../src/service/service.ts";
import { createTestDatabase, databaseUrl } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { type MailServer, startMailServer } from "../../support/mail-server.ts";
import { masterKey, unlimited } from "../../support/services.ts";
import { ensureBuiltConsole } from "./built-console.ts";
import { type SiteClock, siteClock } from "./clock.ts";

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

export interface Site {
  /** Where people find it: PUBLIC_URL, or where it listens. */
  readonly url: string;
  /** Where it listens. */
  readonly address: string;
  readonly clock: SiteClock;
  readonly services: Services;
  readonly mail: MailServer;
  /** The organization of the site's owner. */
  readonly organizationId: string;
  readonly owner: Person;
  /** A token of a new session, like after a sign-in. */
  signIn(person: Pick<Person, "userId">): Promise<string>;
  /** The API as the person, to prepare a story and to see what came of it. */
  as(person: Pick<Person, "userId">): Promise<MusterClient>;
  /** Invites by the owner and waits for the mail. @returns the link in it */
  invite(person: Invited): Promise<Invitation>;
  /** A member who has accepted their invitation. */
  addMember(person: Invited): Promise<Person>;
  /** The newest code that was mailed to the address; every call waits for one more. */
  mailedCode(email: string): Promise<string>;
  stop(): Promise<void>;
}

export interface Invited {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userRole?: OrganizationRole;
  readonly language?: string;
}

export interface Invitation extends Person {
  readonly link: string;
}

/** @param environment variables that configure the service */
export async function startSite(environment: Readonly<Record<string, string>> = {}): Promise<Site> {
  await ensureBuiltConsole();
  const database = await createTestDatabase();
  const mail = await startMailServer();
  const clock = siteClock();
  const config = loadConfig({
    ...unlimited,
    PORT: "0",
    DATABASE_URL: databaseUrl(database.connection),
    MUSTER_MASTER_KEY: masterKey.toString("base64"),
    SMTP_URL: mail.url,
    MAIL_FROM: "Muster <muster@muster.test>",
    ...environment,
  });
  const service = await startService({ config, log: createLog("silent"), clock: clock.now });
  const { services, url: address } = service;
  const url = services.publicUrl();
  const founding = { email: "olga@example.com", organization: "Analytical Engines" };
  const { organizationId, userId: ownerId } = await bootstrap(services, founding);
  const owner = { userId: ownerId, email: founding.email, name: "Olga Owner" };

  const signIn = async ({ userId }: Pick<Person, "userId">): Promise<string> =>
    (await openSession(services, userId, crypto.randomUUID())).sessionToken;
  const as = async (person: Pick<Person, "userId">): Promise<MusterClient> =>
    createMusterClient({ baseUrl: address, token: await signIn(person) });
  const [firstName = "", lastName = ""] = owner.name.split(" ");
  await unwrap((await as(owner)).PATCH("/v1/users/me", { body: { firstName, lastName } }));

  const codes = new Map<string, number>();
  async function mailedCode(email: string): Promise<string> {
    const count = (codes.get(email) ?? 0) + 1;
    codes.set(email, count);
    const withCode = () =>
      mail.mails.flatMap(({ recipients, subject }) =>
        recipients.includes(email) ? (/\b\d{8}\b/.exec(subject ?? "") ?? []) : [],
      );
    await eventually(() => withCode().length >= count, `${count} codes for ${email}`);
    return withCode()[count - 1] ?? "";
  }

  async function invite({ language, ...person }: Invited): Promise<Invitation> {
    const { email } = person;
    const mailed = mail.mails.filter(({ recipients }) => recipients.includes(email)).length;
    const invited = await unwrap(
      (await as(owner)).POST("/v1/organizations/{organizationId}/members", {
        params: { path: { organizationId } },
        body: { ...person, ...(language !== undefined && { invite: { language } }) },
      }),
    );
    const link = linkIn((await mail.received(email, mailed + 1)).at(-1)?.text);
    return { userId: invited.userId, email, name: `${person.firstName} ${person.lastName}`, link };
  }

  return {
    url,
    address,
    clock,
    services,
    mail,
    organizationId,
    owner,
    signIn,
    as,
    mailedCode,
    invite,
    async addMember(person) {
      const { link, ...member } = await invite(person);
      const client = createMusterClient({ baseUrl: address });
      const [, token = ""] = link.split("#token=");
      await unwrap(client.POST("/v1/invites/accept", { body: { token } }));
      return member;
    },
    async stop() {
      await service.stop();
      await mail.stop();
      await database.drop();
    },
  };
}

/** The link in a mail's text that leads to the console. */
export function linkIn(text = ""): string {
  const [link] = /https?:\S+#[\w.~%=&+-]+/.exec(text) ?? [];
  if (link === undefined) throw new Error(`no link in the mail:\n${text}`);
  return link;
}
