/**
 * An address that is claimed, released and claimed again, in every interleaving of up to three commands, with a crash
 * between any two steps and the repair. The search must find a fault in every protocol that does less.
 */
import { expect, test } from "vitest";
import { emailDecider } from "../../src/domain/email/decider.ts";
import { isLong } from "../support/effort.ts";
import { explore, picks } from "../support/explore.ts";
import { addressModel, type AddressProtocol, addressProtocol } from "./address-model.ts";

const broken: Readonly<Record<string, Partial<AddressProtocol>>> = {
  "an address is claimed although somebody holds it": {
    email: {
      ...emailDecider,
      decide: (command, state) =>
        emailDecider.decide(command, command.type === "ClaimEmail" ? { heldBy: undefined } : state),
    },
  },
  "anybody may release an address": {
    email: {
      ...emailDecider,
      decide: (command, state) =>
        emailDecider.decide(
          command,
          command.type === "ReleaseEmail" ? { heldBy: command.userId } : state,
        ),
    },
  },
  "a user is registered before the address is claimed": { registering: ["register", "claim"] },
  "the address is released before the person is erased": {
    erasing: ["begin", "read the address", "release", "erase", "destroy the key", "end"],
  },
  "the key that seals the address is destroyed before the address is released": {
    erasing: ["begin", "erase", "destroy the key", "read the address", "release", "end"],
  },
  "the erasure is not noted before its event": {
    erasing: ["erase", "begin", "read the address", "release", "destroy the key", "end"],
  },
  "a stream is appended to without its revision": { expectsRevision: false, joinsSteps: false },
};

const kinds = ["erase", "register"] as const;

test.each(Object.entries(broken))("a fault is found if %s", (_, rules) => {
  const { fault, steps } = explore(addressModel({ ...addressProtocol, ...rules }, picks(kinds, 2)));
  expect(fault).toBeDefined();
  expect(steps.length).toBeGreaterThan(0);
});

test("one person at most has the address and keeps it, and it can always be registered again, in every interleaving", () => {
  const model = addressModel(addressProtocol, [
    ...picks(kinds, 2),
    ["erase", "register", "register"],
  ]);
  // The short form begins with an address that somebody holds if there are three commands.
  const initial = model.initial.filter(
    ({ works, address }) => isLong || works.length < 3 || address.state.heldBy !== undefined,
  );
  const { states, ...found } = explore({ ...model, initial });
  expect(found).toEqual({ fault: undefined, steps: [] });
  expect(states).toBeGreaterThan(50_000);
});
