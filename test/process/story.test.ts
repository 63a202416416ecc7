/** The main user story through a real process, and a SIGKILL in the middle of 500 commands. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createMusterClient,
  items,
  type MusterClient,
  unwrap,
} from "../../clients/typescript/src/index.ts";
import { removeDataDir, type Service, startService, temporaryDataDir } from "../support/process.ts";
import { eventually } from "../support/eventually.ts";

const membersPath = "/v1/organizations/{organizationId}/members";
const memberPath = "/v1/organizations/{organizationId}/members/{userId}";

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

/** Calls the running service with or without a credential. */
function clientFor(token?: string): MusterClient {
  return createMusterClient({ baseUrl: service.firstRun.url, token });
}

/** The secret of the latest invitation to a user, from the link in the log. */
async function inviteSecret(userId: string): Promise<string> {
  const find = () =>
    service
      .output()
      .split("\n")
      .filter((line) => line.includes("#token=") && line.includes(userId))
      .map((line) => /#token=(mst_inv_\w+)/.exec(line)?.[1])
      .at(-1);
  await eventually(() => find() !== undefined, "the invitation's link is logged");
  return find() ?? "";
}

describe("the main user story", () => {
  const state = { organizationId: "", userId: "", session: "", tokenId: "", secret: "" };
  const owner = () => clientFor(service.firstRun.sessionToken);
  const organization = () => ({ path: { organizationId: state.organizationId } });
  const member = () => ({ path: { organizationId: state.organizationId, userId: state.userId } });
  const token = () => ({ path: { tokenId: state.tokenId } });

  test("an owner creates an organization, invites, and the invited person accepts", async () => {
    const created = await owner().POST("/v1/organizations", {
      body: { name: "Analytical Engines" },
    });
    expect(created.response.status).toBe(201);
    state.organizationId = created.data?.organizationId ?? "";
    expect(created.response.headers.get("location")).toBe(
      `/v1/organizations/${state.organizationId}`,
    );

    const invited = await owner().POST(membersPath, {
      params: organization(),
      body: { email: "ada@example.com", firstName: "Ada", lastName: "Byron", userRole: "CREATOR" },
    });
    expect(invited.response.status).toBe(201);
    expect(invited.data).toMatchObject({ userStatus: "INVITED", userRole: "CREATOR" });
    state.userId = invited.data?.userId ?? "";

    const body = { token: await inviteSecret(state.userId) };
    const accepted = await unwrap(clientFor().POST("/v1/invites/accept", { body }));
    state.session = accepted.sessionToken ?? "";
    const again = clientFor().POST("/v1/invites/accept", { body });
    await expect(unwrap(again)).rejects.toMatchObject({ status: 410, code: "invite-used" });
  });

  test("she gets a solution and another role, and creates a token that works", async () => {
    const solution = await owner().POST("/v1/organizations/{organizationId}/solutions", {
      params: organization(),
      body: { name: "difference", title: "Difference engine" },
    });
    expect(solution.response.status).toBe(201);
    const solutionId = solution.data?.solutionId ?? "";
    const assigned = await owner().PUT(`${memberPath}/solutions/{solutionId}`, {
      params: { path: { ...member().path, solutionId } },
      body: { userRole: "EDITOR" },
    });
    expect(assigned.response.status).toBe(200);
    const changed = await unwrap(
      owner().PATCH(memberPath, { params: member(), body: { userRole: "ADMIN" } }),
    );
    expect(changed).toMatchObject({
      userRole: "ADMIN",
      solutionCount: 1,
      solutions: { [solutionId]: "EDITOR" },
    });

    const ada = clientFor(state.session);
    const made = await ada.POST("/v1/users/me/tokens", { body: { name: "laptop" } });
    expect(made.response.status).toBe(201);
    state.secret = made.data?.secret ?? "";
    state.tokenId = made.data?.tokenId ?? "";

    const used = clientFor(state.secret).GET(membersPath, { params: organization() });
    expect(await unwrap(used)).toMatchObject({ count: 2 });
    const path = "/v1/users/me/tokens/{tokenId}";
    const afterUse = await unwrap(ada.GET(path, { params: token() }));
    expect(afterUse.lastUsedAt).toBeDefined();

    const extended = await unwrap(ada.POST(`${path}/extend-lease`, { params: token() }));
    expect(extended.leaseExpiresAt > afterUse.leaseExpiresAt).toBe(true);
  });

  test("once she is disabled, her token no longer works for the organization; a restart changes nothing", async () => {
    const disabled = await unwrap(owner().POST(`${memberPath}/disable`, { params: member() }));
    expect(disabled.userStatus).toBe("DISABLED");
    const refused = clientFor(state.secret).GET(membersPath, { params: organization() });
    await expect(unwrap(refused)).rejects.toMatchObject({ status: 404, code: "not-found" });

    const solutionsPath = "/v1/organizations/{organizationId}/solutions";
    const tokenPath = "/v1/users/me/tokens/{tokenId}";
    const seen = async () => ({
      members: await unwrap(owner().GET(membersPath, { params: organization() })),
      solutions: await unwrap(owner().GET(solutionsPath, { params: organization() })),
      token: await unwrap(clientFor(state.session).GET(tokenPath, { params: token() })),
    });
    const before = await seen();
    expect(await service.end("SIGTERM")).toBe(0);
    service = await startService(dataDir);
    expect(await seen()).toEqual(before);
  });
});

describe("a SIGKILL of all processes in the middle of 500 concurrent commands", () => {
  test("loses no acknowledged change, and the next start works", async () => {
    const { organizationId, sessionToken, url } = service.firstRun;
    const params = { path: { organizationId } };
    const impatient = createMusterClient({ baseUrl: url, token: sessionToken, retries: 0 });
    const acknowledged = new Set<string>();
    let answered = 0;
    const commands = Array.from({ length: 500 }, async (_, index) => {
      const email = `person-${index}@example.com`;
      const { response } = await impatient.POST(membersPath, {
        params,
        body: { email, firstName: "Person", lastName: `No ${index}`, invite: { disabled: true } },
      });
      answered += 1;
      if (response.status === 201) acknowledged.add(email);
    });
    const settled = Promise.allSettled(commands);
    await eventually(() => acknowledged.size >= 60, "some commands are acknowledged");
    await service.end("SIGKILL");
    await settled;
    expect(answered).toBeLessThan(500);

    service = await startService(dataDir);
    const found = new Set<string | undefined>();
    const everybody = { params: { ...params, query: { limit: 500 } } };
    const owner = clientFor(service.firstRun.sessionToken);
    for await (const { email } of items(owner, membersPath, everybody)) found.add(email);
    expect([...acknowledged].filter((email) => !found.has(email))).toEqual([]);
  });
});
