/** Starts the bare routes, and gives them the data to answer with Muster's bytes. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { createPool } from "../src/platform/database/pool.ts";
import { bearer, type Muster } from "./muster.ts";
import type { System } from "./over-http.ts";
import { startPeer } from "./peer-process.ts";
import type { Rig } from "./rig.ts";

export interface Bare extends System {
  readonly pool: pg.Pool;
}

const tables = `
  create table roles (
    user_id uuid primary key, organization_id uuid not null, name text not null, email text not null,
    role text not null, status text not null, solutions int not null, tokens int not null);
  create index on roles (organization_id, name, user_id);
  create table role_changes (
    id bigint generated always as identity primary key,
    user_id uuid not null, role text not null, data jsonb not null,
    at timestamptz not null default now());
  create table tokens (
    digest text primary key, organization_id uuid not null, continuation_token text, people json);
  create table members (
    organization_id uuid, place int, user_id uuid, role text, status text, solution_count int,
    solutions json, created_at timestamptz, created_by uuid, updated_at timestamptz, updated_by uuid,
    revision int, name text, first_name text, last_name text, email text, invite_status text,
    invite_sent_count int, last_active_at timestamptz,
    primary key (organization_id, place));
  create table people (
    digest text primary key, user_id uuid, organization_count int, solution_count int,
    created_at timestamptz, created_by uuid, updated_at timestamptz, updated_by uuid, revision int,
    email_proved bool, scopes text[], email text, name text, first_name text, last_name text);`;

export const pagePath = (organizationId: string, limit = 50) =>
  `/v1/organizations/${organizationId}/members?limit=${limit}`;
export const mePath = "/v1/users/me";

/** Headers that each answer has anew, or that HTTP itself makes. */
const ownHeaders = ["x-request-id", "date", "connection", "keep-alive", "content-length"];
/** Headers of the answer whose values differ from one to the next; their length hardly does. */
const varying = new Set([...ownHeaders, "ratelimit"]);

export async function startBare(rig: Rig, muster: Muster): Promise<Bare> {
  const connection = await rig.createDatabase("bench_bare");
  const pool = createPool(connection, 1);
  rig.beforeEnd(() => pool.end());
  await pool.query(tables);
  for (const { organizationId, memberIds } of muster.tenants) {
    await pool.query(
      `insert into roles
       select id, $1, 'Person ' || place, 'person' || place || '@example.com', 'USER', 'ACTIVE', 0, 0
       from unnest($2::uuid[]) with ordinality as listed (id, place)`,
      [organizationId, memberIds],
    );
  }
  const [first] = muster.tenants;
  if (first === undefined) throw new Error("there are no tenants");
  const headers = {
    page: await headersOf(muster.url + pagePath(first.organizationId), first.owner),
    me: await headersOf(muster.url + mePath, first.owner),
  };
  const listening = await startPeer(rig, "bare.ts", { connection, headers });
  return { name: "bare Fastify", database: "bench_bare", pool, ...listening };
}

async function headersOf(url: string, caller: { readonly token: string }) {
  const { headers } = await ask(url, caller);
  return Object.fromEntries([...headers].filter(([name]) => !ownHeaders.includes(name)));
}

interface Answer {
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

async function ask(url: string, caller: { readonly token: string }): Promise<Answer> {
  const answer = await fetch(url, { headers: bearer(caller) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return { headers: new Map(answer.headers), text };
}

type Item = Readonly<Record<string, unknown>> & { readonly items?: readonly object[] };

/** Takes over the members and the first page of every organization, as Muster answers them now. */
export async function takeOverPages({ pool }: Bare, { url, tenants }: Muster): Promise<void> {
  await pool.query("truncate members, tokens");
  for (const { organizationId, owner } of tenants) {
    const { text } = await ask(url + pagePath(organizationId, 500), owner);
    const { items = [] } = JSON.parse(text) as Item;
    const first = JSON.parse((await ask(url + pagePath(organizationId), owner)).text) as Item;
    await pool.query(
      `insert into members
       select "organizationId", place, "userId", "userRole", "userStatus", "solutionCount", solutions,
              "createdAt", "createdBy", "updatedAt", "updatedBy", revision, name, "firstName", "lastName",
              email, invite->>'status', (invite->>'sentCount')::int, "lastActiveAt"
       from json_array_elements($1) with ordinality listed (item, place),
            json_to_record(item) as t (
              "organizationId" uuid, "userId" uuid, "userRole" text, "userStatus" text,
              "solutionCount" int, solutions json, "createdAt" timestamptz, "createdBy" uuid,
              "updatedAt" timestamptz, "updatedBy" uuid, revision int, name text, "firstName" text,
              "lastName" text, email text, invite json, "lastActiveAt" timestamptz)`,
      [JSON.stringify(items)],
    );
    await pool.query("insert into tokens values ($1, $2, $3, $4)", [
      digest(owner.token),
      organizationId,
      first["continuationToken"],
      JSON.stringify(first["people"]),
    ]);
  }
  await pool.query("vacuum analyze");
}

/** Takes over what every person with a token is told about themselves. */
export async function takeOverPeople({ pool }: Bare, { url, tenants }: Muster): Promise<void> {
  await pool.query("truncate people");
  for (const person of tenants.flatMap(({ people }) => people)) {
    const { text } = await ask(url + mePath, person);
    await pool.query(
      `insert into people
       select $1, "userId", (statistics->>'organizationCount')::int,
              (statistics->>'solutionCount')::int, "createdAt", "createdBy", "updatedAt", "updatedBy",
              revision, "emailProved",
              array(select json_array_elements_text(credential->'scopes')), email, name, "firstName",
              "lastName"
       from json_to_record($2) as t (
         "userId" uuid, statistics json, "createdAt" timestamptz, "createdBy" uuid,
         "updatedAt" timestamptz, "updatedBy" uuid, revision int, "emailProved" bool, credential json,
         email text, name text, "firstName" text, "lastName" text)`,
      [digest(person.token), text],
    );
  }
  await pool.query("vacuum analyze");
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Compares the answers of both, byte by byte, and their headers.
 * @throws Error if they differ in more than what each answer has anew
 */
export async function requireSameAnswers(
  muster: System,
  bare: System,
  requests: readonly { readonly path: string; readonly caller: { readonly token: string } }[],
): Promise<void> {
  for (const { path, caller } of requests) {
    const [ours, theirs] = [
      await ask(muster.url + path, caller),
      await ask(bare.url + path, caller),
    ];
    if (ours.text !== theirs.text) {
      throw new Error(
        `the bare route answers differently: ${firstDifference(ours.text, theirs.text)}`,
      );
    }
    const [own, other] = [described(ours.headers), described(theirs.headers)];
    if (own !== other) throw new Error(`the bare route has other headers:\n${own}\n${other}`);
  }
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [from, to] = [Math.max(0, at - 80), at + 80];
  return `${one.slice(from, to)}\ninstead of\n${other.slice(from, to)}`;
}

function described(headers: ReadonlyMap<string, string>): string {
  const lines = [...headers].map(([name, value]) =>
    varying.has(name) ? name : `${name}: ${value}`,
  );
  return lines.sort().join("\n");
}
