/** Attacks on the audit over HTTP and its projection. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { change as changeStream } from "../../../src/commands/kit/change.ts";
import { beginExport } from "../../../src/commands/audit/export-log.ts";
import { memberTarget } from "../../../src/commands/kit/stream-targets.ts";
import { verifyBundle } from "../../../src/audit/verify/verify.ts";
import { ownerRun, startTestService, type TestService } from "../../support/http.ts";
import { exportBundle, type Folder, temporaryFolder, unpack } from "../../support/bundle.ts";

let service: TestService;

let organization: string;
let folder: Folder;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  folder = await temporaryFolder();
});
afterAll(async () => {
  await service.stop();
  await folder.remove();
});

const owner = async () => service.signIn(service.ownerId);
const get = async (path: string, headers: Record<string, string> = {}) =>
  service.call("GET", path, { token: await owner(), headers });
const change = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, { token: await owner(), body });
const reviewOf = async (userId: string, query = "") =>
  (await get(`${organization}/access-review${query}`)).body.items.find(
    (i: { userId: string }) => i.userId === userId,
  );
const verifyOf = async (zip: Buffer) => verifyBundle(await folder.write(zip));

describe("wrong answers", () => {
  test("a solution assigned while it was deleted: nobody has a role in it", async () => {
    const { userId } = await service.addMember("USER");
    const { body: solution } = await change("POST", "/solutions", { name: "gone", title: "G" });
    await change("DELETE", `/solutions/${solution.solutionId}`);
    // What the losing one of two concurrent commands appends (fold-member.ts: "which the domain allows").
    const context = await ownerRun(service);
    await changeStream(context, memberTarget(service.organizationId, userId), {
      command: {
        type: "ChangeSolutions",
        changes: [{ solutionId: solution.solutionId, role: "ADMIN", authority: "OWNER" }],
      } as never,
      actor: { userId: service.ownerId, role: "OWNER", via: "SESSION" },
    });
    const { body: member } = await get(`${organization}/members/${userId}`);
    const review = await reviewOf(userId);
    expect(member.solutions).toEqual({});
    expect(review.solutions).toEqual([]);
  });

  test("taking a solution back does not make oneself the one who granted it", async () => {
    const ada = await service.addMember("USER");
    const { body: solution } = await change("POST", "/solutions", { name: "aside", title: "A" });
    await change("PUT", `/members/${ada.userId}/solutions/${solution.solutionId}`, {
      userRole: "ADMIN",
    });
    const before = (await reviewOf(ada.userId)).solutions[0];
    for (const method of ["DELETE", "PUT"]) {
      const { status } = await service.call(
        method,
        `/v1/users/me/solutions/${solution.solutionId}`,
        { token: ada.session },
      );
      expect(status).toBeLessThan(300);
    }
    const after = (await reviewOf(ada.userId)).solutions[0];
    expect(after.grantedBy).toBe(before.grantedBy);
  });

  test("an access review without `at` is of now, also after a clock was ahead", async () => {
    const { userId } = await service.addMember("USER");
    service.clock.add(24 * 3_600_000); // one instance's clock, wrong by a day
    await change("PATCH", "", { description: "from the future" });
    service.clock.add(-24 * 3_600_000);
    await change("PATCH", `/members/${userId}`, { userRole: "ADMIN" });
    const shown = await reviewOf(userId);
    service.clock.add(25 * 3_600_000);
    expect.soft(shown.role).toBe("ADMIN");
  });

  test("2026-02-31 is no time", async () => {
    const { status } = await get(`${organization}/events?from=2026-02-31`);
    expect(status).toBe(400);
  });
});

describe("bounds", () => {
  test("over HTTP too", async () => {
    const token = await owner();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        service.app.inject({
          url: `${organization}/export?format=bundle`,
          headers: { authorization: `Bearer ${token}` },
        }),
      ),
    );
    expect(answers.filter((a) => a.statusCode === 200).length).toBeLessThanOrEqual(2);
  });
});

describe("texts and times", () => {
  test("`to` in odd places, from > to, an empty log: verified all the same", async () => {
    for (const query of [
      "&to=2020-01-01",
      "&from=2030-01-01&to=2020-01-01",
      "&from=2199-12-31",
      "&to=2199-12-31T23:59:59.999Z",
      "&from=2026-03-01T12:00:00.000Z&to=2026-03-01T12:00:00.000Z",
      "&to=2026-03-01T12:00:00.001Z",
    ]) {
      const verdict = await verifyOf(await exportBundle(service, query));
      expect.soft(verdict.failures, query).toEqual([]);
    }
    for (const format of ["ndjson", "csv", "cloudevents"]) {
      const { statusCode } = await service.app.inject({
        url: `${organization}/export?format=${format}&from=2030-01-01&to=2020-01-01`,
        headers: { authorization: `Bearer ${await owner()}` },
      });
      expect.soft(statusCode).toBe(200);
    }
  });

  test("odd names and addresses verify", async () => {
    const odd = [
      "=cmd()",
      "a\u2028b",
      "\u202Eevil",
      '"quoted", comma',
      "𝔘𝔫𝔦 👩‍👩‍👧",
      "İstanbul",
      "+1",
      "__proto__",
    ];
    for (const [n, name] of odd.entries()) {
      const answer = await change("POST", "/members", {
        email: `+odd${n}@example.com`,
        firstName: name,
        lastName: name,
      });
      expect(answer.status).toBe(201);
    }
    const note = await change("POST", "/notifications", {
      scope: "ORG",
      content: { title: "=t", text: "line\r\nline\u0007", inputs: { toJSON: "y", valueOf: "z" } },
    });
    expect.soft(note.status).toBe(201);
    expect((await verifyOf(await exportBundle(service))).failures).toEqual([]);
    const { body } = await get(`${organization}/events?limit=500`);
    expect(body.count).toBeGreaterThan(10);
  });

  test("a previous export is found behind a hundred others", async () => {
    const context = await ownerRun(service);
    await exportBundle(service);
    for (let n = 0; n < 101; n += 1) {
      const { organizationId } = service;
      (await beginExport(context, { organizationId, format: "ndjson" })).release();
    }
    const manifest = JSON.parse(
      (await unpack(await exportBundle(service))).get("manifest.json") ?? "",
    );
    expect(manifest.previous).toBeDefined();
  }, 60_000);
});
