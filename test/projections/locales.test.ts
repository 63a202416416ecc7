/**
 * The database's locale makes no difference: the same searches and lists have the same answers under C, the
 * builtin provider and ICU, Turkish too, and no index sorts by a locale (docs/decisions/0039-comparing-texts.md).
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redactAnswers } from "../../src/commands/erasure/redact.ts";
import { listMemberships } from "../../src/commands/erasure/rows.ts";
import {
  memberStream,
  organizationStream,
  solutionStream,
  userStream,
} from "../../src/domain/streams.ts";
import { catalogue } from "../../src/domain/catalogue.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import { accessContacts } from "../../src/projections/directory/queries/authorization.ts";
import { listMembers, memberSorts } from "../../src/projections/directory/queries/members.ts";
import { listOrganizations } from "../../src/projections/directory/queries/organizations.ts";
import { listSolutions } from "../../src/projections/directory/queries/solutions.ts";
import { anywhere } from "../../src/projections/engine/page.ts";
import { searchForm } from "../../src/projections/directory/text.ts";
import { rebuild } from "../../src/projections/engine/rebuild.ts";
import { createTestDatabase, emptyTestDatabase } from "../support/database.ts";
import { type EventLog, id, openLog } from "../support/event-log.ts";
import { scopeOf } from "../support/scopes.ts";
import * as story from "../support/story.ts";
import { at } from "../support/story.ts";

const locales = {
  /** That of the embedded server, on which the tests run. */
  builtin: undefined,
  C: "locale_provider libc locale 'C'",
  "ICU und": "locale_provider icu icu_locale 'und' locale 'C'",
  "ICU tr": "locale_provider icu icu_locale 'tr' locale 'C'",
} as const;
type Locale = keyof typeof locales;
const all = Object.keys(locales) as Locale[];

const acme = id(100);
const organizations = ["Acme", "ÄRZTE", "Weiße Straße", "ΣΟΦΟΣ ΛΟΓΟΣ", "Iğdır ISPARTA", "zebra"];
const organizationId = (index: number): string => id(100 + index);
const founder = id(2);

/** [number, first name, last name, e-mail] */
const people = [
  [11, "Ιωσήφ", "Παπασταθης", "iosif@example.com"],
  [12, "Anna", "Straßer", "ANNA.STRASSER@example.com"],
  [13, "Jürgen", "Groß", "gross-j@example.com"],
  [14, "İpek", "Işık", "ipek@example.com"],
  [15, "ﬁona", "o'Neil", "FIONA@EXAMPLE.COM"],
  [16, "ჯემალ", "მარიამ", "dzhemal@example.com"],
  [17, "_z", "Ö", "z@example.com"],
  [18, "ИВАН", "Ёлкин", "ivan@example.com"],
  [19, "Ægir", "Zoe\u0308", "aegir@example.com"],
] as const;

const logs = new Map<Locale, EventLog>();
const logOf = (locale: Locale): EventLog => {
  const log = logs.get(locale);
  if (log === undefined) throw new Error(`there is no database of the locale ${locale}`);
  return log;
};

beforeAll(async () => {
  await Promise.all(all.map(async (locale) => logs.set(locale, await filled(locales[locale]))));
});
afterAll(() => Promise.all(Array.from(logs.values(), (log) => log.close())));

/** The read models are made by a rebuild, so the tables are those that a rebuild has put in place. */
async function filled(locale: string | undefined): Promise<EventLog> {
  const database = await (locale === undefined ? createTestDatabase() : emptyTestDatabase(locale));
  await migrate(database.pool);
  const log = await openLog(catalogue, database);
  await log.write(userStream(founder), story.registered(story.ada));
  for (const [index, name] of organizations.entries()) {
    const organization = organizationId(index);
    await log.write(memberStream(organization, founder), story.memberFounded);
    await log.write(
      organizationStream(organization),
      story.organizationFounded(founder, name),
      story.ownershipGranted(founder),
      {
        type: "OrganizationSettingsChanged",
        data: { requestAccessEmail: `${["b", "A", "a_", "ab", "B", "a-b"][index]}@example.com` },
      },
    );
  }
  for (const [index, name] of ["crm", "Crm-2", "ÄRZTE", "aerzte", "Zoo", "_x"].entries()) {
    await log.write(solutionStream(id(30 + index)), story.solutionRegistered(acme, founder, name));
  }
  for (const [number, firstName, lastName, email] of people) {
    const person = { firstName, lastName, email };
    await log.write(userStream(id(number)), story.registered(person));
    await log.write(memberStream(acme, id(number)), story.invited(person));
  }
  await rebuild({ ...log.parts, projection: directory });
  return log;
}

/** The numbers of the people found. */
async function membersFound(locale: Locale, search: string): Promise<number[]> {
  const { pool } = logOf(locale).database;
  const query = { organizationId: acme, limit: 100, search, sort: "createdAt" } as const;
  const { items } = await listMembers(pool, query, at);
  return items.map(({ userId }) => Number(userId.slice(-12)));
}

async function organizationsFound(locale: Locale, search: string): Promise<string[]> {
  const { pool } = logOf(locale).database;
  const { items } = await listOrganizations(pool, { own: scopeOf(founder), limit: 100, search });
  return items.map(({ name }) => name);
}

describe.each(all)("in a database of the locale %s", (locale) => {
  test.each([
    ["ΙΩΣ", [11]],
    ["παπασταθησ", [11]],
    ["ΠΑΠΑΣΤΑΘΗΣ", [11]],
    ["παπασταθης", [11]],
    ["strasser", [12]],
    ["STRASSER", [12]],
    ["STRAẞER", [12]],
    ["straßer", [12]],
    ["gross", [13]],
    ["GROẞ", [13]],
    ["JÜRGEN", [13]],
    ["ju\u0308rgen", [13]],
    ["İPEK", [14]],
    ["IPEK@", [14]],
    ["IŞıK", [14]],
    ["ışık", []],
    ["fiona", [15]],
    ["FIONA O'N", [15]],
    ["ﬁona@EXAMPLE", [15]],
    ["ᲛᲐᲠᲘᲐᲛ", [16]],
    ["_Z ö", [17]],
    ["иван ЁЛ", [18]],
    ["æGIR ZOË", [19]],
    ["EXAMPLE.COM", [2, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
    ["nobody", []],
  ])("the search for %s finds members without regard to case", async (search, expected) => {
    expect(await membersFound(locale, search)).toEqual(expected);
  });

  test.each([
    ["ärzte", ["ÄRZTE"]],
    ["a\u0308rzte", ["ÄRZTE"]],
    ["STRASSE", ["Weiße Straße"]],
    ["WEISSE s", ["Weiße Straße"]],
    ["σοφος", ["ΣΟΦΟΣ ΛΟΓΟΣ"]],
    ["λογοσ", ["ΣΟΦΟΣ ΛΟΓΟΣ"]],
    ["isparta", ["Iğdır ISPARTA"]],
    ["IĞDıR", ["Iğdır ISPARTA"]],
    ["%", []],
    ["e", ["Acme", "ÄRZTE", "Weiße Straße", "zebra"]],
  ])("the search for %s finds organizations without regard to case", async (search, expected) => {
    expect(await organizationsFound(locale, search)).toEqual(expected);
  });

  test("the index of the search finds what the rows say", async () => {
    const client = await logOf(locale).database.pool.connect();
    try {
      await client.query("begin; set local enable_seqscan = off");
      const ask = "select user_id from members where search_text like $1";
      const values = [anywhere(searchForm("Παπασταθης"))];
      const { rows: plan } = await client.query(`explain ${ask}`, values);
      expect(JSON.stringify(plan)).toContain("members_by_search");
      expect((await client.query(ask, values)).rows).toEqual([{ user_id: id(11) }]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  test("lists have the same order", async () => {
    const read = async ({ database: { pool } }: EventLog) => {
      const lists: Record<string, readonly string[]> = {};
      for (const sort of memberSorts) {
        const { items } = await listMembers(pool, { organizationId: acme, limit: 100, sort }, at);
        lists[sort] = items.map(({ userId }) => userId);
      }
      const query = { organizationId: acme, limit: 100 };
      lists["solutions"] = (await listSolutions(pool, query)).items.map(({ name }) => name);
      lists["contacts"] = await accessContacts(pool, founder);
      const memberships = await listMemberships(pool, founder);
      lists["memberships"] = memberships.map(({ organization }) => organization);
      return lists;
    };
    const lists = await read(logOf(locale));
    expect(lists["solutions"]).toEqual(["_x", "aerzte", "ÄRZTE", "crm", "Crm-2", "Zoo"]);
    expect(lists).toEqual(await read(logOf("builtin")));
  });

  test("kept answers to others no longer name an erased person, in whatever case they did", async () => {
    const { pool } = logOf(locale).database;
    const body = { email: "INFO.ISIK@EXAMPLE.COM", firstName: "STRASSE", role: "ADMIN" };
    await pool.query(
      `insert into idempotency_keys (caller, route, key, request_digest, created_at, locked_until, body)
       values ('other', 'route', 'key', '', now(), now(), $1)`,
      [JSON.stringify(body)],
    );
    const person = {
      userId: founder,
      email: "info.isik@example.com",
      addresses: [],
      others: ["Straße"],
    };
    await redactAnswers(pool, person);
    const { rows } = await pool.query("select body from idempotency_keys");
    expect(rows.map((row) => JSON.parse(row.body))).toEqual([
      { email: "", firstName: "", role: "ADMIN" },
    ]);
  });

  test("every key of every index is compared byte by byte", async () => {
    const { pool } = logOf(locale).database;
    const { rows } = await pool.query<{ key: string; collation: string }>(
      `select c.relname || ' ' || pg_get_indexdef(i.indexrelid, k.place::int, true) as key,
              co.collname as collation
       from pg_index i
       join pg_class c on c.oid = i.indexrelid
       join pg_class t on t.oid = i.indrelid
       cross join unnest(i.indcollation) with ordinality as k(oid, place)
       join pg_collation co on co.oid = k.oid
       -- The tables of the library that migrates are its own.
       where t.relnamespace = 'public'::regnamespace and t.relname !~ '^kysely_'`,
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ collation }) => collation !== "C")).toEqual([]);
  });
});
