/** The limiter counts requests per key and minute, bounded in memory. */
import { expect, test } from "vitest";
import { createLimiter } from "../../../src/http/plugins/limiter.ts";
import { networkOf } from "../../../src/http/plugins/rate-limits.ts";

const minute = 60_000;

test("a key is limited within a minute and free again in the next", () => {
  const limiter = createLimiter(2);
  expect(limiter.take("a", 0)).toEqual({ isAllowed: true, remaining: 1, endsAt: minute });
  expect(limiter.take("a", 10)).toEqual({ isAllowed: true, remaining: 0, endsAt: minute });
  expect(limiter.take("a", minute - 1)).toEqual({
    isAllowed: false,
    remaining: 0,
    endsAt: minute,
  });
  expect(limiter.take("a", minute)).toEqual({
    isAllowed: true,
    remaining: 1,
    endsAt: 2 * minute,
  });
});

test("keys do not count for each other", () => {
  const limiter = createLimiter(1);
  limiter.take("a", 0);
  expect(limiter.take("a", 1).isAllowed).toBe(false);
  expect(limiter.take("b", 1).isAllowed).toBe(true);
});

test("nobody waits longer than a minute if the clock is set back", () => {
  const limiter = createLimiter(1);
  limiter.take("a", 10 * minute);
  expect(limiter.take("a", 5 * minute)).toMatchObject({ isAllowed: true, endsAt: 6 * minute });
});

test("beyond the maximum of keys, the one whose minute began first is dropped", () => {
  const limiter = createLimiter(1, 2);
  limiter.take("a", 0);
  limiter.take("b", 1);
  limiter.take("c", 2);
  expect(limiter.take("b", 3).isAllowed).toBe(false);
  expect(limiter.take("c", 3).isAllowed).toBe(false);
  expect(limiter.take("a", 3).isAllowed).toBe(true);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::ffff:c000:207", "192.0.2.7"],
  ["2001:0db8:0001:2::1", "2001:db8:1:2"],
  ["192.0.2.7:51234", "192.0.2.7"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1:2"],
  ["[::1]", "0:0:0:0"],
  ["unknown", "unknown"],
  ["", ""],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::", "fe80:0:0:0"],
])("an address counts as the network of one household: %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
