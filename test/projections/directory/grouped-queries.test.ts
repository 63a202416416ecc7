/** Many who ask at the same moment get what each would get alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  findMembership,
  findToken,
} from "../../../src/projections/directory/queries/authorization.ts";
import { readMember } from "../../../src/projections/directory/queries/members.ts";
import { openOrganizations } from "../../../src/projections/directory/queries/organizations.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import type { OwnScope } from "../../../src/projections/engine/open-memberships.ts";
import { namesIn, namesInViewOf } from "../../../src/projections/engine/people-names.ts";
import { idOf } from "../../domain/given.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
const organizations: string[] = [];
const people: string[] = [];
const scopes: OwnScope[] = [];
const digests: string[] = [];

beforeAll(async () => {
  service = await startTestService();
  const owner = { token: service.owner };
  const { body: other } = await service.call("POST", "/v1/organizations", {
    ...owner,
    body: { name: "Another" },
  });
  organizations.push(service.organizationId, other.organizationId, idOf(1));
  const members = `/v1/organizations/${service.organizationId}/members`;
  const admin = await service.addMember("ADMIN");
  const disabled = await service.addMember("USER");
  const removed = await service.addMember("CREATOR");
  await service.call("POST", `${members}/${disabled.userId}/disable`, owner);
  await service.call("DELETE", `${members}/${removed.userId}`, owner);
  const erased = await service.addMember("USER");
  const forgetMe = { token: erased.session, body: { forgetMe: true } };
  await service.call("DELETE", "/v1/users/me", forgetMe);
  await service.call("POST", "/v1/users/me/tokens", { ...owner, body: { name: "one" } });
  people.push(
    service.ownerId,
    admin.userId,
    disabled.userId,
    removed.userId,
    erased.userId,
    idOf(2),
  );
  const end = String(await service.services.store.lastPosition());
  for (const userId of people) {
    const fresh: OwnScope = {
      userId,
      only: undefined,
      issuedAt: service.clock.now().toISOString(),
      issuedPosition: end,
      sessionId: undefined,
      idleSeconds: 0,
    };
    scopes.push(
      fresh,
      { ...fresh, only: service.organizationId },
      { ...fresh, only: other.organizationId },
      { ...fresh, issuedPosition: undefined, issuedAt: "2020-01-01T00:00:00.000Z" },
      { ...fresh, sessionId: idOf(3), idleSeconds: 10_000_000 },
    );
  }
  const { rows } = await service.database.pool.query<{ digest: string }>(
    "select digest from tokens",
  );
  digests.push(...rows.map(({ digest }) => digest), "0".repeat(64));
});

afterAll(() => service.stop());

/** Alone is one after the other: each is a group of its own. */
async function expectSame(looks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const alone: unknown[] = [];
  for (const look of looks) alone.push(await look());
  // Twice each, because the same may be asked for by two at once.
  expect(await Promise.all([...looks, ...looks].map((look) => look()))).toEqual([
    ...alone,
    ...alone,
  ]);
  expect(new Set(alone.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(1);
}

test("memberships", () =>
  expectSame(
    scopes.flatMap((own) =>
      organizations.map((id) => () => findMembership(service.database.pool, id, own)),
    ),
  ));

test("open organizations", () =>
  expectSame(
    scopes.flatMap((own) =>
      ([["OWNER"], ["ADMIN", "USER"], undefined] as const).map(
        (roles) => () => openOrganizations(service.database.pool, own, roles),
      ),
    ),
  ));

test("the names of people, as far as each viewer may see them", () => {
  const { pool } = service.database;
  const look = async (id: string, own: OwnScope | undefined) => [
    ...(await namesIn(pool, id, people, own && { own, roles: ["OWNER", "ADMIN"] })),
  ];
  return expectSame(
    [undefined, ...scopes].flatMap((own) => organizations.map((id) => () => look(id, own))),
  );
});

test("the names of people, in all organizations that each viewer sees", () => {
  const { pool } = service.database;
  return expectSame(
    scopes.flatMap((own) =>
      [["OWNER"], ["ADMIN"], ["USER"]].map((roles) => async () => [
        ...(await namesInViewOf(pool, { own, roles }, people)),
      ]),
    ),
  );
});

test("accounts", () => expectSame(scopes.map((own) => () => readUser(service.database.pool, own))));

test("members", () =>
  expectSame(
    organizations.flatMap((organizationId) =>
      people.map(
        (userId) => () =>
          readMember(service.database.pool, organizationId, userId, "2026-03-01T00:00:00.000Z"),
      ),
    ),
  ));

test("tokens", () =>
  expectSame(digests.map((digest) => () => findToken(service.database.pool, digest))));
