/** Uses of a token make at most one event an hour, and all count for the lease (docs/domain.md, "Lease"). */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { authenticate } from "../../../src/commands/sign-in/authenticate.ts";
import { load } from "../../../src/commands/kit/change.ts";
import { tokenTarget } from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { createTokenUses } from "../../../src/commands/tokens/token-uses.ts";
import { createToken } from "../../../src/commands/tokens/tokens.ts";
import { addDays } from "../../../src/domain/time.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, session, startInstance, testClock } from "../../support/services.ts";

const minute = 60_000;
const clock = testClock();
let database: TestDatabase;
let instance: Instance;
let userId: string;
let tokenId: string;
let secret: string;

beforeAll(async () => {
  database = await createTestDatabase();
  instance = await startInstance(database, { clock });
  const founding = { email: "o@example.com", organization: "O" };
  userId = (await bootstrap(instance.services, founding)).userId;
});

beforeEach(async () => {
  const made = await execute(instance.run(session(userId)), createToken, { name: "laptop" });
  tokenId = made.tokenId;
  secret = made.secret ?? "";
});

afterAll(async () => {
  await instance.stop();
  await database.drop();
});

const use = () => authenticate(instance.services, secret);
const now = () => clock.now().toISOString();
const recorded = async () =>
  (await load(instance, tokenTarget(tokenId, userId))).events.flatMap((event) =>
    event.type === "TokenUsed" ? [event.data] : [],
  );

test("the first use is recorded before the request continues, but later uses within the hour are not", async () => {
  await use();
  const first = { usedAt: now(), recordedAt: now(), leaseExpiresAt: addDays(now(), 14) };
  expect(await recorded()).toEqual([first]);
  for (let more = 0; more < 5; more += 1) {
    clock.add(10 * minute);
    await use();
  }
  expect(await recorded()).toEqual([first]);
});

test("many simultaneous uses make one event", async () => {
  await Promise.all(Array.from({ length: 20 }, use));
  expect(await recorded()).toHaveLength(1);
});

test("after the hour, its latest use is recorded", async () => {
  await use();
  clock.add(59 * minute);
  await use();
  const usedAt = now();
  await instance.services.tokenUses.flush();
  expect(await recorded()).toHaveLength(1);
  clock.add(minute);
  await instance.services.tokenUses.flush();
  expect((await recorded()).at(-1)).toEqual({
    usedAt,
    recordedAt: now(),
    leaseExpiresAt: addDays(usedAt, 14),
  });
  await instance.services.tokenUses.flush();
  expect(await recorded()).toHaveLength(2);
});

test("a use kept by a stopped instance is recorded by another one", async () => {
  await use();
  clock.add(30 * minute);
  await use();
  const usedAt = now();
  await instance.services.tokenUses.flush();
  const another = createTokenUses(instance.services);
  clock.add(31 * minute);
  await another.flush();
  expect((await recorded()).at(-1)?.usedAt).toBe(usedAt);
});

test("a use that is not recorded yet counts for the lease", async () => {
  await use();
  clock.add(59 * minute);
  await use();
  clock.add(14 * 24 * 60 * minute - minute);
  await expect(use()).resolves.toMatchObject({ tokenId });
});

test("a lapsed token cannot renew itself, and its use makes no event", async () => {
  clock.add(15 * 24 * 60 * minute);
  await expect(use()).rejects.toMatchObject({ code: "token-lease-lapsed" });
  expect(await recorded()).toEqual([]);
});
