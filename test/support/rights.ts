/** Kinds of rights: how a person comes to hold each, where one sees whether it works, and how it ends. */
import type { Pool } from "pg";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { eventually } from "./eventually.ts";
import { untilFinal } from "./keyed-writers.ts";
import type { MailServer } from "./mail-server.ts";
import type { Answer } from "./process.ts";

export interface RightsSetting {
  /** Where rights are given. */
  readonly url: string;
  /** The owner's session. */
  readonly owner: string;
  readonly organizationId: string;
  readonly mailServer: MailServer;
  readonly pool: Pool;
}

export interface Right {
  readonly credential: string;
  /** A read that is answered 200 while the right lasts. */
  readonly path: string;
  /** Ends it at the instance with this URL. */
  readonly end: (url: string) => Promise<unknown>;
  /** Lets the person hold another right. Left out if the credential itself ends: it never works again. */
  readonly giveBack?: () => Promise<unknown>;
}

export interface RightKind {
  /** Said of the credential after the end. */
  readonly name: string;
  /** The status of the read after the end. */
  readonly refused: number;
  /** The person is an admin of the organization. */
  readonly hold: (setting: RightsSetting, userId: string) => Promise<Right>;
}

/** Invites an admin by mail, and accepts for them. @returns the user's id */
export async function addPerson(setting: RightsSetting): Promise<string> {
  const { url, mailServer } = setting;
  const email = `right-${crypto.randomUUID()}@example.com`;
  const body = { email, firstName: "R", lastName: "T", userRole: "ADMIN" };
  const invited = await asOwner(setting, url, "POST", pathsOf(setting).members, body);
  const [mail] = await mailServer.received(email);
  const token = /#token=(mst_inv_\w+)/.exec(mail?.text ?? "")?.[1];
  await send(url, "POST", "/v1/invites/accept", { body: { token } });
  return invited.body.userId;
}

const ofPeople = "/v1/users/me";
const tokens = "/v1/users/me/tokens";

/** A person can hold them one after the other. */
export const rightKinds: readonly RightKind[] = [
  {
    name: "a disabled member",
    refused: 404,
    async hold(setting, userId) {
      const { members, member } = pathsOf(setting, userId);
      return {
        credential: await signIn(setting, userId),
        path: members,
        end: (url) => asOwner(setting, url, "POST", `${member}/disable`),
        giveBack: () => asOwner(setting, setting.url, "POST", `${member}/enable`),
      };
    },
  },
  {
    name: "a demoted admin",
    refused: 403,
    async hold(setting, userId) {
      const { members, member } = pathsOf(setting, userId);
      return {
        credential: await signIn(setting, userId),
        path: members,
        end: (url) => asOwner(setting, url, "PATCH", member, { userRole: "USER" }),
        giveBack: () => asOwner(setting, setting.url, "PATCH", member, { userRole: "ADMIN" }),
      };
    },
  },
  {
    name: "a former owner",
    refused: 403,
    async hold(setting, userId) {
      const { member, logs } = pathsOf(setting, userId);
      await asOwner(setting, setting.url, "PATCH", member, { userRole: "OWNER" });
      return {
        credential: await signIn(setting, userId),
        path: `${logs}?correlationId=none`,
        end: (url) => asOwner(setting, url, "PATCH", member, { userRole: "ADMIN" }),
        // An admin can hold the others, and becomes an owner when this one is held again.
        giveBack: async () => undefined,
      };
    },
  },
  {
    name: "a deleted token",
    refused: 401,
    async hold(setting, userId) {
      const token = await signIn(setting, userId);
      const { tokenId, secret } = await eventually(async () => {
        const issued = await send(setting.url, "POST", tokens, { token, body: { name: "right" } });
        if (issued.body.secret === undefined) throw new Error("a repeat does not show the secret");
        return issued.body;
      });
      return {
        credential: secret,
        path: ofPeople,
        end: (url) => send(url, "DELETE", `${tokens}/${tokenId}`, { token }),
      };
    },
  },
  {
    name: "an ended session",
    refused: 401,
    async hold(setting, userId) {
      const token = await signIn(setting, userId);
      return {
        credential: token,
        path: ofPeople,
        // The repeat of one that was done has no session any more.
        end: (url) => send(url, "DELETE", "/v1/session", { token }, 401),
      };
    },
  },
];

/** The person can hold no other right afterwards. */
export const removedMember: RightKind = {
  name: "a removed member",
  refused: 404,
  async hold(setting, userId) {
    const { members, member } = pathsOf(setting, userId);
    return {
      credential: await signIn(setting, userId),
      path: members,
      end: (url) => asOwner(setting, url, "DELETE", member),
    };
  },
};

function pathsOf({ organizationId }: RightsSetting, userId = "") {
  const organization = `/v1/organizations/${organizationId}`;
  const members = `${organization}/members`;
  return { members, member: `${members}/${userId}`, logs: `${organization}/logs` };
}

/** Also while the database is away for a moment. */
async function signIn({ pool }: RightsSetting, userId: string): Promise<string> {
  return eventually(async () => {
    const { rows } = await pool.query<{ position: bigint }>(
      "select coalesce(max(position), 0) as position from projection_checkpoints where name = 'directory'",
    );
    const lastPosition = async () => rows[0]?.position ?? 0n;
    const services = { pool, clock: () => new Date(), store: { lastPosition } };
    return (await openSession(services, userId, crypto.randomUUID())).sessionToken;
  });
}

function asOwner(
  { owner }: RightsSetting,
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return send(url, method, path, { token: owner, body });
}

/** Repeats it until the answer is final. @throws Error if that is a refusal with another status */
async function send(
  url: string,
  method: string,
  path: string,
  command: { readonly token?: string; readonly body?: unknown },
  otherStatus?: number,
): Promise<Answer> {
  const key = crypto.randomUUID();
  const { answer } = await untilFinal(url, method, path, { ...command, key });
  if (answer.status >= 300 && answer.status !== otherStatus) {
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer;
}
