/** What the pages of tokens work out for themselves. */
import { expect, test } from "vitest";
import { clocksOf } from "../../../console/src/tokens/clocks.ts";
import { accountScopes, allScopes } from "../../../console/src/tokens/scope-groups.ts";
import { en as catalogue } from "../../support/texts.ts";
import { accountScopes as accountPermissions, permissions } from "../../../src/domain/rights.ts";

const token = {
  createdAt: "2026-03-01T12:00:00.000Z",
  leaseExpiresAt: "2026-03-15T12:00:00.000Z",
  expiresAt: "2026-09-01T12:00:00.000Z",
};

function leftAt(time: string): readonly [number, number] {
  const { lease, expiry } = clocksOf(token, Date.parse(time));
  return [lease.left, expiry.left];
}

test("a new token has all of both clocks, and half of a lease after a week", () => {
  expect(leftAt("2026-03-01T12:00:00.000Z")).toEqual([1, 1]);
  expect(leftAt("2026-03-08T12:00:00.000Z")[0]).toBe(0.5);
  expect(leftAt("2026-06-01T12:00:00.000Z")).toEqual([0, 0.5]);
});

test("nothing is left of clocks that have run out", () => {
  expect(leftAt("2027-01-01T12:00:00.000Z")).toEqual([0, 0]);
});

test("a lease extended by hand is full, not more", () => {
  const extended = { ...token, leaseExpiresAt: "2026-03-29T12:00:00.000Z" };
  expect(clocksOf(extended, Date.parse(token.createdAt)).lease.left).toBe(1);
});

test("the groups hold every scope of the service once, each with a text", () => {
  expect(allScopes.toSorted()).toEqual([...permissions].toSorted());
  expect(Object.keys(catalogue.tokens.scope).toSorted()).toEqual([...permissions].toSorted());
  expect([...accountScopes].toSorted()).toEqual([...accountPermissions].toSorted());
});
