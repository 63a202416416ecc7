/**
 * Which organization roles somebody may give a member, and why not the others. The service decides; this only
 * follows docs/domain.md ("Guards"), so that menus say the reason before anybody tries.
 */
import type { Schemas } from "@muster/client";
import { isAbove, may, organizationRoles } from "../app/permissions.ts";

type Role = Schemas["OrganizationRole"];

/** `noPermission`: the caller changes no roles at all; `ownersOnly`: only an owner makes or demotes an owner. */
export type RoleRefusal = "noPermission" | "ownersOnly" | "aboveYourself" | "lastOwner";

export interface RoleChoice {
  readonly role: Role;
  /** Undefined: the role can be given. */
  readonly refusal: RoleRefusal | undefined;
  /** The caller gives up a part of their own rights: ask first. */
  readonly isGivingUp: boolean;
}

export interface Chooser {
  readonly userId: string;
  readonly role: Role;
}

type ChosenMember = Pick<Schemas["Member"], "userId" | "userRole" | "userStatus">;

/** @param activeOwners how many the organization has, as far as it is known; two stand for all numbers above one */
export function roleChoices(
  chooser: Chooser,
  member: ChosenMember,
  activeOwners: number | undefined,
): readonly RoleChoice[] {
  return organizationRoles.map((role) => ({
    role,
    refusal: role === member.userRole ? undefined : refusalOf(role, chooser, member, activeOwners),
    isGivingUp: member.userId === chooser.userId && isAbove(member.userRole, role),
  }));
}

function refusalOf(
  role: Role,
  chooser: Chooser,
  member: ChosenMember,
  activeOwners: number | undefined,
): RoleRefusal | undefined {
  if (!may(chooser.role, "users:change-role")) return "noPermission";
  const above = [role, member.userRole].find((each) => isAbove(each, chooser.role));
  if (above !== undefined) return above === "OWNER" ? "ownersOnly" : "aboveYourself";
  return isLastOwner(member, activeOwners) ? "lastOwner" : undefined;
}

/** The last owner cannot be demoted, disabled or removed. An owner who has not accepted yet does not count. */
function isLastOwner(
  { userRole, userStatus }: Omit<ChosenMember, "userId">,
  activeOwners: number | undefined,
): boolean {
  return userRole === "OWNER" && userStatus === "ACTIVE" && activeOwners === 1;
}

/** Why the member cannot be disabled or removed; undefined if they can. */
export function endingRefusal(
  chooser: Chooser,
  member: ChosenMember,
  activeOwners: number | undefined,
): RoleRefusal | undefined {
  if (!may(chooser.role, "users:manage")) return "noPermission";
  if (isAbove(member.userRole, chooser.role)) {
    return member.userRole === "OWNER" ? "ownersOnly" : "aboveYourself";
  }
  return isLastOwner(member, activeOwners) ? "lastOwner" : undefined;
}
