/** Personal access tokens (docs/domain.md, "Personal access tokens"). */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, isRejection } from "../../src/domain/decider.ts";
import { addDays, addMonths } from "../../src/domain/time.ts";
import { tokenDecider, type TokenCommand, tokenStatus } from "../../src/domain/token/decider.ts";
import type { TokenEvent } from "../../src/domain/token/events.ts";
import { digestOf, given, idOf } from "./given.ts";

const userId = idOf(1);
const at = "2026-01-15T10:00:00.000Z";
const expiresAt = "2026-07-15T10:00:00.000Z";
const issue: TokenCommand = {
  type: "IssueToken",
  userId,
  name: "laptop",
  digest: digestOf(1),
  scopes: ["users:view"],
  at,
};
const issued: TokenEvent = {
  type: "TokenIssued",
  data: {
    userId,
    digest: digestOf(1),
    scopes: ["users:view"],
    expiresAt,
    leaseExpiresAt: "2026-01-29T10:00:00.000Z",
  },
  personal: { name: "laptop" },
};
const used = (usedAt: string, leaseExpiresAt: string, recordedAt = usedAt): TokenEvent => ({
  type: "TokenUsed",
  data: { usedAt, recordedAt, leaseExpiresAt },
});
const extended = (leaseExpiresAt: string): TokenEvent => ({
  type: "TokenLeaseExtended",
  data: { leaseExpiresAt },
});
const extend = (now: string): TokenCommand => ({ type: "ExtendTokenLease", userId, at: now });
const use = (usedAt: string, now = usedAt): TokenCommand => ({
  type: "RecordTokenUse",
  usedAt,
  at: now,
});

test("expires six calendar months after creation; the lease starts at two weeks", () => {
  given(tokenDecider, []).when(issue).then(issued);
});

describe("months are calendar months in UTC; a missing day becomes the month's last", () => {
  test.each([
    ["2026-08-31T23:59:59.999Z", "2027-02-28T23:59:59.999Z"],
    ["2027-08-31T00:00:00.000Z", "2028-02-29T00:00:00.000Z"],
    ["2026-12-31T12:00:00.000Z", "2027-06-30T12:00:00.000Z"],
    ["2026-03-31T12:00:00.000Z", "2026-09-30T12:00:00.000Z"],
    ["2026-01-31T12:00:00.000Z", "2026-07-31T12:00:00.000Z"],
    ["2028-02-29T12:00:00.000Z", "2028-08-29T12:00:00.000Z"],
  ])("%s -> %s", (from, to) => {
    expect(addMonths(from, 6)).toBe(to);
  });
});

describe("each use extends the lease to two weeks after that use", () => {
  test("the first use is recorded", () => {
    const usedAt = "2026-01-20T08:00:00.000Z";
    given(tokenDecider, [issued]).when(use(usedAt)).then(used(usedAt, "2026-02-03T08:00:00.000Z"));
  });

  test("a use never extends the lease past the expiry", () => {
    const late = "2026-07-10T08:00:00.000Z";
    given(tokenDecider, [issued, extended("2026-07-14T00:00:00.000Z")])
      .when(use(late))
      .then(used(late, expiresAt));
  });

  test("a use is recorded at most once per hour", () => {
    const first = used("2026-01-20T08:00:00.000Z", "2026-02-03T08:00:00.000Z");
    given(tokenDecider, [issued, first]).when(use("2026-01-20T08:59:59.999Z")).then();
    given(tokenDecider, [issued, first])
      .when(use("2026-01-20T09:00:00.000Z"))
      .then(used("2026-01-20T09:00:00.000Z", "2026-02-03T09:00:00.000Z"));
  });

  test("the latest use within the hour is recorded when the hour is over", () => {
    given(tokenDecider, [issued, used("2026-01-20T08:00:00.000Z", "2026-02-03T08:00:00.000Z")])
      .when(use("2026-01-20T08:59:00.000Z", "2026-01-20T09:00:10.000Z"))
      .then(
        used("2026-01-20T08:59:00.000Z", "2026-02-03T08:59:00.000Z", "2026-01-20T09:00:10.000Z"),
      );
  });

  test("an older use than the one recorded changes nothing", () => {
    given(tokenDecider, [issued, used("2026-01-20T08:00:00.000Z", "2026-02-03T08:00:00.000Z")])
      .when(use("2026-01-20T07:00:00.000Z", "2026-01-20T12:00:00.000Z"))
      .then();
  });

  test("a use does not shorten a lease that was extended by hand", () => {
    const usedAt = "2026-01-16T10:00:00.000Z";
    given(tokenDecider, [issued, extended("2026-02-12T10:00:00.000Z")])
      .when(use(usedAt))
      .then(used(usedAt, "2026-02-12T10:00:00.000Z"));
  });

  test("a lapsed, expired or deleted token cannot revive itself", () => {
    given(tokenDecider, [issued])
      .when(use("2026-01-29T10:00:00.000Z"))
      .thenRejected("token-lease-lapsed");
    given(tokenDecider, [issued]).when(use(expiresAt)).thenRejected("token-expired");
    given(tokenDecider, [issued, { type: "TokenDeleted", data: {} }])
      .when(use("2026-01-20T08:00:00.000Z"))
      .thenRejected("token-deleted");
  });
});

describe("the owner extends the lease by hand: min(max(lease, now) + 14 days, expiry)", () => {
  test("an extension counts from the end of a running lease", () => {
    given(tokenDecider, [issued])
      .when(extend("2026-01-16T00:00:00.000Z"))
      .then(extended("2026-02-12T10:00:00.000Z"));
  });

  test("an extension of a lapsed lease counts from now and revives the token", () => {
    given(tokenDecider, [issued])
      .when(extend("2026-03-01T00:00:00.000Z"))
      .then(extended("2026-03-15T00:00:00.000Z"));
  });

  test("the lease never passes the expiry; there it cannot be extended further", () => {
    given(tokenDecider, [issued])
      .when(extend("2026-07-10T00:00:00.000Z"))
      .then(extended(expiresAt));
    given(tokenDecider, [issued, extended(expiresAt)])
      .when(extend("2026-07-10T00:00:00.000Z"))
      .then();
  });

  test("an expired or deleted token, or somebody else's, cannot be extended", () => {
    given(tokenDecider, [issued]).when(extend(expiresAt)).thenRejected("token-ended");
    given(tokenDecider, [issued, { type: "TokenDeleted", data: {} }])
      .when(extend(at))
      .thenRejected("token-deleted");
    given(tokenDecider, [issued])
      .when({ type: "ExtendTokenLease", userId: idOf(2), at })
      .thenRejected("not-found");
  });
});

describe("deletion ends a token at once", () => {
  test("deleting it again changes nothing", () => {
    const deleted: TokenEvent = { type: "TokenDeleted", data: {} };
    given(tokenDecider, [issued]).when({ type: "DeleteToken", userId }).then(deleted);
    given(tokenDecider, [issued, deleted]).when({ type: "DeleteToken", userId }).then();
  });

  test("only its owner can delete it", () => {
    given(tokenDecider, [issued])
      .when({ type: "DeleteToken", userId: idOf(2) })
      .thenRejected("not-found");
    given(tokenDecider, []).when({ type: "DeleteToken", userId }).thenRejected("not-found");
  });
});

test("a token is issued once, and one that was never issued can do nothing", () => {
  given(tokenDecider, [issued]).when(issue).thenRejected("invalid-input");
  for (const command of [use(at), extend(at), { type: "DeleteToken", userId } as const]) {
    given(tokenDecider, []).when(command).thenRejected("not-found");
  }
  expect(given(tokenDecider, [issued]).state.status).toBe("ISSUED");
});

test("the same use is not recorded twice, however late", () => {
  const usedAt = "2026-01-20T08:00:00.000Z";
  given(tokenDecider, [issued, used(usedAt, "2026-02-03T08:00:00.000Z")])
    .when(use(usedAt, "2026-01-20T12:00:00.000Z"))
    .then();
});

test("the status shows deleted before expired before lapsed", () => {
  const lives = { deleted: false, expiresAt, leaseExpiresAt: "2026-01-29T10:00:00.000Z" };
  expect(tokenStatus(lives, "2026-01-29T09:59:59.999Z")).toBe("ACTIVE");
  expect(tokenStatus(lives, "2026-01-29T10:00:00.000Z")).toBe("LEASE_LAPSED");
  expect(tokenStatus(lives, expiresAt)).toBe("EXPIRED");
  expect(tokenStatus({ ...lives, deleted: true }, expiresAt)).toBe("DELETED");
});

test("in any order of commands, the lease never shrinks and never passes the expiry", () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 200 });
  const step = fc.record({ kind: fc.constantFrom("use", "extend"), minutes, delay: minutes });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const events: TokenEvent[] = [issued];
      let lease = tokenDecider.initial.leaseExpiresAt;
      for (const { kind, minutes: when, delay } of steps) {
        const moment = new Date(Date.parse(at) + when * 60_000).toISOString();
        const recorded = new Date(Date.parse(moment) + (delay % 90) * 60_000).toISOString();
        const state = fold(tokenDecider, events);
        const command = kind === "use" ? use(moment, recorded) : extend(moment);
        const outcome = tokenDecider.decide(command, state);
        if (!isRejection(outcome)) events.push(...outcome);
        const after = fold(tokenDecider, events).leaseExpiresAt;
        expect(after >= lease).toBe(true);
        expect(after <= expiresAt).toBe(true);
        if (!isRejection(outcome) && outcome.length > 0 && kind === "use") {
          const wanted = addDays(moment, 14);
          expect(after >= (wanted < expiresAt ? wanted : expiresAt)).toBe(true);
        }
        lease = after;
      }
    }),
  );
});
