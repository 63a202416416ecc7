/** Decides the commands of a personal access token. It works until its lease or its expiry ends. */
import { type CommandIn, type Decider, reject } from "../decider.ts";
import { addDays, addMinutes, addMonths, earlier, later } from "../time.ts";
import type { TokenEvent } from "./events.ts";

export const leaseDays = 14;
const lifetimeMonths = 6;
/** At least this long between two recorded uses, so that reads do not become writes. */
export const recordedUseMinutes = 60;

interface TokenState {
  readonly status: "NONE" | "ISSUED" | "DELETED";
  readonly userId: string | undefined;
  readonly expiresAt: string;
  readonly leaseExpiresAt: string;
  readonly lastUsedAt: string | undefined;
  readonly lastRecordedAt: string | undefined;
}

export type TokenCommand = CommandIn<{
  IssueToken: {
    userId: string;
    organizationId?: string | undefined;
    name: string;
    digest: string;
    scopes: readonly string[];
    at: string;
  };
  /** `usedAt` is the latest known use and `at` is now: a use may be recorded late. */
  RecordTokenUse: { usedAt: string; at: string };
  ExtendTokenLease: { userId: string; at: string };
  DeleteToken: { userId: string };
}>;

export const tokenStatuses = ["ACTIVE", "LEASE_LAPSED", "EXPIRED", "DELETED"] as const;

/** A token's status at a time. */
export function tokenStatus(
  token: { readonly deleted: boolean; readonly expiresAt: string; readonly leaseExpiresAt: string },
  at: string,
): (typeof tokenStatuses)[number] {
  if (token.deleted) return "DELETED";
  if (token.expiresAt <= at) return "EXPIRED";
  return token.leaseExpiresAt <= at ? "LEASE_LAPSED" : "ACTIVE";
}

export const tokenDecider: Decider<TokenState, TokenCommand, TokenEvent> = {
  initial: {
    status: "NONE",
    userId: undefined,
    expiresAt: "",
    leaseExpiresAt: "",
    lastUsedAt: undefined,
    lastRecordedAt: undefined,
  },

  evolve(state, event) {
    switch (event.type) {
      case "TokenIssued": {
        const { userId, expiresAt, leaseExpiresAt } = event.data;
        return { ...tokenDecider.initial, status: "ISSUED", userId, expiresAt, leaseExpiresAt };
      }
      case "TokenUsed":
        return {
          ...state,
          lastUsedAt: event.data.usedAt,
          lastRecordedAt: event.data.recordedAt,
          leaseExpiresAt: event.data.leaseExpiresAt,
        };
      case "TokenLeaseExtended":
        return { ...state, leaseExpiresAt: event.data.leaseExpiresAt };
      case "TokenDeleted":
        return { ...state, status: "DELETED" };
    }
  },

  decide(command, state) {
    if (command.type === "IssueToken") {
      if (state.status !== "NONE") return reject("invalid-input", "A token with this id exists.");
      const { at, name, type: _, ...issued } = command;
      const expiresAt = addMonths(at, lifetimeMonths);
      const leaseExpiresAt = earlier(addDays(at, leaseDays), expiresAt);
      const data = { ...issued, scopes: [...issued.scopes], expiresAt, leaseExpiresAt };
      return [{ type: "TokenIssued", data, personal: { name } }];
    }
    if (state.status === "NONE") return reject("not-found", "There is no such token.");
    const deleted = state.status === "DELETED";
    switch (command.type) {
      case "RecordTokenUse": {
        const { usedAt, at } = command;
        switch (tokenStatus({ ...state, deleted }, usedAt)) {
          case "DELETED":
            return reject("token-deleted", "The token was deleted.");
          case "EXPIRED":
            return reject("token-expired", "The token has expired.");
          case "LEASE_LAPSED":
            return reject("token-lease-lapsed", "The token's lease has lapsed.");
          case "ACTIVE":
        }
        const isOld = state.lastUsedAt !== undefined && usedAt <= state.lastUsedAt;
        const isTooSoon =
          state.lastRecordedAt !== undefined &&
          at < addMinutes(state.lastRecordedAt, recordedUseMinutes);
        if (isOld || isTooSoon) return [];
        const extended = earlier(addDays(usedAt, leaseDays), state.expiresAt);
        // A use that is recorded late must not shorten a lease that was extended by hand meanwhile.
        const leaseExpiresAt = later(state.leaseExpiresAt, extended);
        return [{ type: "TokenUsed", data: { usedAt, recordedAt: at, leaseExpiresAt } }];
      }
      case "ExtendTokenLease": {
        if (command.userId !== state.userId) return reject("not-found", "There is no such token.");
        if (deleted) return reject("token-deleted", "A deleted token cannot be extended.");
        if (state.expiresAt <= command.at) {
          return reject("token-ended", "The token has expired; make a new one.");
        }
        const from = later(state.leaseExpiresAt, command.at);
        const leaseExpiresAt = earlier(addDays(from, leaseDays), state.expiresAt);
        return leaseExpiresAt === state.leaseExpiresAt
          ? []
          : [{ type: "TokenLeaseExtended", data: { leaseExpiresAt } }];
      }
      case "DeleteToken":
        if (command.userId !== state.userId) return reject("not-found", "There is no such token.");
        return deleted ? [] : [{ type: "TokenDeleted", data: {} }];
    }
  },
};
