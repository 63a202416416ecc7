/** What the address bar holds of the list of users, so that a view can be shared; and the query that it means. */
import type { Schemas } from "@muster/client";

export const memberRoles = ["OWNER", "ADMIN", "CREATOR", "USER"] as const;
export const memberStatuses = ["ACTIVE", "INVITED", "DISABLED"] as const;
export const memberSorts = [
  "name",
  "-name",
  "email",
  "-email",
  "role",
  "-role",
  "-lastActiveAt",
  "lastActiveAt",
  "-createdAt",
  "createdAt",
] as const;

export interface MembersSearch {
  readonly search?: string | undefined;
  readonly role?: Schemas["OrganizationRole"] | undefined;
  readonly status?: Schemas["MemberStatus"] | undefined;
  /** The id of a solution, or `none`: those without solutions. */
  readonly solution?: string | undefined;
  readonly sort?: (typeof memberSorts)[number] | undefined;
}

const longestSearch = 200;

/** Takes from the address what it knows. */
export function membersSearch({
  search,
  role,
  status,
  solution,
  sort,
}: Readonly<Record<string, unknown>>): MembersSearch {
  // The router reads digits in the address as a number.
  const text = typeof search === "number" ? String(search) : search;
  return {
    search: typeof text === "string" && text !== "" ? text.slice(0, longestSearch) : undefined,
    role: memberRoles.find((each) => each === role),
    status: memberStatuses.find((each) => each === status),
    solution:
      typeof solution === "string" &&
      /^(none|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/.test(solution)
        ? solution
        : undefined,
    sort: memberSorts.find((each) => each === sort && each !== "name"),
  };
}

/** The filters of `GET .../members`. */
export function membersFilter({ search, role, status, solution, sort }: MembersSearch) {
  return {
    ...(search === undefined ? {} : { search }),
    ...(role === undefined ? {} : { includeRoles: [role] }),
    ...(status === undefined ? {} : { status: [status] }),
    ...(solution === "none" ? { withoutSolutions: "true" as const } : {}),
    ...(solution === undefined || solution === "none" ? {} : { solutionIds: [solution] }),
    ...(sort === undefined ? {} : { sort }),
  };
}

export function isFiltered({ search, role, status, solution }: MembersSearch): boolean {
  return [search, role, status, solution].some((each) => each !== undefined);
}
