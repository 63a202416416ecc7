/** Bulk invitations by JSON or CSV, also as a dry run (docs/domain.md, "Bulk invitations"). */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Row } from "../../../src/commands/members/batch-rows.ts";
import { inviteMany } from "../../../src/commands/members/invite-many.ts";
import { acceptInvite } from "../../../src/commands/members/accept-invite.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import { removeMember } from "../../../src/commands/members/manage-member.ts";
import { load } from "../../../src/commands/kit/change.ts";
import { inviteSecret } from "../../../src/commands/kit/secrets.ts";
import { memberTarget } from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { membersInCsv } from "../../../src/http/members/batch-csv.ts";
import { idsFromKey } from "../../../src/commands/kit/ids.ts";
import { type EventStore } from "../../../src/eventstore/port.ts";
import { createTestDatabase } from "../../support/database.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { session, startInstance, system } from "../../support/services.ts";

let service: TestService;
let members: string;

beforeAll(async () => {
  service = await startTestService();
  members = `/v1/organizations/${service.organizationId}/members`;
});
afterAll(() => service.stop());

interface Item {
  readonly row: number;
  readonly email: string;
  readonly outcome: string;
  readonly userId?: string;
  readonly problem?: { readonly code: string; readonly errors?: { readonly pointer: string }[] };
}

const person = (name: string, more: object = {}) => ({
  email: `${name}@batch.test`,
  firstName: "B",
  lastName: name,
  ...more,
});
const batch = (rows: readonly unknown[], query = "", headers = {}, token = service.owner) =>
  service.call("POST", `${members}/batch${query}`, { token, body: { members: rows }, headers });
const csv = async (text: string | Buffer, query = "") => {
  const response = await service.app.inject({
    method: "POST",
    url: `${members}/batch${query}`,
    headers: { authorization: `Bearer ${service.owner}`, "content-type": "text/csv" },
    payload: text,
  });
  return { status: response.statusCode, body: response.json() };
};
const outcomes = (items: readonly Item[]) => items.map(({ outcome }) => outcome);
const end = () => service.services.store.lastPosition();

describe("one outcome per row", () => {
  test("a bad row does not fail the others, and its outcome says what is wrong", async () => {
    const { status, body } = await batch([
      person("one", { userRole: "ADMIN" }),
      person("two", { email: "nobody" }),
      person("one", { email: "ONE@batch.test" }),
      person("three", { solutions: [{ solutionId: crypto.randomUUID() }] }),
      person("four", { invite: { language: "sv" } }),
      { email: "five@batch.test" },
      "six",
      null,
      person("seven", { isAdmin: true }),
      { ...person("eight"), email: "owner@example.com" },
    ]);
    expect(status).toBe(207);
    const items: Item[] = body.items;
    expect(body.count).toBe(10);
    expect(items.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(items.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
      "INVITED",
      "invalid-input",
      "invalid-input",
      "not-found",
      "invite-template-missing",
      "invalid-input",
      "invalid-input",
      "invalid-input",
      "invalid-input",
      "ALREADY_MEMBER",
    ]);
    expect(items[1]?.problem?.errors).toMatchObject([{ pointer: "/email" }]);
    expect(items[2]?.problem).toMatchObject({ detail: "The address is already in row 1." });
    expect(items[5]?.problem?.errors).toMatchObject([
      { pointer: "/firstName" },
      { pointer: "/lastName" },
    ]);
    expect(items[9]?.userId).toBe(service.ownerId);
    const invited = await service.call("GET", `${members}/${items[0]?.userId}`, {
      token: service.owner,
    });
    expect(invited.body).toMatchObject({ userRole: "ADMIN", userStatus: "INVITED" });
  });

  test("a row with a role above the caller's is refused", async () => {
    const admin = await service.addMember("ADMIN");
    const rows = [person("above", { userRole: "OWNER" }), person("below", { userRole: "ADMIN" })];
    const { body } = await batch(rows, "", {}, admin.session);
    expect(body.items[0]).toMatchObject({ outcome: "INVALID", problem: { code: "forbidden" } });
    expect(body.items[1]).toMatchObject({ outcome: "INVITED" });
  });

  test("running it again invites nobody twice", async () => {
    const rows = ["again-1", "again-2"].map((name) => person(name));
    const first = await batch(rows);
    expect(outcomes(first.body.items)).toEqual(["INVITED", "INVITED"]);
    const before = await end();
    const second = await batch(rows);
    expect(outcomes(second.body.items)).toEqual(["ALREADY_MEMBER", "ALREADY_MEMBER"]);
    expect(second.body.items[0].userId).toBe(first.body.items[0].userId);
    expect(await end()).toBe(before);
  });

  test("under an idempotency key a repeat gets the first answer", async () => {
    const headers = { "idempotency-key": "batch-1" };
    const first = await batch([person("keyed")], "", headers);
    const again = await batch([person("keyed")], "", headers);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
  });

  test("the member limit holds row by row, and the dry run shows it", async () => {
    const call = (method: string, path: string, body: unknown) =>
      service.call(method, path, { token: service.owner, body });
    const made = await call("POST", "/v1/organizations", { name: "Small" });
    const path = `/v1/organizations/${made.body.organizationId}`;
    await call("PATCH", `${path}/settings`, { memberLimit: 4 });
    const rows = Array.from({ length: 10 }, (_, index) => person(`limit-${index}`));
    const dry = await call("POST", `${path}/members/batch?dryRun=true`, { members: rows });
    const would = outcomes(dry.body.items);
    expect(would).toEqual([...Array(3).fill("WOULD_INVITE"), ...Array(7).fill("INVALID")]);
    const real = await call("POST", `${path}/members/batch`, { members: rows });
    const invited = real.body.items.filter(({ outcome }: Item) => outcome === "INVITED");
    expect(invited).toHaveLength(3);
  });
});

describe("a dry run", () => {
  test("answers the same outcomes and does nothing", async () => {
    const rows = [person("dry"), person("dry-bad", { email: "x" }), person("one")];
    const before = await end();
    const { rows: keys } = await service.database.pool.query("select from person_keys");
    const { status, body } = await batch(rows, "?dryRun=true");
    expect(status).toBe(207);
    expect(outcomes(body.items)).toEqual(["WOULD_INVITE", "INVALID", "ALREADY_MEMBER"]);
    expect(await end()).toBe(before);
    const after = await service.database.pool.query("select from person_keys");
    expect(after.rowCount).toBe(keys.length);
    expect((await batch(rows.slice(0, 1))).body.items[0].outcome).toBe("INVITED");
  });

  test("does not wait for read models that are behind", async () => {
    const { directory } = service.services;
    const waitFor = vi.spyOn(directory, "waitFor").mockImplementation(async (position) => {
      return position < (await end());
    });
    const answer = await batch([person("dry-behind")], "?dryRun=true");
    waitFor.mockRestore();
    expect(answer.status).toBe(207);
    expect(outcomes(answer.body.items)).toEqual(["WOULD_INVITE"]);
  });
});

describe("a CSV", () => {
  test("may have its columns in any order, quotes, empty cells, CRLF and a BOM", async () => {
    const solution = await service.call("POST", members.replace("members", "solutions"), {
      token: service.owner,
      body: { name: "csv", title: "CSV" },
    });
    const { solutionId } = solution.body;
    const text = [
      "\ufefflastName,firstName,email,userRole,language,disabled,solutions,name",
      `"Byron, Countess","Ada ""A""",csv-1@batch.test,ADMIN,en,,${solutionId}:EDITOR,`,
      "Two,Csv,csv-2@batch.test,,,TRUE,,Known as Two",
      "",
      "Three,Csv,csv-3@batch.test,BOSS,,,,",
      "Four,Csv,csv-4@batch.test,,,maybe,,",
    ].join("\r\n");
    const { status, body } = await csv(text);
    expect(status).toBe(207);
    expect(outcomes(body.items)).toEqual(["INVITED", "INVITED", "INVALID", "INVALID"]);
    expect(body.items[2].problem.errors).toMatchObject([{ pointer: "/userRole" }]);
    expect(body.items[3].problem.errors).toMatchObject([{ pointer: "/invite/disabled" }]);
    const read = async (userId: string) =>
      (await service.call("GET", `${members}/${userId}`, { token: service.owner })).body;
    expect(await read(body.items[0].userId)).toMatchObject({
      firstName: 'Ada "A"',
      lastName: "Byron, Countess",
      userRole: "ADMIN",
      solutions: { [solutionId]: "EDITOR" },
    });
    const second = await read(body.items[1].userId);
    expect(second).toMatchObject({ name: "Known as Two" });
    expect(second).not.toHaveProperty("invite");
  });

  const two = ["WOULD_INVITE", "WOULD_INVITE"];
  const oneBad = ["WOULD_INVITE", "INVALID", "WOULD_INVITE"];
  const solution = crypto.randomUUID();

  test.each<[string, string, string[]]>([
    ["semicolons", "email;firstName;lastName\na@b.cc;A;B\nc@b.cc;C, D;E\n", two],
    ["tabs", 'email\tfirstName\tlastName\na@b.cc\tA\tB\nc@b.cc\t"C"\tD;E\n', two],
    [
      "quoted names of columns",
      '"email";"firstName";"lastName"\n"a@b.cc";"A";"B,C"\n',
      ["WOULD_INVITE"],
    ],
    [
      "a line that says the separator",
      "sep=;\r\nemail;firstName;lastName\r\na@b.cc;A;B\r\n",
      ["WOULD_INVITE"],
    ],
    [
      "a separator of its own",
      "sep=|\nemail|firstName|lastName\na@b.cc|A,B|C;D\n",
      ["WOULD_INVITE"],
    ],
    [
      "names of columns in another case",
      "EMAIL,FirstName,lastname\na@b.cc,A,B\n",
      ["WOULD_INVITE"],
    ],
    ["mixed line ends", "email,firstName,lastName\r\na@b.cc,A,B\nc@b.cc,C,D\r\n", two],
    ["mixed line ends, the other way", "email,firstName,lastName\na@b.cc,A,B\r\nc@b.cc,C,D", two],
    ["carriage returns", "email,firstName,lastName\ra@b.cc,A,B\rc@b.cc,C,D\r", two],
    [
      "empty rows",
      ",,\nemail,firstName,lastName\n,,\na@b.cc,A,B\n\n , ,\nc@b.cc,C,D\n,,\n,,\n",
      two,
    ],
    ["empty columns", "email,,firstName,lastName,,\na@b.cc,,A,B,,\nc@b.cc,,C,D, ,\n", two],
    [
      "rows without their last, empty cells",
      "email,firstName,lastName,name,language\na@b.cc,A,B\nc@b.cc,C,D,E\n",
      two,
    ],
    ["rows with more empty cells", "email,firstName,lastName\na@b.cc,A,B,,,\nc@b.cc,C,D\n", two],
    ["a quote in a cell", 'email,firstName,lastName\na@b.cc,A "B" C,D\nc@b.cc,"E ""F""",G\n', two],
    [
      "text behind a closing quote",
      'email,firstName,lastName\na@b.cc,A,B\nc@b.cc,"C" D,E\ne@b.cc,E,F\n',
      oneBad,
    ],
    ["spaces around cells", 'email, firstName ,lastName\n a@b.cc , "A, B", C\n', ["WOULD_INVITE"]],
    [
      "a row that is too short",
      "email,firstName,lastName\na@b.cc,A,B\nc@b.cc,C\ne@b.cc,E,F\n",
      oneBad,
    ],
    [
      "a row that is too long",
      "email,firstName,lastName\na@b.cc,A,B\nc@b.cc,C,D,E\ne@b.cc,E,F\n",
      oneBad,
    ],
    [
      "a value below no name",
      "email,firstName,,lastName\na@b.cc,A,,B\nc@b.cc,C,D,E\ne@b.cc,E,,F\n",
      oneBad,
    ],
    [
      "a huge cell",
      `email,firstName,lastName\na@b.cc,A,B\nc@b.cc,${"A".repeat(20_000)},B\ne@b.cc,E,F\n`,
      oneBad,
    ],
    [
      "a line break in a cell",
      'email,firstName,lastName\na@b.cc,A,B\nc@b.cc,"C\nD",E\ne@b.cc,E,F\n',
      oneBad,
    ],
    [
      "solutions among semicolons",
      `email;firstName;lastName;solutions\na@b.cc;A;B;"${solution};${solution}"\n`,
      ["INVALID"],
    ],
  ])("with %s is read row by row", async (_, text, expected) => {
    const { status, body } = await csv(text, "?dryRun=true");
    expect(status, JSON.stringify(body)).toBe(207);
    expect(outcomes(body.items)).toEqual(expected);
  });

  test("says of a bad row what is wrong with it", async () => {
    const text =
      'sep=;\nemail;firstName;lastName\na@b.cc;A\n\nc@b.cc;C;D;E\n;;\ne@b.cc;"E"e;F\ng@b.cc;"G\nh@b.cc;H";I\nA@B.cc;J;K\n';
    const { body } = await csv(text, "?dryRun=true");
    const at = (pointer: string, detail: string) => ({
      problem: { errors: [{ pointer, detail: expect.stringContaining(detail) }] },
    });
    // Empty rows are not counted; lines are those of the file.
    expect(body.items).toMatchObject([
      { row: 1, email: "a@b.cc", ...at("/lastName", "") },
      { row: 2, email: "c@b.cc", ...at("/column 4", "is unknown") },
      { row: 3, email: "e@b.cc", ...at("", "closing quote in line 7") },
      { row: 4, email: "g@b.cc", ...at("", "opens in line 8 closes in line 9") },
      { row: 5, email: "A@B.cc", outcome: "WOULD_INVITE" },
    ]);
  });

  test("under a key is the same request with empty rows, and another one with a quote elsewhere", () => {
    const members = (text: string) => JSON.stringify(membersInCsv(Buffer.from(text), 5000));
    const header = "email,firstName,lastName\n";
    const row = "a@b.cc,A,B\n";
    const sent = { email: "a@b.cc", firstName: "A", lastName: "B" };
    expect(members(header + row)).toBe(JSON.stringify({ members: [sent] }));
    expect(members(`${header}\n${row}`)).toBe(members(header + row));
    expect(members(`${header}a@b.cc,"A",B\n`)).toBe(members(header + row));
    expect(members(`${header}a@b.cc,"" A,B\n`)).not.toBe(members(header + row));
  });

  test("keeps what cells say as it is", async () => {
    const text =
      'email;firstName;lastName;name\nkept@csv.test;Ann "Annie";"O\'Neil; ""Jr"", M.";Ä,ß\n';
    const { body } = await csv(text);
    const { userId } = body.items[0];
    const member = await service.call("GET", `${members}/${userId}`, { token: service.owner });
    expect(member.body).toMatchObject({
      firstName: 'Ann "Annie"',
      lastName: 'O\'Neil; "Jr", M.',
      name: "Ä,ß",
    });
  });

  test.each([
    ["an unknown separator", "email|firstName|lastName\na@b.cc|A|B\n", "separated by commas"],
    [
      "a quote that is not closed",
      'email,firstName,lastName\na@b.cc,A,B\n"c@b.cc,C,D\n',
      "a quote in line 3 ",
    ],
    [
      "a quote that only another row's closes",
      'email,firstName,lastName\na@b.cc,"A,B\nc@b.cc,C,D\ne@b.cc,"E",F\n',
      "a quote in line 2 ",
    ],
    [
      "a quote in the header that is not closed",
      '"email,firstName,lastName\na@b.cc,A,B\n',
      "a quote in line 1 ",
    ],
    [
      "text behind a closing quote in the header",
      'email,"first"Name,lastName\na@b.cc,A,B\n',
      "quote in line 1.",
    ],
    [
      "Latin-1",
      Buffer.from("email,firstName,lastName\na@b.cc,A,B\nc@b.cc,\xe4,D\n", "latin1"),
      "Line 3 ",
    ],
    ["UTF-16", Buffer.from("\ufeffemail,firstName,lastName\na@b.cc,A,B\n", "utf16le"), "Line 1 "],
  ])("with %s is refused by its name", async (_, text, detail) => {
    const { status, body } = await csv(text, "?dryRun=true");
    expect(status).toBe(400);
    expect(JSON.stringify(body.errors)).toContain(detail);
  });

  test("can be sent as a dry run", async () => {
    const { body } = await csv("email,firstName,lastName\ndry@csv.test,D,R\n", "?dryRun=true");
    expect(outcomes(body.items)).toEqual(["WOULD_INVITE"]);
  });

  test.each<[string, string | Buffer]>([
    ["an unknown column", "email,firstName,lastName,admin\na@b.cc,A,B,yes\n"],
    [
      "a column named like an object's property",
      "email,firstName,lastName,__proto__\na@b.cc,A,B,x\n",
    ],
    ["a repeated column", "email,firstName,lastName,email\na@b.cc,A,B,x\n"],
    ["a missing column", "email,firstName\na@b.cc,A\n"],
    ["a broken quote", 'email,firstName,lastName\n"a@b.cc,A,B\n'],
    ["another encoding", Buffer.from("email,firstName,lastName\na@b.cc,\xe4,B\n", "latin1")],
    ["nothing", ""],
    ["only a header", "email,firstName,lastName\n"],
  ])("with %s is refused as a whole", async (_, text) => {
    const before = await end();
    const { status, body } = await csv(text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "invalid-input" });
    expect(await end()).toBe(before);
  });
});

describe("bounds", () => {
  test("a batch of 5,000 rows is accepted, and one more row is refused", async () => {
    const row = { email: "x", firstName: "", lastName: "" };
    const most = await batch(
      Array.from({ length: 5000 }, () => row),
      "?dryRun=true",
    );
    expect(most.body.count).toBe(5000);
    const more = await batch(
      Array.from({ length: 5001 }, () => row),
      "?dryRun=true",
    );
    expect(more).toMatchObject({ status: 400, body: { errors: [{ pointer: "/members" }] } });
    const lines = Array(5001).fill("x,y,z").join("\n");
    expect((await csv(`email,firstName,lastName\n${lines}`)).status).toBe(400);
  });

  test.each([{}, { members: [] }, { members: {} }, { members: [], more: 1 }, []])(
    "%j is refused as a whole",
    async (body) => {
      const refused = await service.call("POST", `${members}/batch`, {
        token: service.owner,
        body,
      });
      expect(refused.status).toBe(400);
    },
  );

  test("a batch without any invite template is refused with 409 and invites nobody", async () => {
    const call = (method: string, path: string, body?: unknown) =>
      service.call(method, path, { token: service.owner, body });
    const made = await call("POST", "/v1/organizations", { name: "Speechless" });
    const path = `/v1/organizations/${made.body.organizationId}`;
    await call("DELETE", `${path}/invite-templates/en`);
    const refused = await call("POST", `${path}/members/batch`, { members: [person("mute")] });
    expect(refused).toMatchObject({ status: 409, body: { code: "invite-template-missing" } });
  });
});

describe("an admin who is removed while their batch runs", () => {
  async function interrupted(isDryRun: boolean) {
    const database = await createTestDatabase();
    let appends = 0;
    let onAppend: ((count: number) => Promise<void>) | undefined;
    const counting = (store: EventStore): EventStore => ({
      ...store,
      async append(stream, expected, records) {
        appends += 1;
        await onAppend?.(appends);
        return store.append(stream, expected, records);
      },
    });
    const instance = await startInstance(database, { wrap: counting });
    const other = await startInstance(database);
    const { organizationId, userId: ownerId } = await bootstrap(other.services, {
      email: "owner@example.com",
      organization: "Stopped",
    });
    const admin = await execute(other.run(session(ownerId)), inviteUser, {
      organizationId,
      ...person("admin"),
      userRole: "ADMIN",
    });
    const target = memberTarget(organizationId, admin.userId);
    const sendingId = (await load(other, target)).state.invitation?.sendingId ?? "";
    const membership = { organizationId, userId: admin.userId };
    const token = inviteSecret(other.services.keys.inviteSecrets, { ...membership, sendingId });
    await execute(other.run(system), acceptInvite, { token });
    const remove = () => execute(other.run(session(ownerId)), removeMember, membership);
    const rows = Array.from({ length: 200 }, (_, index): Row => {
      const { email, firstName, lastName } = person(`row-${index}`);
      return { row: index + 1, email, invitee: { email, firstName, lastName } };
    });
    const run = () =>
      inviteMany(instance.run(session(admin.userId)), { organizationId, rows, dryRun: isDryRun });
    return {
      remove,
      removeUnseen: () => removeMember(other.run(session(ownerId)), membership),
      standStill: () => Promise.all([instance.group.stop(), other.group.stop()]),
      run,
      adminId: admin.userId,
      whenAppending: (count: number, then: () => Promise<unknown>) => {
        appends = 0;
        onAppend = async (now) => {
          if (now === count) await then();
        };
      },
      eventsBy: async (userId: string) =>
        (
          await database.pool.query<{ stream: string; position: bigint }>(
            `select stream, position from events where metadata::json -> 'actor' ->> 'userId' = $1
             order by position`,
            [userId],
          )
        ).rows,
      removedAt: async () =>
        (await load(other, target)).events.find(({ type }) => type === "MemberRemoved")?.position,
      async stop() {
        await instance.stop();
        await other.stop();
        await database.drop();
      },
    };
  }

  test("must not have more invitations written in their name than were under way, and each row says so", async () => {
    const batch = await interrupted(false);
    // Three appends a row and 32 rows at once: some are invited by now, and most have not begun.
    batch.whenAppending(150, batch.remove);
    const { outcomes } = await batch.run();
    expect(outcomes).toHaveLength(200);
    const stopped = outcomes.filter(({ outcome }) => outcome === "STOPPED");
    expect(stopped.length).toBeGreaterThan(100);
    expect(stopped.every(({ refused }) => refused?.code === "not-found")).toBe(true);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(
      new Set(["INVITED", "STOPPED"]),
    );
    // Only appends that had asked before the removal may follow it: at most one for each row at once.
    const removedAt = (await batch.removedAt()) ?? 0n;
    const after = (await batch.eventsBy(batch.adminId)).filter(
      ({ position }) => position > removedAt,
    );
    // An append holds two events: the membership and its invitation.
    expect(new Set(after.map(({ stream }) => stream)).size).toBeLessThanOrEqual(32);
    expect(after.length).toBeLessThanOrEqual(2 * 32);
    await batch.stop();
  });

  test("must not learn from a dry run who is a member, while the read model does not show the removal", async () => {
    const batch = await interrupted(true);
    await batch.standStill();
    await batch.removeUnseen();
    const { outcomes } = await batch.run();
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["STOPPED"]));
    await batch.stop();
  });
});

test("an interrupted batch completes when repeated under its key, with no second invitation or secret", async () => {
  const database = await createTestDatabase();
  let appendsLeft = Number.POSITIVE_INFINITY;
  const falling = (store: EventStore): EventStore => ({
    ...store,
    append(stream, expected, records) {
      appendsLeft -= 1;
      if (appendsLeft < 0) return Promise.reject(new Error("the process ends here"));
      return store.append(stream, expected, records);
    },
  });
  const instance = await startInstance(database, { wrap: falling });
  const founding = { email: "owner@example.com", organization: "Cut" };
  const { organizationId, userId } = await bootstrap(instance.services, founding);
  const rows = Array.from({ length: 40 }, (_, index): Row => {
    const { email, firstName, lastName } = person(`cut-${index}`);
    return { row: index + 1, email, invitee: { email, firstName, lastName } };
  });
  const begun = instance.clock.now();
  const tries = () =>
    inviteMany(
      instance.run(session(userId), { ids: idsFromKey("a key", begun), isResumed: true }),
      {
        organizationId,
        rows,
        dryRun: false,
      },
    );
  for (const appends of [10, 25, 50]) {
    appendsLeft = appends;
    await expect(tries()).rejects.toThrow("ends here");
  }
  appendsLeft = Number.POSITIVE_INFINITY;
  const done = await tries();
  expect(new Set(done.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["INVITED"]));
  const { rows: counted } = await database.pool.query<{ type: string; count: bigint }>(
    `select type, count(*) from events
     where type in ('EmailClaimed', 'UserRegistered', 'MemberInvited', 'InviteIssued')
     group by type order by type`,
  );
  expect(counted.map(({ type, count }) => `${type} ${count}`)).toEqual([
    "EmailClaimed 41",
    "InviteIssued 40",
    "MemberInvited 40",
    "UserRegistered 41",
  ]);
  await instance.stop();
  await database.drop();
});

test("the answer has Muster-Position", async () => {
  const answer = await batch([person("position")]);
  expect(answer.headers["muster-position"]).toMatch(/^\d+$/);
});
