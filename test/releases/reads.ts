/** What is asked of a release once its story is told: the main reads, each as somebody of the story. */
import type { Told } from "./teller.ts";

export interface Read {
  readonly as: string;
  readonly path: string;
}

export function mainReads(told: Told, at: string): Read[] {
  const { organizationId, members, made } = told;
  const organization = `/v1/organizations/${organizationId}`;
  const inOrganization = [
    "",
    "?expandSettings=true",
    "/settings",
    "/invite-templates",
    "/invite-templates/de",
    "/members?limit=100",
    "/members?search=ada&status=ACTIVE",
    `/members?solutionIds=${made.crm}&sort=name`,
    `/members/${members["ada"]}`,
    "/solutions",
    `/solutions/${made.crm}`,
    `/solutions/${made.crm}/settings`,
    `/solutions/${made.crm}/members`,
    "/notifications",
    `/notifications/${made.notification}`,
    "/logs?correlationId=run-1",
    `/members/${members["ada"]}/logs?window=day`,
    "/events?limit=500",
    "/events?types=SolutionAssigned&order=asc",
    `/members/${members["bob"]}/role-history`,
    `/access-review?at=${at}`,
    "/proofs/inclusion?position=1",
    "/proofs/consistency?from=1",
    "/checkpoint",
    "/usage",
  ];
  const ofOneself = [
    "/v1/users/me",
    "/v1/users/me/settings",
    "/v1/users/me/organizations",
    "/v1/users/me/solutions",
    "/v1/users/me/notifications",
    "/v1/users/me/tokens",
    `/v1/users/me/tokens/${made.token}`,
    "/v1/session",
    "/v1/users",
  ];
  return [
    ...inOrganization.map((path) => ({ as: "olga", path: organization + path })),
    ...ofOneself.map((path) => ({ as: "ada", path })),
    { as: "bob", path: "/v1/users/me/notifications?unread=true" },
    { as: "zoe", path: "/v1/users/me/organizations" },
    { as: "olga", path: "/v1/keys" },
  ];
}
