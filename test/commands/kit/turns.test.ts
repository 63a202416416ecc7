/** Nobody takes all turns: not one caller, not one organization, and not by waiting in the queue. */
import { beforeEach, describe, expect, test } from "vitest";
import { createTurns, type Turns } from "../../../src/commands/kit/turns.ts";
import { limitsWith } from "../../../src/domain/budgets.ts";

const clock = () => new Date("2026-03-01T12:00:00.000Z");
const limits = limitsWith({ reviewsPerCaller: 1, reviewsPerOrganization: 2 });
const bounds = {
  perCaller: "reviewsPerCaller",
  perOrganization: "reviewsPerOrganization",
} as const;
const refused = { code: "limit-reached", retryAt: "2026-03-01T12:00:01.000Z" };

describe("without a queue", () => {
  let turns: Turns;
  beforeEach(() => {
    turns = createTurns({ ...bounds, total: 3 }, { limits, clock });
  });

  test("one caller cannot take two turns, in whichever organizations", async () => {
    const end = await turns.take({ userId: "a", organizationId: "one" });
    const again = turns.take({ userId: "a", organizationId: "two" });
    await expect(again).rejects.toMatchObject(refused);
    await expect(again).rejects.toThrow("reviewsPerCaller of 1");
    end();
    end();
    const free = await turns.take({ userId: "a", organizationId: "two" });
    await expect(turns.take({ userId: "a" })).rejects.toMatchObject(refused);
    free();
  });

  test("one organization cannot take three turns, by whichever callers", async () => {
    const [end] = await Promise.all(
      ["a", "b"].map((userId) => turns.take({ userId, organizationId: "one" })),
    );
    const third = { userId: "c", organizationId: "one" };
    await expect(turns.take(third)).rejects.toThrow("reviewsPerOrganization of 2");
    await turns.take({ userId: "d", organizationId: "two" });
    await expect(turns.take({ userId: "e", organizationId: "three" })).rejects.toThrow("instance");
    end?.();
    await turns.take(third);
  });
});

test("a caller has fewer turns while another takes some", async () => {
  const shared = limitsWith({ requestsAtOncePerCaller: 3, requestsAtOnceWhenShared: 1 });
  const turns = createTurns(
    {
      perCaller: "requestsAtOncePerCaller",
      perCallerWhenShared: "requestsAtOnceWhenShared",
      sharedMilliseconds: 60_000,
      total: 100,
    },
    { limits: shared, clock },
  );
  const alone = await Promise.all([1, 2, 3].map(() => turns.take({ userId: "a" })));
  for (const end of alone) end();
  const other = await turns.take({ userId: "b" });
  other();
  const end = await turns.take({ userId: "a" });
  await expect(turns.take({ userId: "a" })).rejects.toThrow("requestsAtOnceWhenShared of 1");
  end();
});

describe("with a queue", () => {
  const queue = { total: 2, waiting: 2, waitMilliseconds: 60_000 };

  test("one caller cannot fill it, and others pass those who wait for their own turn", async () => {
    const turns = createTurns({ ...bounds, ...queue }, { limits, clock });
    const end = await turns.take({ userId: "a", organizationId: "one" });
    const waiting = [1, 2].map(() => turns.take({ userId: "a", organizationId: "one" }));
    await expect(turns.take({ userId: "a", organizationId: "one" })).rejects.toMatchObject(refused);
    const other = await turns.take({ userId: "b", organizationId: "two" });
    other();
    end();
    (await waiting[0])?.();
    (await waiting[1])?.();
  });

  test("an organization with a turn does not come before one without", async () => {
    const turns = createTurns({ ...bounds, ...queue }, { limits, clock });
    const [first] = await Promise.all(
      ["a", "b"].map((userId) => turns.take({ userId, organizationId: "one" })),
    );
    const order: string[] = [];
    const waiting = [
      ["c", "one"],
      ["d", "two"],
    ].map(async ([userId = "", organizationId]) => {
      const end = await turns.take({ userId, organizationId });
      order.push(userId);
      end();
    });
    first?.();
    await Promise.all(waiting);
    expect(order).toEqual(["d", "c"]);
  });

  test("a credential that fills its caller's turns and queue does not hold up the caller's others", async () => {
    const two = limitsWith({ reviewsPerCaller: 2 });
    const turns = createTurns({ ...bounds, ...queue }, { limits: two, clock });
    const order: string[] = [];
    const take = async (credential: string) => {
      const end = await turns.take({ userId: "a", credential });
      order.push(credential);
      end();
    };
    const stolen = { userId: "a", credential: "stolen" };
    const [end] = [await turns.take(stolen), await turns.take(stolen)];
    const waiting = ["stolen", "stolen"].map(take);
    await expect(take("stolen")).rejects.toMatchObject(refused);
    waiting.push(take("own"));
    await expect(take("own")).rejects.toMatchObject(refused);
    end();
    await Promise.all(waiting);
    expect(order).toEqual(["own", "stolen", "stolen"]);
  });

  test("nobody waits for ever", async () => {
    const turns = createTurns({ ...bounds, ...queue, waitMilliseconds: 1 }, { limits, clock });
    const end = await turns.take({ userId: "a" });
    await expect(turns.take({ userId: "a" })).rejects.toMatchObject(refused);
    end();
    (await turns.take({ userId: "a" }))();
  });
});
