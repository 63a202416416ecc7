/**
 * The ownership guard in every interleaving: two owners, any three commands, a crash between any two steps,
 * and the repair (docs/decisions/0003-the-ownership-guard.md). The search must find a fault in every
 * protocol that does less, so it would notice a broken guard.
 */
import { expect, test } from "vitest";
import { memberDecider } from "../../src/domain/member/decider.ts";
import { organizationDecider } from "../../src/domain/organization/decider.ts";
import { isLong } from "../support/effort.ts";
import { explore, picks } from "../support/explore.ts";
import { modelOf, type Order, orders, type Protocol, protocol } from "./ownership-model.ts";

const isErasure = ({ parts }: Order): boolean => parts.length > 1;
const plain = orders.filter((order) => !isErasure(order));

/** Any so many commands; of two picks that differ only in who is A and who is B, one. */
function picksOf(from: readonly Order[], size: number): Order[][] {
  const mirrored = (order: Order): Order | undefined =>
    orders.find(({ user, parts }) => user !== order.user && parts === order.parts);
  const text = (pick: readonly (Order | undefined)[]): string => {
    const names: readonly string[] = pick.map((order) => order?.name ?? "");
    return names.toSorted().join();
  };
  return picks(from, size).filter((pick) => text(pick) <= text(pick.map(mirrored)));
}

/** Protocols that do less. Two commands show the fault of each. */
const broken: Readonly<Record<string, Partial<Protocol>>> = {
  "the member's event ends an ownership before the guard revokes it": {
    onEnding: ["append", "revoke"],
  },
  "the guard grants an ownership before the member's event begins it": {
    onBeginning: ["grant", "append"],
  },
  "the guard lets its last owner go": {
    organization: {
      ...organizationDecider,
      decide: (command, state) =>
        organizationDecider.decide(
          command,
          command.type === "RevokeOwnership"
            ? { ...state, guarded: { ...state.guarded, somebody: 0 } }
            : state,
        ),
    },
  },
  "the guard grants a revoked ownership again": {
    organization: {
      ...organizationDecider,
      decide: (command, state) =>
        organizationDecider.decide(
          command,
          command.type === "GrantOwnership" ? { ...state, revoked: {} } : state,
        ),
    },
  },
  "the member's stream is appended to without its revision": {
    expectsRevision: { member: false, guard: true },
  },
  "the guard is appended to without its revision": {
    expectsRevision: { member: true, guard: false },
    joinsSteps: false,
  },
  "a repeated command takes any revocation of its own for the one that it needs": {
    revocationId: () => "revocation",
  },
  "the repair ends whatever ownership the member has": {
    member: {
      ...memberDecider,
      decide: (command, state) =>
        memberDecider.decide(
          command.type === "FinishEnding"
            ? { ...command, ownership: state.ownership ?? -1 }
            : command,
          state,
        ),
    },
  },
  "the repair leaves revocations without the member's event": {
    member: {
      ...memberDecider,
      decide: (command, state) =>
        command.type === "FinishEnding" ? [] : memberDecider.decide(command, state),
    },
  },
};

test.each(Object.entries(broken))("a fault is found if %s", (_, rules) => {
  const { fault, steps } = explore(modelOf({ ...protocol, ...rules }, picksOf(plain, 2)));
  expect(fault).toBeDefined();
  expect(steps.length).toBeGreaterThan(0);
});

test("an organization keeps a guarded owner, and the guard counts no other, in every interleaving", () => {
  // The long form has erasures too, and takes reads and appends apart.
  const rules = { ...protocol, joinsSteps: !isLong };
  const { states, ...found } = explore(modelOf(rules, picksOf(isLong ? orders : plain, 3)));
  expect(found).toEqual({ fault: undefined, steps: [] });
  expect(states).toBeGreaterThan(100_000);
});

test("an erasure leaves the guard right, whatever else is done to either owner", () => {
  const pairs = picksOf(orders, 2).filter((pick) => pick.some(isErasure));
  const { states, ...found } = explore(modelOf(protocol, pairs));
  expect(found).toEqual({ fault: undefined, steps: [] });
  expect(states).toBeGreaterThan(1_000);
});
