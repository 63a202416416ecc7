/** The list of members: every filter, every order, and pages that neither repeat nor miss members. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  memberStream,
  organizationStream,
  solutionStream,
  userStream,
} from "../../../src/domain/streams.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { shownSince } from "../../../src/projections/directory/member.ts";
import {
  listMembers,
  type ListedMember,
  type MemberQuery,
  type MemberSort,
} from "../../../src/projections/directory/queries/members.ts";
import { listPeople } from "../../../src/projections/directory/queries/people.ts";
import type { Cursor, Page } from "../../../src/projections/engine/page.ts";
import { countRows, maxCounted } from "../../../src/projections/engine/read-page.ts";
import {
  listSolutionMembers,
  readSolutionMember,
} from "../../../src/projections/directory/queries/solution-members.ts";
import { listSolutions } from "../../../src/projections/directory/queries/solutions.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import * as story from "../../support/story.ts";
import { at } from "../../support/story.ts";
import { tablesAreOf } from "../../support/directory-tables.ts";
import { effort } from "../../support/effort.ts";

const acme = id(100);
const other = id(101);
const founder = id(2);
const crm = id(31);
const shop = id(32);

/** [number, first name, last name, e-mail, role, status, assigned], in the order of invitation. */
const people = [
  [11, "Émile", "Zola", "emile@example.com", "ADMIN", "ACTIVE", [crm]],
  [12, "anna", "Berg", "ANNA@example.com", "USER", "INVITED", []],
  [13, "Anna", "Berg", "b@example.org", "USER", "DISABLED", [crm, shop]],
  [14, "Иван", "Петров", "ivan@example.org", "CREATOR", "ACTIVE", []],
  [15, "50%_off", "Back\\slash", "sale@example.com", "USER", "ACTIVE", [shop]],
  [16, "😀", "Smile", "smile@example.com", "USER", "INVITED", []],
] as const;

let log: EventLog;

beforeAll(async () => {
  log = await openLog();
  await log.write(userStream(founder), story.registered(story.ada));
  for (const organizationId of [acme, other]) {
    await log.write(memberStream(organizationId, founder), story.memberFounded);
    await log.write(organizationStream(organizationId), story.organizationFounded(founder));
  }
  for (const [solutionId, name] of [
    [crm, "Crm"],
    [shop, "apple"],
  ] as const) {
    await log.write(solutionStream(solutionId), story.solutionRegistered(acme, founder, name));
  }
  for (const [number, firstName, lastName, email, role, status, assigned] of people) {
    const person = { firstName, lastName, email };
    const stream = memberStream(acme, id(number));
    await log.write(userStream(id(number)), story.registered(person));
    await log.write(
      stream,
      story.invited(person, role),
      ...assigned.map((solutionId) => story.assigned(solutionId, "EDITOR")),
    );
    if (status !== "INVITED") {
      const acceptedAt = `2026-02-0${number - 10}T00:00:00.000Z`;
      await log.write(stream, { type: "InviteAccepted", data: { acceptedAt } });
    }
    if (status === "DISABLED") await log.write(stream, story.memberDisabled);
  }
  const session = await openDatabaseSession(log.parts.connection);
  for await (const records of log.store.readAll(0n)) {
    await directory.apply(await log.codec.decode(records), session.client, []);
  }
  await session.close();
});

afterAll(() => log.close());

/** The same page, whether the tables are of this version, which keeps members as JSON, or of an older one. */
async function list(query: Partial<MemberQuery>): Promise<Page<ListedMember>> {
  const { pool } = log.database;
  const read = async (version: number) => {
    await tablesAreOf(pool, version);
    return listMembers(pool, { organizationId: acme, limit: 100, ...query }, at);
  };
  const page = await read(directory.version);
  expect(await read(shownSince - 1)).toEqual(page);
  return page;
}

/** The numbers of the people found; the founder has number 2. */
async function found(query: Partial<MemberQuery>): Promise<number[]> {
  const { items } = await list(query);
  return items.map(({ userId }) => Number(userId.slice(-12)));
}

describe("members are ordered", () => {
  test("by name, without regard to case and accents; equal names by id", async () => {
    expect(await found({})).toEqual([15, 2, 12, 13, 11, 14, 16]);
    expect(await found({ sort: "-name" })).toEqual([16, 14, 11, 13, 12, 2, 15]);
  });

  test("by e-mail, by creation, by the latest activity", async () => {
    expect(await found({ sort: "email" })).toEqual([2, 12, 13, 11, 14, 15, 16]);
    expect(await found({ sort: "createdAt" })).toEqual([2, 11, 12, 13, 14, 15, 16]);
    expect(await found({ sort: "-createdAt" })).toEqual([16, 15, 14, 13, 12, 11, 2]);
    expect(await found({ sort: "lastActiveAt" })).toEqual([2, 12, 16, 11, 13, 14, 15]);
    expect(await found({ sort: "-lastActiveAt" })).toEqual([15, 14, 13, 11, 16, 12, 2]);
  });

  test("by role from the highest, then by name", async () => {
    expect(await found({ sort: "role" })).toEqual([2, 11, 14, 15, 12, 13, 16]);
    expect(await found({ sort: "-role" })).toEqual([16, 13, 12, 15, 14, 11, 2]);
  });
});

describe("members are found", () => {
  test.each([
    ["by any part of the name, in any case", "NNA b", [12, 13]],
    ["by a part of the e-mail address", "EXAMPLE.ORG", [13, 14]],
    ["by an accent", "ÉMILE", [11]],
    ["by other scripts", "иван п", [14]],
    ["by one letter", "z", [11]],
    ["by an emoji", "😀", [16]],
    ["by the special characters of a pattern", "50%_", [15]],
    ["by a backslash", "k\\s", [15]],
    ["but not by a pattern", "%", [15]],
    ["but not across name and address", "zolaemile", []],
    ["but not by a text that nobody has", "nobody", []],
  ])("%s", async (_, search, expected) => {
    expect(await found({ search, sort: "createdAt" })).toEqual(expected);
  });
});

describe("members are filtered", () => {
  test.each<[string, Partial<MemberQuery>, number[]]>([
    ["by id", { userIds: [id(11), id(14), id(99)] }, [11, 14]],
    ["by e-mail, in any case", { emails: ["anna@EXAMPLE.com", "x@example.com"] }, [12]],
    ["by roles", { includeRoles: ["OWNER", "ADMIN"] }, [2, 11]],
    ["by excluded roles", { excludeRoles: ["USER", "OWNER"] }, [11, 14]],
    ["by status", { status: ["INVITED", "DISABLED"] }, [12, 13, 16]],
    ["by any of several solutions", { solutionIds: [crm, shop] }, [11, 13, 15]],
    ["by one solution", { solutionIds: [shop] }, [13, 15]],
    ["by having no solution", { withoutSolutions: true }, [2, 12, 14, 16]],
    ["by an empty list, which finds nobody", { userIds: [] }, []],
    [
      "by several filters together",
      { search: "anna", status: ["DISABLED"], solutionIds: [crm], excludeRoles: ["ADMIN"] },
      [13],
    ],
  ])("%s", async (_, query, expected) => {
    expect(await found({ ...query, sort: "createdAt" })).toEqual(expected);
  });

  test("never shows members of another organization", async () => {
    expect(await found({ organizationId: other })).toEqual([2]);
    expect(await found({ organizationId: other, solutionIds: [crm] })).toEqual([]);
    expect(await found({ organizationId: id(102) })).toEqual([]);
  });
});

describe("pages", () => {
  const sorts: MemberSort[] = [
    "name",
    "-name",
    "email",
    "-email",
    "createdAt",
    "-createdAt",
    "lastActiveAt",
    "-lastActiveAt",
    "role",
    "-role",
  ];

  test("of any size and in any order make up the whole list", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom<Partial<MemberQuery>>({}, { status: ["ACTIVE"] }, { search: "e" }),
        async (sort, limit, filter) => {
          const walked: ListedMember[] = [];
          let after: Cursor | undefined;
          do {
            const page: Page<ListedMember> = await list({ ...filter, sort, limit, after });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            walked.push(...page.items);
            after = page.next;
          } while (after !== undefined);
          expect(walked).toEqual((await list({ ...filter, sort })).items);
        },
      ),
      { numRuns: effort(40, 600) },
    );
  });

  test("have no next page if they end exactly at the last member", async () => {
    expect((await list({ limit: 7 })).next).toBeUndefined();
    expect((await list({ limit: 6 })).next).toBeDefined();
  });
});

describe("the total", () => {
  test("is counted only if asked for: all pages, with the filters", async () => {
    expect(await list({})).not.toHaveProperty("total");
    const total = async (query: Partial<MemberQuery>) =>
      (await list({ ...query, includeTotal: true, limit: 1 })).total;
    expect(await total({})).toBe(7);
    expect(await total({ status: ["INVITED"] })).toBe(2);
    expect(await total({ search: "nobody" })).toBe(0);
    const first = await list({ limit: 1, status: ["INVITED"] });
    expect(await total({ status: ["INVITED"], after: first.next })).toBe(2);
  });

  test("of a solution's members and of people is counted alike", async () => {
    const { pool } = log.database;
    const query = { organizationId: acme, solutionId: shop, limit: 1, includeTotal: true };
    expect((await listSolutionMembers(pool, query)).total).toBe(2);
    expect((await listSolutionMembers(pool, { ...query, status: ["DISABLED"] })).total).toBe(1);
    const people = { organizationIds: [acme, other], limit: 1, includeTotal: true };
    expect((await listPeople(pool, people)).total).toBe(7);
    expect((await listPeople(pool, { ...people, search: "anna" })).total).toBe(2);
  });

  test("says so where counting stops", async () => {
    const { pool } = log.database;
    const many = (rows: number) =>
      countRows(pool, "select generate_series(1, $1::integer)", [rows]);
    expect(await many(maxCounted)).toEqual({ total: maxCounted });
    expect(await many(maxCounted + 1)).toEqual({ total: maxCounted, totalIsBounded: true });
  });
});

describe("the members of a solution", () => {
  const query = { organizationId: acme, solutionId: shop, limit: 10 };

  test("have the role in the solution", async () => {
    const { pool } = log.database;
    const { items } = await listSolutionMembers(pool, query);
    expect(items).toMatchObject([
      { userId: id(13), solutionId: shop, userRole: "EDITOR", name: "Anna Berg" },
      { userId: id(15), email: "sale@example.com" },
    ]);
    const found = await readSolutionMember(pool, { ...query, userId: id(15) });
    expect(found).toEqual(items[1]);
    expect(await readSolutionMember(pool, { ...query, userId: id(11) })).toBeUndefined();
    expect(
      await readSolutionMember(pool, { ...query, organizationId: other, userId: id(15) }),
    ).toBeUndefined();
  });

  test("are filtered and paged", async () => {
    const { pool } = log.database;
    const page = await listSolutionMembers(pool, { ...query, limit: 1 });
    const rest = await listSolutionMembers(pool, { ...query, after: page.next });
    expect([...page.items, ...rest.items].map(({ userId }) => userId)).toEqual([id(13), id(15)]);
    const search = async (filter: object) =>
      (await listSolutionMembers(pool, { ...query, ...filter })).items.map(({ userId }) => userId);
    expect(await search({ status: ["DISABLED"] })).toEqual([id(13)]);
    expect(await search({ excludeRoles: ["EDITOR"] })).toEqual([]);
    expect(await search({ solutionIds: [crm] })).toEqual([id(13)]);
    expect(await search({ organizationId: other })).toEqual([]);
  });
});

test("solutions are listed by name; some users see only those in which they have a role", async () => {
  const { pool } = log.database;
  const names = async (more: object) =>
    (await listSolutions(pool, { organizationId: acme, limit: 10, ...more })).items.map(
      ({ name }) => name,
    );
  expect(await names({})).toEqual(["apple", "Crm"]);
  const visibleTo = { userId: id(15), roles: ["OWNER", "EDITOR"] };
  expect(await names({ visibleTo })).toEqual(["apple"]);
  expect(await names({ visibleTo: { ...visibleTo, roles: ["OWNER"] } })).toEqual([]);
  const first = await listSolutions(pool, { organizationId: acme, limit: 1 });
  expect(await names({ after: first.next })).toEqual(["Crm"]);
});
