/** The whole story through a real process, and what a SIGKILL in the middle of 500 commands leaves. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  removeDataDir,
  type Service,
  startService,
  temporaryDataDir,
  until,
} from "../support/process.ts";

let dataDir: string;
let service: Service;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  service = await startService(dataDir);
});

afterAll(async () => {
  await service.end("SIGTERM");
  await removeDataDir(dataDir);
});

/** The secret of the latest invitation to a user, from the link in the log. */
async function inviteSecret(userId: string): Promise<string> {
  const find = () =>
    service
      .output()
      .split("\n")
      .filter((line) => line.includes("#token=") && line.includes(userId))
      .map((line) => /#token=(mst_inv_\w+)/.exec(line)?.[1])
      .at(-1);
  await until("the invitation's link is logged", () => find() !== undefined);
  return find() ?? "";
}

describe("the whole story", () => {
  const state: Record<string, string> = {};

  test("an owner creates an organization, invites, and the invited person accepts", async () => {
    const owner = service.firstRun.sessionToken;
    const created = await service.call("POST", "/v1/organizations", {
      token: owner,
      body: { name: "Analytical Engines" },
    });
    expect(created.status).toBe(201);
    const organization = `/v1/organizations/${created.body.organizationId}`;
    expect(created.headers.get("location")).toBe(organization);

    const invited = await service.call("POST", `${organization}/members`, {
      token: owner,
      body: { email: "ada@example.com", firstName: "Ada", lastName: "Byron", userRole: "CREATOR" },
    });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ userStatus: "INVITED", userRole: "CREATOR" });

    const token = await inviteSecret(invited.body.userId);
    const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
    expect(accepted.status).toBe(200);
    Object.assign(state, {
      organization,
      member: `${organization}/members/${invited.body.userId}`,
      session: accepted.body.sessionToken,
    });
    const again = await service.call("POST", "/v1/invites/accept", { body: { token } });
    expect(again).toMatchObject({ status: 410, body: { code: "invite-used" } });
  });

  test("she is given a solution and another role, and makes a token that works", async () => {
    const owner = service.firstRun.sessionToken;
    const solution = await service.call("POST", `${state["organization"]}/solutions`, {
      token: owner,
      body: { name: "difference", title: "Difference engine" },
    });
    expect(solution.status).toBe(201);
    const { solutionId } = solution.body;
    const assigned = await service.call("PUT", `${state["member"]}/solutions/${solutionId}`, {
      token: owner,
      body: { userRole: "EDITOR" },
    });
    expect(assigned.status).toBe(200);
    const changed = await service.call("PATCH", `${state["member"]}`, {
      token: owner,
      body: { userRole: "ADMIN" },
    });
    expect(changed.body).toMatchObject({
      userRole: "ADMIN",
      solutionCount: 1,
      solutions: { [solutionId]: "EDITOR" },
    });

    const made = await service.call("POST", "/v1/users/me/tokens", {
      token: state["session"],
      body: { name: "laptop" },
    });
    expect(made.status).toBe(201);
    state["secret"] = made.body.secret;
    state["token"] = `/v1/users/me/tokens/${made.body.tokenId}`;

    const used = await service.call("GET", `${state["organization"]}/members`, {
      token: state["secret"],
    });
    expect(used).toMatchObject({ status: 200, body: { count: 2 } });
    const afterUse = await service.call("GET", state["token"], { token: state["session"] });
    expect(afterUse.body.lastUsedAt).toBeDefined();

    const extended = await service.call("POST", `${state["token"]}/extend-lease`, {
      token: state["session"],
    });
    expect(extended.status).toBe(200);
    expect(extended.body.leaseExpiresAt > afterUse.body.leaseExpiresAt).toBe(true);
  });

  test("disabled, her token is dead for the organization; after a restart all is as it was", async () => {
    const owner = service.firstRun.sessionToken;
    const disabled = await service.call("POST", `${state["member"]}/disable`, { token: owner });
    expect(disabled.body.userStatus).toBe("DISABLED");
    const refused = await service.call("GET", `${state["organization"]}/members`, {
      token: state["secret"],
    });
    expect(refused).toMatchObject({ status: 404, body: { code: "not-found" } });

    const seen = async () => ({
      members: (await service.call("GET", `${state["organization"]}/members`, { token: owner }))
        .body,
      solutions: (await service.call("GET", `${state["organization"]}/solutions`, { token: owner }))
        .body,
      token: (await service.call("GET", state["token"] ?? "", { token: state["session"] })).body,
    });
    const before = await seen();
    expect(await service.end("SIGTERM")).toBe(0);
    service = await startService(dataDir);
    expect(await seen()).toEqual(before);
  });
});

describe("a SIGKILL of everything in the middle of 500 concurrent commands", () => {
  test("loses no acknowledged change, and the next start just works", async () => {
    const { organizationId, sessionToken } = service.firstRun;
    const organization = `/v1/organizations/${organizationId}`;
    const acknowledged = new Set<string>();
    let answered = 0;
    const commands = Array.from({ length: 500 }, async (_, index) => {
      const email = `person-${index}@example.com`;
      const { status } = await service.call("POST", `${organization}/members`, {
        token: sessionToken,
        body: { email, firstName: "Person", lastName: `No ${index}`, invite: { disabled: true } },
      });
      answered += 1;
      if (status === 201) acknowledged.add(email);
    });
    const settled = Promise.allSettled(commands);
    await until("some commands are acknowledged", () => acknowledged.size >= 60);
    await service.end("SIGKILL");
    await settled;
    expect(answered).toBeLessThan(500);

    service = await startService(dataDir);
    const found = new Set<string>();
    let next = "";
    do {
      const page = await service.call("GET", `${organization}/members?limit=500${next}`, {
        token: service.firstRun.sessionToken,
      });
      for (const { email } of page.body.items) found.add(email);
      next = page.body.continuationToken ? `&continuationToken=${page.body.continuationToken}` : "";
    } while (next !== "");
    expect([...acknowledged].filter((email) => !found.has(email))).toEqual([]);
  });
});
