/**
 * The service that the fuzz attacks, in a process of its own, so that its event loop can be measured. Its
 * background jobs do not run: only requests append events.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import pino from "pino";
import { load } from "../../src/commands/kit/change.ts";
import { inviteSecret } from "../../src/commands/kit/secrets.ts";
import { memberTarget } from "../../src/commands/kit/stream-targets.ts";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { buildApp } from "../../src/http/app.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { type Connection, createPool } from "../../src/platform/database/pool.ts";
import { bootstrap } from "../../src/service/bootstrap.ts";
import { routes } from "../../src/service/features.ts";
import { startInstance, unlimited } from "../support/services.ts";
import { type Cast, foreignCaller, type Ids } from "./cast.ts";

export type Question = { readonly id: number } & (
  | { readonly ask: "url" }
  | { readonly ask: "cast" }
  | { readonly ask: "probe" }
);

export interface Probe {
  /** The event store's last position. */
  readonly position: string;
  /** The longest stall of the event loop since the last probe, in milliseconds. */
  readonly stall: number;
}

const connection = JSON.parse(process.env["FUZZ_DATABASE"] ?? "") as Connection;
const pool = createPool(connection);
const noServer = () => Promise.reject(new Error("the target does not own its database"));
const config = loadConfig(unlimited);
const log = pino({ level: "error" }, pino.destination(2));
const { services, groups, changes } = await startInstance(
  { connection, pool, administer: noServer, drop: noServer },
  { config, more: { log } },
);
for (const group of groups) group.start();
const app = await buildApp(services, { routes, groups, changes, config });
const url = await app.listen({ port: 0, host: "127.0.0.1" });

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();

async function probe(): Promise<Probe> {
  const stall = delay.max / 1e6 - resolution;
  delay.reset();
  return { position: String(await services.store.lastPosition()), stall };
}

let casts = 0;

async function newCast(): Promise<Cast> {
  casts += 1;
  const home = await settle(`home-${casts}`, `Home ${casts}`);
  const other = await settle(`xanadu-${casts}`, `Xanadu ${casts} Ltd`);
  const { owner, admin, user } = home.sessions;
  const token = async (body: object): Promise<string> =>
    (await call("POST", "/v1/users/me/tokens", owner, { name: "fuzz", ...body })).secret;
  const narrowed = await token({ organizationId: home.ids.organization[0] });
  const scoped = await token({ scopes: ["usage:view"] });
  // The first use is recorded, later ones within the hour are not.
  for (const each of [narrowed, scoped]) await call("GET", "/v1/users/me", each);
  return {
    own: home.ids,
    foreign: other.ids,
    callers: {
      owner,
      admin,
      user,
      "narrowed token": narrowed,
      "token with one scope": scoped,
      [foreignCaller]: other.sessions.owner,
      anonymous: undefined,
      garbage: "mst_pat_garbage",
    },
    emails: home.emails,
    secrets: [...home.secrets, "", "nonsense", "0".repeat(200)],
    foreignTexts: [`Xanadu ${casts} Ltd`, ...other.emails, `Secret of xanadu-${casts}`],
  };
}

/** An organization with people, a solution, a token and a notification. */
async function settle(name: string, organization: string) {
  const email = `owner@${name}.example`;
  const founded = await bootstrap(services, { email, organization });
  const { organizationId, userId: ownerId } = founded;
  const path = `/v1/organizations/${organizationId}`;
  const { sessionToken: owner } = await openSession(services, ownerId, crypto.randomUUID());
  const invite = async (role: string) => {
    const body = { firstName: "F", lastName: role, userRole: role };
    const { userId } = await call("POST", `${path}/members`, owner, {
      ...body,
      email: `${role.toLowerCase()}@${name}.example`,
    });
    const { state } = await load({ services }, memberTarget(organizationId, userId));
    const sendingId = state.invitation?.sendingId ?? "";
    const membership = { organizationId, userId, sendingId };
    return { userId, secret: inviteSecret(services.keys.inviteSecrets, membership) };
  };
  const accept = async ({ userId, secret }: { userId: string; secret: string }) => {
    const body = { token: secret };
    const { sessionToken } = await call("POST", "/v1/invites/accept", undefined, body);
    return { userId, session: String(sessionToken) };
  };
  const admin = await accept(await invite("ADMIN"));
  const user = await accept(await invite("USER"));
  const invited = await invite("CREATOR");
  const { solutionId } = await call("POST", `${path}/solutions`, owner, {
    name: "one",
    title: `Secret of ${name}`,
  });
  await call("PUT", `${path}/members/${user.userId}/solutions/${solutionId}`, owner, {
    userRole: "USER",
  });
  const { tokenId } = await call("POST", "/v1/users/me/tokens", owner, { name: "one" });
  const { notificationId } = await call("POST", `${path}/notifications`, owner, {
    scope: "ORG",
    content: { text: `Secret of ${name}` },
  });
  const ids: Ids = {
    organization: [organizationId],
    user: [ownerId, admin.userId, user.userId, invited.userId],
    solution: [solutionId],
    token: [tokenId],
    notification: [notificationId],
    session: [crypto.randomUUID()],
  };
  return {
    ids,
    sessions: { owner, admin: admin.session, user: user.session },
    emails: ["owner", "admin", "user", "creator"].map((each) => `${each}@${name}.example`),
    secrets: [invited.secret],
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- only used to build the cast
async function call(method: string, path: string, token?: string, body?: object): Promise<any> {
  const answer = await app.inject({
    method: method as "GET",
    url: path,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  return answer.body === "" ? {} : answer.json();
}

const answers = { url: async () => url, cast: newCast, probe };

process.on("message", (question: Question) => {
  answers[question.ask]().then(
    (answer) => process.send?.({ id: question.id, answer }),
    (error: unknown) => process.send?.({ id: question.id, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, answer: "ready" });
