/**
 * Who is let through, and by which refusal the others learn that they are not (docs/domain.md, "Permissions
 * by organization role" and "by solution role"): every permission for every kind of caller, asked at first and
 * asked again for a kept answer.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAgain, rightsLeft } from "../../../src/commands/kit/ask-again.ts";
import {
  type AskedRight,
  askedRights,
  collectRights,
} from "../../../src/commands/kit/asked-rights.ts";
import {
  actorOf,
  authorize,
  authorizeSolution,
  ownScope,
  requireFullSession,
  requireManagement,
  requireScope,
  requireSession,
  requireShown,
  requireWholePerson,
  standingInSolutions,
} from "../../../src/commands/kit/authorize.ts";
import type { Caller, QueryContext } from "../../../src/commands/kit/context.ts";
import { maySolution, permissions, reach } from "../../../src/domain/rights.ts";
import { organizationRoles, solutionRoles } from "../../../src/domain/roles.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { changes } from "../../../src/projections/changes/changes.ts";
import { idOf } from "../../domain/given.ts";
import { startTestService, type TestService } from "../../support/http.ts";

const roles = organizationRoles;
const sentence = /^\p{Lu}.+[.]$/su;

let service: TestService;
let organizationId: string;
let foreign: string;
const people: Record<string, string> = {};
/** A solution for each role in it that the creator has, one in which they have none, and a foreign one. */
const solutions: Record<string, string> = {};

beforeAll(async () => {
  service = await startTestService();
  ({ organizationId } = service);
  const call = async (method: string, path: string, body?: object) =>
    (await service.call(method, `/v1/organizations${path}`, { token: service.owner, body })).body;
  const members = `/${organizationId}/members`;
  for (const role of roles) people[role] = (await service.addMember(role)).userId;
  for (const name of ["disabled", "removed"])
    people[name] = (await service.addMember("OWNER")).userId;
  await call("POST", `${members}/${people["disabled"]}/disable`);
  await call("DELETE", `${members}/${people["removed"]}`);
  const invitee = {
    email: "invitee@example.com",
    firstName: "I",
    lastName: "N",
    userRole: "OWNER",
  };
  people["invited"] = (await call("POST", members, invitee)).userId;
  people["stranger"] = idOf(1);
  for (const name of [...solutionRoles, "none"]) {
    const body = { name: `in-${name.toLowerCase()}`, title: name };
    const { solutionId } = await call("POST", `/${organizationId}/solutions`, body);
    solutions[name] = solutionId;
    if (name === "none") continue;
    for (const role of ["CREATOR", "USER"]) {
      await call("PUT", `${members}/${people[role]}/solutions/${solutionId}`, { userRole: name });
    }
  }
  foreign = (await call("POST", "", { name: "Foreign" })).organizationId;
  solutions["foreign"] = (
    await call("POST", `/${foreign}/solutions`, { name: "foreign", title: "Foreign" })
  ).solutionId;
});

afterAll(() => service.stop());

const asking = (person: string, more: Partial<Caller> = {}): QueryContext => ({
  services: service.services,
  caller: { userId: people[person] ?? "", via: "SESSION", ...more },
  asked: collectRights(),
});

/** The refusal of a promise or a function; undefined if there is none. Its detail is a sentence. */
async function refusalOf(ask: () => unknown): Promise<string | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    const { code, detail } = error as { readonly code: string; readonly detail: string };
    expect(detail).toMatch(sentence);
    return code;
  }
}

describe("in an organization", () => {
  test.each(permissions)("%s is for the roles that have it", async (permission) => {
    for (const role of roles) {
      const context = asking(role);
      const may = reach(permission, role) !== "none";
      const refused = await refusalOf(() => authorize(context, organizationId, permission));
      expect([role, refused]).toEqual([role, may ? undefined : "forbidden"]);
      // Who is refused has asked only as an active member.
      const right = { kind: "ORGANIZATION", organizationId, role };
      expect(context.asked?.list()).toEqual(
        may
          ? [
              { ...right, permission },
              { kind: "SCOPE", permission },
            ]
          : [{ ...right, permission: undefined }],
      );
    }
  });

  test("a member learns their role, and what a command acts on", async () => {
    const caller = { via: "TOKEN", tokenId: idOf(5), scopes: ["users:manage"] } as const;
    const context = asking("ADMIN", caller);
    const userId = people["ADMIN"];
    const standing = await authorize(context, organizationId, "users:manage");
    expect(standing).toEqual({
      role: "ADMIN",
      actor: { userId, role: "ADMIN", via: "TOKEN", tokenId: idOf(5) },
      authority: {
        organizationId,
        userId,
        role: "ADMIN",
        permission: "users:manage",
        revision: expect.any(Number),
      },
      setAsideIn: [],
    });
    expect(actorOf(context)).toEqual({ userId, via: "TOKEN", tokenId: idOf(5) });
  });

  test.each(["disabled", "removed", "invited", "stranger"])(
    "a person who is %s sees no organization",
    async (person) => {
      for (const permission of ["users:view", undefined] as const) {
        const ask = () => authorize(asking(person), organizationId, permission);
        expect(await refusalOf(ask)).toBe("not-found");
      }
    },
  );

  test("one that does not exist looks like one that is closed to the caller", async () => {
    const details = await Promise.all(
      [() => authorize(asking("OWNER"), idOf(2)), () => authorize(asking("OWNER"), foreign)].map(
        (ask) => ask().catch((error: Error) => error.message),
      ),
    );
    expect(new Set(details).size).toBe(1);
  });

  test("a credential for one organization opens no other", async () => {
    const owner = { userId: service.ownerId };
    const here = asking("OWNER", { ...owner, organizationId });
    expect(await refusalOf(() => authorize(here, organizationId))).toBeUndefined();
    expect(await refusalOf(() => authorize(here, foreign))).toBe("not-found");
    expect(await refusalOf(() => authorize(asking("OWNER", owner), foreign))).toBeUndefined();
  });

  test("a session that was idle for longer than the organization allows signs in again", async () => {
    const idle = (idleSeconds: number) => () =>
      authorize(asking("OWNER", { idleSeconds }), organizationId, "users:view");
    expect(await refusalOf(idle(7_199))).toBeUndefined();
    expect(await refusalOf(idle(7_200))).toBe("sign-in-again");
  });

  test("who lacks a role is told whom to ask, if the organization says so", async () => {
    const ask = () => authorize(asking("USER"), organizationId, "users:view");
    await expect(ask()).rejects.toMatchObject({ detail: "Your role, USER, does not allow this." });
    const path = `/v1/organizations/${organizationId}/settings`;
    const set = (requestAccessEmail: string | null) =>
      service.call("PATCH", path, { token: service.owner, body: { requestAccessEmail } });
    await set("access@example.com");
    const asked = ask().catch((error: unknown) => error);
    await asked;
    await set(null);
    expect(await asked).toMatchObject({
      detail: "Your role, USER, does not allow this. Ask access@example.com for access.",
    });
  });

  test("what a projection has set aside is not shown; what the directory has, not opened", async () => {
    const { pool } = service.database;
    const setAside = (name: string) =>
      pool.query(
        `insert into projection_set_aside values ($1, $2, 1, gen_random_uuid(), 'X', 'x', null, now())`,
        [`organization-${organizationId}`, name],
      );
    const ask = () => authorize(asking("OWNER"), organizationId);
    try {
      await setAside(audit.name);
      const standing = await authorize(asking("OWNER"), organizationId, "audit:read");
      expect(standing.setAsideIn).toEqual([audit.name]);
      expect(await refusalOf(() => requireShown(standing, audit))).toBe("set-aside");
      expect(await refusalOf(() => requireShown(standing, changes))).toBeUndefined();
      await setAside("directory");
      expect(await refusalOf(ask)).toBe("set-aside");
    } finally {
      await pool.query("delete from projection_set_aside");
    }
    expect(await refusalOf(ask)).toBeUndefined();
  });
});

test("a refusal says what is missing, or what to do", async () => {
  const detailOf = async (ask: () => unknown): Promise<unknown> => {
    try {
      return await ask();
    } catch (error) {
      return (error as { readonly detail: string }).detail;
    }
  };
  const missing = { organizationId, solutionId: idOf(4) };
  const scopes: readonly string[] = [];
  const listed = async () => {
    const standing = await authorize(asking("OWNER"), organizationId);
    return standingInSolutions(asking("OWNER"), standing, organizationId, [idOf(4)]);
  };
  const details = [
    () => authorize(asking("stranger"), organizationId),
    () => authorize(asking("OWNER", { organizationId: foreign }), organizationId),
    () => authorizeSolution(asking("OWNER"), missing, "solutions:view"),
    listed,
    () => authorize(asking("OWNER", { idleSeconds: 7_200 }), organizationId),
    () => requireWholePerson(asking("OWNER", { isAccountClosed: true })),
    () => requireScope(asking("OWNER", { scopes }), "users:view"),
    () => requireScope(asking("OWNER", { via: "TOKEN", scopes }), "users:view"),
  ];
  expect(await Promise.all(details.map(detailOf))).toEqual([
    "There is no such organization.",
    "There is no such organization.",
    "There is no such solution.",
    `There is no such solution ${idOf(4)}.`,
    "The session was idle for longer than this organization allows. Sign in again.",
    "The session was idle for longer than accounts allow. Sign in again.",
    "Only owners, admins and creators of an organization can use management. This session is for your own account. Sign in to management.",
    "This needs a token with the scope users:view.",
  ]);
});

describe("a credential", () => {
  const scopes = ["users:view"];

  test("with scopes needs the permission among them", async () => {
    const token = asking("OWNER", { via: "TOKEN", scopes });
    expect(await refusalOf(() => authorize(token, organizationId, "users:view"))).toBeUndefined();
    expect(await refusalOf(() => authorize(token, organizationId, "users:manage"))).toBe(
      "scope-missing",
    );
    // A session with scopes is for the person's own account.
    const account = asking("OWNER", { scopes });
    expect(await refusalOf(() => requireScope(account, "users:manage"))).toBe(
      "management-role-required",
    );
    expect(await refusalOf(() => requireScope(account, "users:view"))).toBeUndefined();
    expect(account.asked?.list()).toEqual([{ kind: "SCOPE", permission: "users:view" }]);
  });

  test.each<[string, Partial<Caller>, string | undefined, string | undefined]>([
    ["a session", {}, undefined, undefined],
    ["a token", { via: "TOKEN", scopes }, "session-required", undefined],
    ["the system", { via: "SYSTEM" }, undefined, undefined],
    ["a session for one organization", { organizationId: idOf(3) }, undefined, "session-required"],
    [
      "a token for one",
      { via: "TOKEN", organizationId: idOf(3) },
      "session-required",
      "session-required",
    ],
    ["a session that was idle for too long", { isAccountClosed: true }, undefined, "sign-in-again"],
  ])("%s: is it a session, and for the whole person?", async (_, caller, session, wholePerson) => {
    const asked = asking("OWNER", caller);
    expect(await refusalOf(() => requireSession(asked))).toBe(session);
    expect(await refusalOf(() => requireWholePerson(asked))).toBe(wholePerson);
    expect(await refusalOf(() => requireFullSession(asking("OWNER", caller)))).toBe(
      session ?? wholePerson,
    );
    expect(asked.asked?.list()).toEqual([
      ...(session === undefined ? [{ kind: "SESSION" }] : []),
      ...(wholePerson === undefined ? [{ kind: "WHOLE_PERSON" }] : []),
    ]);
  });

  test("opens management to who manages an organization, unless it is for their account only", async () => {
    for (const role of roles) {
      const context = asking(role);
      const code = role === "USER" ? "management-role-required" : undefined;
      expect(await refusalOf(() => requireManagement(context))).toBe(code);
      expect(context.asked?.list()).toEqual(code === undefined ? [{ kind: "MANAGEMENT" }] : []);
    }
    for (const person of ["disabled", "removed", "invited", "stranger"]) {
      expect(await refusalOf(() => requireManagement(asking(person)))).toBe(
        "management-role-required",
      );
    }
    const account = asking("OWNER", { scopes });
    expect(await refusalOf(() => requireManagement(account))).toBe("management-role-required");
    const token = asking("OWNER", { via: "TOKEN", scopes });
    expect(await refusalOf(() => requireManagement(token))).toBeUndefined();
  });

  test("reads of its person what it opens", () => {
    const caller: Caller = {
      userId: idOf(1),
      via: "SESSION",
      organizationId: idOf(2),
      issuedAt: "2026-03-01T12:00:00.000Z",
      issuedPosition: "5",
      sessionId: idOf(3),
      idleSeconds: 7,
    };
    const { userId, via: _, organizationId: only, ...rest } = caller;
    expect(ownScope({ caller })).toEqual({ userId, only, ...rest });
    expect(ownScope({ caller: { userId, via: "SESSION" } }).idleSeconds).toBe(0);
  });
});

const inSolutions = permissions.filter(
  (permission) => permission.startsWith("solutions:") || permission === "troubleshooting:solution",
);

describe("in a solution", () => {
  test.each(inSolutions)("%s is for the pairs of roles that have it", async (permission) => {
    for (const role of ["OWNER", "ADMIN", "CREATOR", "USER"] as const) {
      for (const name of [...solutionRoles, "none"] as const) {
        const hasRole = (role === "CREATOR" || role === "USER") && name !== "none";
        const solutionRole = hasRole ? name : undefined;
        const context = asking(role);
        const solution = { organizationId, solutionId: solutions[name] ?? "" };
        const refused = await refusalOf(() => authorizeSolution(context, solution, permission));
        const may = maySolution(permission, role, solutionRole);
        expect([role, name, refused]).toEqual([role, name, may ? undefined : "forbidden"]);
        const noted = context.asked?.list().filter(({ kind }) => kind === "SOLUTION");
        const right = {
          kind: "SOLUTION",
          ...solution,
          permission,
          organizationRole: role,
          role: solutionRole,
        };
        expect(noted).toEqual(may ? [right] : []);
      }
    }
  });

  test("a command acts on the role in it only where the permission depends on that", async () => {
    const solution = { organizationId, solutionId: solutions["ADMIN"] ?? "" };
    const ofAdmin = await authorizeSolution(asking("ADMIN"), solution, "solutions:change");
    expect(ofAdmin.authority.solutions).toBeUndefined();
    const ofCreator = await authorizeSolution(asking("CREATOR"), solution, "solutions:change");
    expect(ofCreator).toMatchObject({
      role: "CREATOR",
      authority: {
        permission: "solutions:change",
        solutions: new Map([[solution.solutionId, "ADMIN"]]),
      },
    });
  });

  test("one of another organization, or of none, does not exist", async () => {
    for (const solutionId of [solutions["foreign"] ?? "", idOf(4)]) {
      const ask = () =>
        authorizeSolution(asking("OWNER"), { organizationId, solutionId }, "solutions:view");
      expect(await refusalOf(ask)).toBe("not-found");
    }
  });
});

describe("in several solutions at once", () => {
  const ask = async (person: string, names: readonly string[], caller: Partial<Caller> = {}) => {
    const context = asking(person, caller);
    const standing = await authorize(asking(person), organizationId);
    const ids = names.map((name) => solutions[name] ?? idOf(4));
    return { found: await standingInSolutions(context, standing, organizationId, ids), context };
  };
  const refusal = (...asked: Parameters<typeof ask>) => refusalOf(() => ask(...asked));

  test("an owner of the organization assigns as the owner of each", async () => {
    const { found, context } = await ask("OWNER", ["none", "ADMIN"]);
    const ids = [solutions["none"], solutions["ADMIN"]];
    expect([...found.ranks]).toEqual(ids.map((id) => [id, "OWNER"]));
    expect(found.authority.solutions).toBeUndefined();
    const permission = "solutions:permissions";
    const right = { kind: "SOLUTION", organizationId, permission, organizationRole: "OWNER" };
    expect(context.asked?.list()).toEqual([
      { kind: "SCOPE", permission },
      ...ids.map((solutionId) => ({ ...right, solutionId, role: undefined })),
    ]);
  });

  test("a creator assigns by their role in each, on which the command acts", async () => {
    const { found } = await ask("CREATOR", ["OWNER", "ADMIN"]);
    const ranks = [
      [solutions["OWNER"], "OWNER"],
      [solutions["ADMIN"], "ADMIN"],
    ];
    expect([...found.ranks]).toEqual(ranks);
    expect([...(found.authority.solutions ?? [])]).toEqual(ranks);
  });

  test("who may not assign one of them is refused, and so are one twice and one that is not there", async () => {
    for (const name of ["EDITOR", "USER", "DENY", "none"]) {
      expect(await refusal("CREATOR", ["ADMIN", name])).toBe("forbidden");
    }
    expect(await refusal("USER", ["OWNER"])).toBe("forbidden");
    expect(await refusal("OWNER", ["none", "none"])).toBe("invalid-input");
    expect(await refusal("OWNER", ["none", "foreign"])).toBe("not-found");
    expect(await refusal("OWNER", ["none", "missing"])).toBe("not-found");
    expect(await refusal("OWNER", ["none"], { via: "TOKEN", scopes: ["users:manage"] })).toBe(
      "scope-missing",
    );
  });

  test("nothing is collected where nobody asks for it", async () => {
    const context = { ...asking("OWNER"), asked: undefined };
    const solutionId = solutions["none"] ?? "";
    const standing = await authorizeSolution(
      context,
      { organizationId, solutionId },
      "solutions:view",
    );
    const found = await standingInSolutions(context, standing, organizationId, [solutionId]);
    expect(found.ranks.size).toBe(1);
  });

  test("without solutions, no right to assign any is asked for", async () => {
    const { found, context } = await ask("USER", [], { via: "TOKEN", scopes: [] });
    expect(found.ranks.size).toBe(0);
    expect(context.asked?.list()).toEqual([]);
  });
});

describe("asked again for a kept answer", () => {
  const organization = (role: string, permission?: string) =>
    ({ kind: "ORGANIZATION", organizationId, role, permission }) as AskedRight;
  const solution = (name: string, role?: string, permission = "solutions:change") =>
    ({
      kind: "SOLUTION",
      organizationId,
      solutionId: solutions[name],
      permission,
      organizationRole: "CREATOR",
      role,
    }) as AskedRight;
  const again = (person: string, right: AskedRight, caller: Partial<Caller> = {}) =>
    refusalOf(() => askAgain(asking(person, caller), [right]));

  test("who has the right by the same or a higher role gets the answer", async () => {
    expect(await again("ADMIN", organization("ADMIN", "users:manage"))).toBeUndefined();
    expect(await again("OWNER", organization("ADMIN", "users:manage"))).toBeUndefined();
    expect(await again("CREATOR", solution("EDITOR", "EDITOR"))).toBeUndefined();
    expect(await again("CREATOR", solution("OWNER", "EDITOR"))).toBeUndefined();
  });

  test("who has it by a lower role, or no longer, is refused", async () => {
    expect(await again("ADMIN", organization("OWNER", "users:manage"))).toBe("forbidden");
    expect(await again("CREATOR", organization("ADMIN", "users:manage"))).toBe("forbidden");
    expect(await again("disabled", organization("OWNER", "users:manage"))).toBe("not-found");
    expect(await again("CREATOR", solution("EDITOR", "ADMIN"))).toBe("forbidden");
    expect(await again("CREATOR", solution("USER", "EDITOR"))).toBe("forbidden");
    expect(await again("CREATOR", solution("none", "EDITOR"))).toBe("forbidden");
    expect(await again("CREATOR", solution("foreign", "EDITOR"))).toBe("not-found");
  });

  test("what every member may do does not depend on the role", async () => {
    expect(await again("USER", organization("OWNER", "account:manage"))).toBeUndefined();
    expect(await again("USER", organization("OWNER"))).toBeUndefined();
  });

  test("a right that came without a role in the solution needs none", async () => {
    const right = { ...solution("none"), organizationRole: "ADMIN" } as AskedRight;
    expect(await again("ADMIN", right)).toBeUndefined();
    const higher = { ...solution("EDITOR", "ADMIN"), organizationRole: "ADMIN" } as AskedRight;
    expect(await again("CREATOR", higher)).toBe("forbidden");
    const none = { ...solution("EDITOR"), organizationRole: "ADMIN" } as AskedRight;
    expect(await again("CREATOR", none)).toBeUndefined();
    expect(await again("CREATOR", solution("none"))).toBe("forbidden");
    const lost = { ...solution("none", "ADMIN"), organizationRole: "ADMIN" } as AskedRight;
    expect(await again("CREATOR", lost)).toBe("forbidden");
  });

  test("the credential is asked again too", async () => {
    const token: Partial<Caller> = { via: "TOKEN", scopes: [], organizationId };
    const codes: readonly [AskedRight, string][] = [
      [{ kind: "SCOPE", permission: "users:view" }, "scope-missing"],
      [{ kind: "SESSION" }, "session-required"],
      [{ kind: "WHOLE_PERSON" }, "session-required"],
    ];
    for (const [right, code] of codes) {
      expect(await again("OWNER", right, token)).toBe(code);
      expect(await again("OWNER", right)).toBeUndefined();
    }
    expect(await again("USER", { kind: "MANAGEMENT" })).toBe("management-role-required");
    expect(await again("CREATOR", { kind: "MANAGEMENT" })).toBeUndefined();
  });

  test("the rights that are left are those that are not refused", async () => {
    const left = [organization("CREATOR", "users:view"), solution("EDITOR", "EDITOR")];
    const lost = [organization("ADMIN", "users:manage"), solution("none", "OWNER")];
    expect(await rightsLeft(asking("CREATOR"), [...lost, ...left])).toEqual(left);
  });

  test("a right is collected once, and can be kept", () => {
    const collected = collectRights();
    for (const right of [organization("USER"), solution("USER", "USER"), organization("USER")]) {
      collected.note(right);
    }
    expect(collected.list()).toHaveLength(2);
    collected.note({ kind: "SCOPE", permission: "users:view" });
    for (const kind of ["SESSION", "WHOLE_PERSON", "MANAGEMENT"] as const) collected.note({ kind });
    expect(collected.list()).toHaveLength(6);
    const kept: unknown = JSON.parse(JSON.stringify(collected.list()));
    expect(askedRights.parse(kept)).toEqual(kept);
  });

  test("while the service cannot say, nothing is taken for lost", async () => {
    const { pool } = service.database;
    await pool.query(
      `insert into projection_set_aside values ($1, 'directory', 1, gen_random_uuid(), 'X', 'x', null, now())`,
      [`organization-${organizationId}`],
    );
    const context = asking("OWNER");
    const rights = [organization("OWNER", "users:view")];
    const refused = await refusalOf(() => rightsLeft(context, rights));
    await pool.query("delete from projection_set_aside");
    expect(refused).toBe("set-aside");
  });
});
