/** better-auth as one of the systems: as many organizations and members as Muster has. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { createPool } from "../src/platform/database/pool.ts";
import type { System } from "./over-http.ts";
import { startPeer } from "./peer-process.ts";
import type { Rig } from "./rig.ts";
import { ordinary } from "./tenants.ts";

/** The reason why it cannot be measured; undefined if it can. */
export const betterAuthMissing = existsSync(
  join(import.meta.dirname, "peers/node_modules/better-auth/package.json"),
)
  ? undefined
  : "better-auth is not installed: npm ci --prefix bench/peers";

interface Organization {
  readonly organizationId: string;
  /** Of the owner, with the session. */
  readonly headers: Readonly<Record<string, string>>;
  readonly memberIds: readonly string[];
}

export interface BetterAuth extends System {
  readonly pool: pg.Pool;
  readonly organizations: readonly Organization[];
  /** API keys of different members. */
  readonly keys: readonly string[];
}

const keyCount = 1_000;
const password = "correct horse battery staple";

/** Owners sign up and create their organizations over HTTP; the members are put in by SQL. */
export async function startBetterAuth(rig: Rig): Promise<BetterAuth> {
  const connection = await rig.createDatabase("bench_better_auth");
  const listening = await startPeer(rig, "peers/better-auth.ts", { connection });
  const { url } = listening;
  const pool = createPool(connection, 1);
  rig.beforeEnd(() => pool.end());
  const organizations: Organization[] = [];
  for (const [number, members] of ordinary.sizes.entries()) {
    organizations.push(await found(url, pool, number, members));
  }
  const userIds = organizations.flatMap((_, number) =>
    Array.from({ length: Math.ceil(keyCount / organizations.length) }, (_, index) =>
      userId(number, index),
    ),
  );
  const { json } = await post(url, "/keys", {}, { userIds });
  await pool.query("vacuum analyze");
  const { keys } = json as { readonly keys: readonly string[] };
  return {
    name: "better-auth",
    database: "bench_better_auth",
    pool,
    organizations,
    keys,
    ...listening,
  };
}

async function found(
  url: string,
  pool: pg.Pool,
  number: number,
  members: number,
): Promise<Organization> {
  const email = `owner${number}@example.org`;
  const signedUp = await post(
    url,
    "/api/auth/sign-up/email",
    {},
    { name: "Owner", email, password },
  );
  const headers = { cookie: signedUp.cookie };
  const organization = { name: `Tenant ${number}`, slug: `tenant-${number}` };
  const { json } = await post(url, "/api/auth/organization/create", headers, organization);
  const { id: organizationId } = json as { readonly id: string };
  const indexes = Array.from({ length: members }, (_, index) => index);
  const memberIds = indexes.map((index) => `m-${number}-${index}`);
  const ids = indexes.map((index) => userId(number, index));
  await pool.query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     select id, 'Member ' || id, id || '@example.org', true, now(), now() from unnest($1::text[]) id`,
    [ids],
  );
  await pool.query(
    `insert into member (id, "organizationId", "userId", role, "createdAt")
     select id, $3, user_id, 'member', now() from unnest($1::text[], $2::text[]) as t (id, user_id)`,
    [memberIds, ids, organizationId],
  );
  return {
    organizationId,
    headers: { ...headers, origin: url, "content-type": "application/json" },
    memberIds,
  };
}

const userId = (organization: number, index: number) => `u-${organization}-${index}`;

async function post(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: object,
): Promise<{ readonly json: unknown; readonly cookie: string }> {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: { ...headers, origin: url, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`better-auth: ${path} answered ${answer.status}: ${text}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { json: JSON.parse(text), cookie: cookies.join("; ") };
}
