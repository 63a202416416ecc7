/** Who is signed in, and to which organizations they belong. */
import { type Schemas, unwrap } from "@muster/client";
import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api, needsSignIn } from "./api.ts";
import { lock, type LockReason } from "./lock.ts";
import { may } from "./permissions.ts";

export type Session = Schemas["Session"];
export type OwnOrganization = Schemas["OwnOrganization"];

/** Nobody has more organizations in view than this; the switcher searches among them. */
const organizationsShown = 500;

// Routes wait for both queries before any component uses them. So they take no signal: a component that goes away
// would end the request, and with it the route.

/** null: nobody is signed in. A session that has ended locks the pages, which stay as they are. */
export const sessionQuery = queryOptions({
  queryKey: ["/v1/session"],
  staleTime: 60_000,
  async queryFn({ client, queryKey }): Promise<Session | null> {
    try {
      return await unwrap(api.GET("/v1/session"));
    } catch (error) {
      if (!needsSignIn(error)) throw error;
      const before = client.getQueryData<Session>(queryKey) ?? null;
      if (before !== null) lock();
      return before;
    }
  },
});

interface SessionEnd {
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  /** The organization is closed already. */
  readonly isClosed: boolean;
  readonly reason: LockReason;
}

/** When the session ends, or when this organization closes to it, if nobody uses them before. */
export function sessionEndsQuery(organizationId: string | undefined) {
  return queryOptions({
    queryKey: ["/v1/session", { organizationId }],
    // Not what is known of the organization before.
    placeholderData: () => undefined,
    async queryFn(): Promise<SessionEnd> {
      const params = organizationId === undefined ? {} : { query: { organizationId } };
      const session = await unwrap(api.GET("/v1/session", { params }));
      const { expiresAt, organizationClosesAt = expiresAt } = session;
      const endsAt = Math.min(Date.parse(expiresAt), Date.parse(organizationClosesAt));
      const isClosed = organizationId !== undefined && session.organizationClosesAt === undefined;
      return {
        // A session that answers and should have ended: this computer's clock is wrong, and says nothing.
        endsAt: endsAt > Date.now() ? endsAt : Infinity,
        isClosed,
        reason:
          isClosed || organizationClosesAt < expiresAt ? "organization-closed" : "session-ended",
      };
    },
  });
}

export const ownOrganizationsQuery = queryOptions({
  queryKey: ["/v1/users/me/organizations", "all"],
  async queryFn(): Promise<readonly OwnOrganization[]> {
    const params = { query: { limit: organizationsShown } };
    const { items } = await unwrap(api.GET("/v1/users/me/organizations", { params }));
    return items.toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault));
  },
});

/** The session, on pages that need one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error("this page needs a session; its route must ask for one");
  return data;
}

const none: readonly OwnOrganization[] = [];

/** The caller's organizations, the default one first. */
export function useOwnOrganizations(): readonly OwnOrganization[] {
  const { data } = useQuery(ownOrganizationsQuery);
  return data ?? none;
}

/** Is it one whose management is open? An account session opens none, whatever the role. */
export function isManaged(
  { userStatus, userRole }: OwnOrganization,
  { access }: Pick<Session, "access">,
): boolean {
  return access === "management" && userStatus === "ACTIVE" && may(userRole, "users:view");
}

/** The organizations whose management is open to the session, the default one first. */
export function useManagedOrganizations(): readonly OwnOrganization[] {
  const session = useSession();
  return useOwnOrganizations().filter((each) => isManaged(each, session));
}

const organizationRoute = getRouteApi("/signed-in/o/$organizationId");

/** The organization whose pages are shown, with the caller's role in it. */
export function useOrganization(): OwnOrganization {
  return organizationRoute.useRouteContext().organization;
}
