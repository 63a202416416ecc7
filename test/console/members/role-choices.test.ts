/** Which roles the role menu offers, and the reasons of the others. */
import { expect, test } from "vitest";
import {
  type Chooser,
  endingRefusal,
  roleChoices,
} from "../../../console/src/members/role-choices.ts";

const member = (userRole: "OWNER" | "ADMIN" | "CREATOR" | "USER", userId = "bo") =>
  ({ userId, userRole, userStatus: "ACTIVE" }) as const;

function refusals(
  chooser: Chooser,
  chosen: Parameters<typeof roleChoices>[1],
  activeOwners?: number,
) {
  const choices = roleChoices(chooser, chosen, activeOwners);
  return Object.fromEntries(choices.map(({ role, refusal }) => [role, refusal]));
}

const owner = { userId: "ada", role: "OWNER" } as const;
const admin = { userId: "ada", role: "ADMIN" } as const;
const all = (refusal: string | undefined) => ({
  OWNER: refusal,
  ADMIN: refusal,
  CREATOR: refusal,
  USER: refusal,
});

test("an owner gives every role", () => {
  expect(refusals(owner, member("USER"), 1)).toEqual(all(undefined));
  expect(refusals(owner, member("OWNER"), 2)).toEqual(all(undefined));
});

test("only an owner makes or demotes an owner", () => {
  expect(refusals(admin, member("USER"))).toEqual({ ...all(undefined), OWNER: "ownersOnly" });
  expect(refusals(admin, member("OWNER"))).toEqual({ ...all("ownersOnly"), OWNER: undefined });
});

test("the last active owner stays one; who has not accepted yet does not count", () => {
  expect(refusals(owner, member("OWNER"), 1)).toEqual({ ...all("lastOwner"), OWNER: undefined });
  const invited = { ...member("OWNER"), userStatus: "INVITED" } as const;
  expect(refusals(owner, invited, 1)).toEqual(all(undefined));
});

test("creators change no role", () => {
  const creator = { userId: "ada", role: "CREATOR" } as const;
  expect(refusals(creator, member("USER"))).toEqual({ ...all("noPermission"), USER: undefined });
});

test("giving up one's own role is marked", () => {
  const choices = roleChoices(admin, member("ADMIN", "ada"), 1);
  expect(choices.filter(({ isGivingUp }) => isGivingUp).map(({ role }) => role)).toEqual([
    "CREATOR",
    "USER",
  ]);
});

test("whoever is above, and the last owner, is neither disabled nor removed", () => {
  expect(endingRefusal(admin, member("OWNER"), 2)).toBe("ownersOnly");
  expect(endingRefusal(owner, member("OWNER"), 1)).toBe("lastOwner");
  expect(endingRefusal(admin, member("ADMIN"), 1)).toBeUndefined();
});
