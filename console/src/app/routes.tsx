/** Every page and its address. A page is loaded when it is first visited. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { auditSearch } from "../audit/search.ts";
import { logsSearch } from "../logs/search.ts";
import { membersSearch } from "../members/search.ts";
import { memberSearch } from "../members/member-search.ts";
import { settingsSearch } from "../organizations/search.ts";
import { signInSearch } from "../sign-in/search.ts";
import { solutionSearch, solutionsSearch } from "../solutions/search.ts";
import { usageSearch } from "../usage/search.ts";
import { FailedPage, NotFoundPage } from "./failed-page.tsx";
import { basePath } from "./page-context.ts";
import { type Permission, may } from "./permissions.ts";
import { queryClient } from "./queries.ts";
import { isManaged, ownOrganizationsQuery, sessionQuery } from "./session.ts";
import { withAllTexts } from "./texts.ts";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

// Pages for everybody.

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../sign-in/sign-in-page.tsx"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  component: lazyRouteComponent(() => import("../sign-in/sign-up-page.tsx"), "SignUpPage"),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: "/accept-invitation",
  component: lazyRouteComponent(
    () => import("../members/accept-invitation-page.tsx"),
    "AcceptInvitationPage",
  ),
});

// Pages of somebody who is signed in.

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: Shell,
  async beforeLoad({ location }) {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session === null) {
      const returnTo = location.href === "/" ? undefined : location.href;
      // oxlint-disable-next-line typescript/only-throw-error -- how the router is told
      throw redirect({ to: "/sign-in", search: { returnTo } });
    }
    return { session };
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  async beforeLoad({ context: { session } }) {
    const organizations = await queryClient.ensureQueryData(ownOrganizationsQuery);
    // The default one is the first.
    const first = organizations.find((each) => isManaged(each, session));
    // oxlint-disable typescript/only-throw-error -- how the router is told
    if (first === undefined) throw redirect({ to: "/me" });
    const params = { organizationId: first.organizationId };
    throw redirect({ to: "/o/$organizationId/users", params });
    // oxlint-enable typescript/only-throw-error
  },
});

const me = createRoute({
  getParentRoute: () => signedIn,
  path: "/me",
  component: lazyRouteComponent(
    () => withAllTexts(import("../users/my-profile-page.tsx")),
    "MyProfilePage",
  ),
});

const myOrganizations = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/organizations",
  component: lazyRouteComponent(
    () => withAllTexts(import("../organizations/my-organizations-page.tsx")),
    "MyOrganizationsPage",
  ),
});

const mySolutions = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/solutions",
  component: lazyRouteComponent(
    () => withAllTexts(import("../solutions/my-solutions-page.tsx")),
    "MySolutionsPage",
  ),
});

const mySessions = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/sessions",
  component: lazyRouteComponent(
    () => withAllTexts(import("../sign-in/my-sessions-page.tsx")),
    "MySessionsPage",
  ),
});

const myTokens = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/tokens",
  component: lazyRouteComponent(
    () => withAllTexts(import("../tokens/my-tokens-page.tsx")),
    "MyTokensPage",
  ),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/notifications",
  component: lazyRouteComponent(
    () => withAllTexts(import("../notifications/inbox-page.tsx")),
    "InboxPage",
  ),
});

const myData = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/data",
  component: lazyRouteComponent(
    () => withAllTexts(import("../own-data/my-data-page.tsx")),
    "MyDataPage",
  ),
});

const myLogs = createRoute({
  getParentRoute: () => signedIn,
  path: "/me/troubleshooting",
  validateSearch: logsSearch,
  component: lazyRouteComponent(
    () => withAllTexts(import("../logs/my-logs-page.tsx")),
    "MyLogsPage",
  ),
});

// Pages of an organization.

const organization = createRoute({
  getParentRoute: () => signedIn,
  path: "/o/$organizationId",
  async beforeLoad({ params, context: { session } }) {
    const organizations = await queryClient.ensureQueryData(ownOrganizationsQuery);
    const found = organizations.find((each) => each.organizationId === params.organizationId);
    // oxlint-disable typescript/only-throw-error -- how the router is told
    if (session.access === "account") throw redirect({ to: "/me" });
    if (found === undefined || found.userStatus !== "ACTIVE")
      throw redirect({ to: "/me/organizations" });
    // oxlint-enable typescript/only-throw-error
    return { organization: found };
  },
});

/** For pages that a role does not open: whoever comes by an old link lands on the users, or their own pages. */
function requires(permission: Permission) {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each route keeps the parameters of its path
  return <Params extends { organizationId: string }>({
    context,
    params,
  }: {
    context: { organization: { userRole: Parameters<typeof may>[0] } };
    params: Params;
  }): void => {
    if (may(context.organization.userRole, permission)) return;
    // oxlint-disable typescript/only-throw-error -- how the router is told
    if (permission === "users:view") throw redirect({ to: "/me" });
    throw redirect({ to: "/o/$organizationId/users", params });
    // oxlint-enable typescript/only-throw-error
  };
}

const members = createRoute({
  getParentRoute: () => organization,
  path: "/users",
  validateSearch: membersSearch,
  beforeLoad: requires("users:view"),
  component: lazyRouteComponent(() => import("../members/members-page.tsx"), "MembersPage"),
});

const inviteMany = createRoute({
  getParentRoute: () => organization,
  path: "/users/import",
  beforeLoad: requires("users:manage"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../members/invite-many-page.tsx")),
    "InviteManyPage",
  ),
});

const member = createRoute({
  getParentRoute: () => organization,
  path: "/users/$userId",
  validateSearch: memberSearch,
  beforeLoad: requires("users:view"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../members/member-page.tsx")),
    "MemberPage",
  ),
});

const solutions = createRoute({
  getParentRoute: () => organization,
  path: "/solutions",
  validateSearch: solutionsSearch,
  beforeLoad: requires("solutions:view"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../solutions/solutions-page.tsx")),
    "SolutionsPage",
  ),
});

const solution = createRoute({
  getParentRoute: () => organization,
  path: "/solutions/$solutionId",
  validateSearch: solutionSearch,
  beforeLoad: requires("solutions:view"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../solutions/solution-page.tsx")),
    "SolutionPage",
  ),
});

const notifications = createRoute({
  getParentRoute: () => organization,
  path: "/notifications",
  beforeLoad: requires("notifications:send"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../notifications/notifications-page.tsx")),
    "NotificationsPage",
  ),
});

const usage = createRoute({
  getParentRoute: () => organization,
  path: "/usage",
  validateSearch: usageSearch,
  beforeLoad: requires("usage:view"),
  component: lazyRouteComponent(() => withAllTexts(import("../usage/usage-page.tsx")), "UsagePage"),
});

const logs = createRoute({
  getParentRoute: () => organization,
  path: "/troubleshooting",
  validateSearch: logsSearch,
  beforeLoad: requires("troubleshooting:organization"),
  component: lazyRouteComponent(() => withAllTexts(import("../logs/logs-page.tsx")), "LogsPage"),
});

const settings = createRoute({
  getParentRoute: () => organization,
  path: "/settings",
  validateSearch: settingsSearch,
  beforeLoad: requires("templates:view"),
  component: lazyRouteComponent(
    () => withAllTexts(import("../organizations/settings-page.tsx")),
    "SettingsPage",
  ),
});

const audit = createRoute({
  getParentRoute: () => organization,
  path: "/audit",
  validateSearch: auditSearch,
  beforeLoad: requires("audit:read"),
  component: lazyRouteComponent(() => withAllTexts(import("../audit/audit-page.tsx")), "AuditPage"),
});

const ofOrganization = organization.addChildren([
  members,
  inviteMany,
  member,
  solutions,
  solution,
  notifications,
  usage,
  logs,
  settings,
  audit,
]);

const ofSomebody = signedIn.addChildren([
  home,
  me,
  myOrganizations,
  mySolutions,
  mySessions,
  myTokens,
  inbox,
  myData,
  myLogs,
  ofOrganization,
]);

export const router = createRouter({
  routeTree: root.addChildren([signIn, signUp, acceptInvitation, ofSomebody]),
  basepath: basePath,
  // What a page's `validateSearch` does not know is left out; else pages would send it on to the service.
  search: { strict: true },
  defaultPreload: "intent",
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
