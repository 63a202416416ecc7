/** Rights of several kinds that end on one instance, and what the others answer to them afterwards. */
import { expect } from "vitest";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import type { Cluster, ClusterInstance } from "./cluster.ts";
import type { TestDatabase } from "./database.ts";
import { patience } from "./eventually.ts";
import { untilFinal } from "./keyed-writers.ts";
import type { MailServer } from "./mail-server.ts";
import { type Answer, call } from "./process.ts";

export interface RightsSetting {
  readonly cluster: Cluster;
  readonly database: TestDatabase;
  readonly mailServer: MailServer;
  /** The organization's path. */
  readonly organization: string;
  /** Sends a command through the proxy until its answer is final. */
  asOwner(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface Person {
  readonly userId: string;
  readonly session: string;
}

/** A right, how it ends, and how one sees whether it works. */
export interface Right {
  readonly works: (url: string) => Promise<number>;
  readonly refused: number;
  readonly end: (url: string) => Promise<Answer>;
}

/** Invites an admin by mail, accepts for them and signs them in. */
export async function addPerson({
  asOwner,
  cluster,
  organization,
  database,
  mailServer,
}: RightsSetting): Promise<Person> {
  const email = `right-${crypto.randomUUID()}@example.com`;
  const body = { email, firstName: "R", lastName: "T", userRole: "ADMIN" };
  const { userId } = (await asOwner("POST", `${organization}/members`, body)).body;
  const [mail] = await mailServer.received(email);
  const token = /#token=(mst_inv_\w+)/.exec(mail?.text ?? "")?.[1];
  const accepted = await call(cluster.proxy.url, "POST", "/v1/invites/accept", { body: { token } });
  expect(accepted.status).toBe(200);
  const { pool } = database;
  const services = {
    pool,
    clock: () => new Date(),
    store: { lastPosition: async () => BigInt(accepted.headers.get("muster-position") ?? 0) },
  };
  const opened = await openSession(services, userId, crypto.randomUUID());
  return { userId, session: opened.sessionToken };
}

/**
 * One right of each kind, each of another person. The answers are waited for: a repeat would not show the
 * token's secret, and could not use a session that has ended.
 */
export async function rightsOf(
  setting: RightsSetting,
  persons: readonly Person[],
): Promise<Right[]> {
  const { cluster, organization } = setting;
  const [disabled, removed, demoted, signedOut, holder] = persons;
  if (!disabled || !removed || !demoted || !signedOut || !holder) throw new Error("too few");
  const members = `${organization}/members`;
  const get = (path: string, token: string) => async (url: string) =>
    (await call(url, "GET", path, { token })).status;
  const end =
    (method: string, path: string, token: string, body?: unknown) => async (url: string) =>
      (await untilFinal(url, method, path, { token, body, key: crypto.randomUUID() }, patience))
        .answer;
  const { owner } = cluster;
  const issuing = { token: holder.session, body: { name: "right" }, key: crypto.randomUUID() };
  const tokens = "/v1/users/me/tokens";
  const issued = await untilFinal(cluster.proxy.url, "POST", tokens, issuing, patience);
  const { tokenId, secret } = issued.answer.body;
  return [
    {
      works: get(members, disabled.session),
      refused: 404,
      end: end("POST", `${members}/${disabled.userId}/disable`, owner),
    },
    {
      works: get(members, removed.session),
      refused: 404,
      end: end("DELETE", `${members}/${removed.userId}`, owner),
    },
    {
      works: get(members, demoted.session),
      refused: 403,
      end: end("PATCH", `${members}/${demoted.userId}`, owner, { userRole: "USER" }),
    },
    {
      works: get("/v1/users/me", signedOut.session),
      refused: 401,
      end: end("DELETE", "/v1/session", signedOut.session),
    },
    {
      works: get("/v1/users/me", secret),
      refused: 401,
      end: end("DELETE", `${tokens}/${tokenId}`, holder.session),
    },
  ];
}

/** Ends rights on one instance while another is frozen. No later request passes, on any of the three. */
export async function endRights(
  rights: readonly Right[],
  frozen: ClusterInstance,
  [here, there]: readonly ClusterInstance[],
): Promise<() => Promise<void>> {
  if (!here || !there) throw new Error("three instances are needed");
  const waiting = await Promise.all(
    rights.map(async (right) => {
      const ended = await right.end(here.url);
      expect(ended.status).toBeLessThan(300);
      // One after the other: the first request after the end already counts.
      expect(await right.works(there.url)).toBe(right.refused);
      expect(await right.works(here.url)).toBe(right.refused);
      const answer = right.works(frozen.url);
      answer.catch(() => undefined);
      return { right, answer };
    }),
  );
  return async () => {
    for (const { right, answer } of waiting) {
      expect(await right.works(frozen.url)).toBe(right.refused);
      expect(await answer).toBe(right.refused);
    }
  };
}
