/** An erasure finishes even if it crashes at any write, and its repair crashes once as well. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseUser } from "../../../src/commands/erasure/erase-user.ts";
import { systemActor, systemContext } from "../../../src/commands/kit/system-context.ts";
import type { Services } from "../../../src/commands/kit/context.ts";
import { repair } from "../../support/services.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { rowsWith, settle } from "./support.ts";
import { effort } from "../../support/effort.ts";

let service: TestService;
let second: string;
beforeAll(async () => {
  service = await startTestService();
  second = (await asOwner("POST", "/v1/organizations", { name: "Second" })).body.organizationId;
});
afterAll(async () => service.stop());

const asOwner = async (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: await service.signIn(service.ownerId), body });

/** Makes an owner of one organization who is a member of another and has a token. */
async function canary(number: number): Promise<string> {
  const email = `canary${number}x@example.com`;
  let userId = "";
  for (const [organizationId, userRole] of [
    [service.organizationId, "OWNER"],
    [second, "USER"],
  ] as const) {
    const { body } = await asOwner("POST", `/v1/organizations/${organizationId}/members`, {
      email,
      firstName: `Canary${number}x`,
      lastName: "Bird",
      userRole,
    });
    userId = body.userId;
    const token = await service.inviteSecretOf(organizationId, userId);
    await service.call("POST", "/v1/invites/accept", { body: { token } });
  }
  const token = await service.signIn(userId);
  await service.call("POST", "/v1/users/me/tokens", { token, body: { name: `canary${number}x` } });
  return userId;
}

/** The services with writes that fail from number `at` on. */
function crashing(at: number): Services {
  const { services } = service;
  let writes = 0;
  const fail = (): void => {
    writes += 1;
    if (writes >= at) throw new Error("crash");
  };
  const pool = new Proxy(services.pool, {
    get(pool, name) {
      if (name !== "query") return Reflect.get(pool, name) as unknown;
      return async (query: string | { readonly text: string }, ...rest: unknown[]) => {
        const text = typeof query === "string" ? query : query.text;
        if (/^(insert|update|delete|select pg_notify)/.test(text.trim())) fail();
        return Reflect.apply(pool.query, pool, [query, ...rest]) as unknown;
      };
    },
  });
  const { append } = services.store;
  const store: typeof services.store = {
    ...services.store,
    async append(...args) {
      fail();
      return append.apply(services.store, args);
    },
  };
  return { ...services, pool, store };
}

async function minutesLater(services: Services): Promise<void> {
  await settle(service);
  service.clock.add(5 * 60_000);
  await repair(services);
  await settle(service);
}

test("an erasure that crashes at any of its writes is finished by the repair", async () => {
  for (let at = 1; ; at += effort(2, 1)) {
    const userId = await canary(at);
    const outcome = await eraseUser(systemContext(crashing(at)), userId, systemActor).catch(
      (error: Error) => error.message,
    );
    if (outcome !== "crash") break;
    expect(at).toBeLessThan(60);
    await minutesLater(crashing(1 + (at % 5))).catch(() => undefined);
    await minutesLater(service.services);
    await minutesLater(service.services);
    const { rows } = await service.database.pool.query(
      `select (select count(*)::integer from members where user_id = $1) as members,
              (select count(*)::integer from tokens where user_id = $1) as tokens,
              (select wrapped from person_keys where person_id = $1) as key,
              (select done_at is not null from erasures where user_id = $1) as done`,
      [userId],
    );
    // The first write records the request, so nothing happens if it fails.
    if (at === 1) expect(rows).toMatchObject([{ members: 2, done: null }]);
    else {
      expect({ at, ...rows[0] }).toEqual({ at, members: 0, tokens: 0, key: null, done: true });
      expect(await rowsWith(service, new RegExp(`canary${at}x`, "i"))).toEqual([]);
    }
  }
});
