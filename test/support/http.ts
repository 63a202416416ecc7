/**
 * Runs the whole HTTP app in-process on its own database. Every answer is checked against its published
 * schema: an additional, missing or wrong field fails the test.
 */
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { bootstrap } from "../../src/service/bootstrap.ts";
import { load } from "../../src/commands/kit/change.ts";
import type { Authentication } from "../../src/commands/sign-in/authenticate.ts";
import type { CommandContext } from "../../src/commands/kit/context.ts";
import { inviteSecret } from "../../src/commands/kit/secrets.ts";
import { openCode } from "../../src/commands/sign-in/codes.ts";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { memberTarget } from "../../src/commands/kit/stream-targets.ts";
import type { OrganizationRole } from "../../src/domain/roles.ts";
import { buildApp } from "../../src/http/app.ts";
import { routes } from "../../src/service/features.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type PublishedSchemas, publishedSchemas } from "./published-schemas.ts";
import { type Instance, startInstance, type TestClock, testClock, unlimited } from "./services.ts";

const contract = new URL("../../openapi.json", import.meta.url);

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  // oxlint-disable-next-line typescript/no-explicit-any -- its shape was checked with the published schema
  readonly body: any;
}

export interface Asked {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface TestService extends Instance {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  /** The first organization, its owner and the owner's session. */
  readonly organizationId: string;
  readonly ownerId: string;
  readonly owner: string;
  call(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Opens a session for a user, like a sign-in. */
  signIn(userId: string): Promise<string>;
  /** The secret of a user's open invitation, as in the mailed link. */
  inviteSecretOf(organizationId: string, userId: string): Promise<string>;
  /** Invites a person through the API, accepts for them and signs them in. */
  addMember(role: OrganizationRole, more?: object): Promise<AddedMember>;
}

export interface AddedMember {
  readonly userId: string;
  readonly session: string;
  /** The session that accepting the invitation opened, for the first organization only. */
  readonly invitationSession: string;
}

export interface TestServiceOptions extends Partial<Authentication> {
  /** The identity provider whose access tokens the service accepts. */
  readonly oidc?: { readonly issuer: string; readonly audience: string } | undefined;
  /** Another database than one of the shared server. */
  readonly database?: TestDatabase | undefined;
  /** Environment variables that configure the HTTP side. */
  readonly environment?: Record<string, string> | undefined;
  /** Holds a built console. */
  readonly consoleFolder?: string | undefined;
}

/** @param more replaces some of the usual services */
export async function startTestService({
  oidc,
  environment = {},
  database: given,
  consoleFolder,
  ...more
}: TestServiceOptions = {}): Promise<TestService> {
  const database = given ?? (await createTestDatabase());
  const clock = testClock();
  const config = loadConfig({
    ...unlimited,
    ...(oidc && { OIDC_ISSUER: oidc.issuer, OIDC_AUDIENCE: oidc.audience }),
    ...environment,
  });
  const instance = await startInstance(database, { clock, config, more });
  const { services, group, changes } = instance;
  const app = await buildApp(services, { routes, groups: [group], changes, config, consoleFolder });
  const founding = { email: "owner@example.com", organization: "First organization" };
  const {
    organizationId,
    userId: ownerId,
    sessionToken: owner,
  } = await bootstrap(services, founding);
  const call = (method: string, path: string, asked?: Asked) => callApp(app, method, path, asked);

  let people = 0;

  async function inviteSecretOf(inOrganization: string, userId: string): Promise<string> {
    const { state } = await load({ services }, memberTarget(inOrganization, userId));
    const sendingId = state.invitation?.sendingId ?? "";
    const membership = { organizationId: inOrganization, userId, sendingId };
    return inviteSecret(services.keys.inviteSecrets, membership);
  }

  const signIn = async (userId: string) =>
    (await openSession(services, userId, crypto.randomUUID())).sessionToken;

  return {
    ...instance,
    app,
    database,
    organizationId,
    ownerId,
    owner,
    call,
    inviteSecretOf,
    signIn,
    async addMember(userRole, more = {}) {
      people += 1;
      const body = {
        email: `person-${people}@example.com`,
        firstName: "Person",
        lastName: `${people}`,
      };
      const path = `/v1/organizations/${organizationId}/members`;
      // The owner's first session may have ended, because tests move the clock.
      const { sessionToken: ownerNow } = await openSession(services, ownerId, crypto.randomUUID());
      const invited = await call("POST", path, {
        token: ownerNow,
        body: { ...body, userRole, ...more },
      });
      if (invited.status !== 201)
        throw new Error(`${invited.status} ${JSON.stringify(invited.body)}`);
      const { userId } = invited.body;
      const token = await inviteSecretOf(organizationId, userId);
      const accepted = await call("POST", "/v1/invites/accept", { body: { token } });
      return {
        userId,
        session: await signIn(userId),
        // Only for this organization.
        invitationSession: accepted.body.sessionToken,
      };
    },
    async stop() {
      await app.close();
      try {
        await instance.stop();
      } finally {
        await database.drop();
      }
    },
  };
}

/** All requested codes. */
export async function askedCodes({ services: { pool, keys } }: TestService) {
  const { rows } = await pool.query("select code_id, details from sign_in_codes order by asked_at");
  return rows.map((row) => openCode(keys, row));
}

/** A command context of the owner in a new session. */
export async function ownerContext(service: TestService): Promise<CommandContext> {
  const sessionId = crypto.randomUUID();
  await openSession(service.services, service.ownerId, sessionId);
  return service.run({ userId: service.ownerId, via: "SESSION", sessionId });
}

async function callApp(
  app: FastifyInstance,
  method: string,
  path: string,
  { token, body, headers: more = {} }: Asked = {},
): Promise<Answer> {
  const response = await app.inject({
    method: method as "GET",
    url: path,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...more,
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const answer = {
    status: response.statusCode,
    headers: response.headers as Record<string, string | undefined>,
    body: bodyOf(response.headers["content-type"], response.body),
  };
  check(method, path, answer);
  return answer;
}

/** Parses JSON; other bodies stay text, which may be empty. */
function bodyOf(contentType: unknown, text: string): unknown {
  if (typeof contentType !== "string") return undefined;
  return /^application\/([\w-]+\+)?json/.test(contentType) ? JSON.parse(text) : text;
}

let published: PublishedSchemas | undefined;

/** Checks the answer against its schema in openapi.json, which is the one that the app publishes. */
function check(method: string, path: string, answer: Answer): void {
  published ??= publishedSchemas(JSON.parse(readFileSync(contract, "utf8")));
  published.check(method, new URL(path, "http://muster.test").pathname, answer);
}
