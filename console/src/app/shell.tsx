/** What stands around every page: navigation, organization switcher, inbox, account menu. */
import { Anchor, AppShell, Burger, Divider, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useParams, useRouterState } from "@tanstack/react-router";
import { lazy, type MouseEvent, Suspense, useEffect } from "react";
import { Inbox } from "../notifications/inbox.tsx";
import { LateMenu } from "../kit/late-menu.tsx";
import { PageNavLink } from "../kit/links.tsx";
import { SwitcherButton } from "../organizations/switcher-button.tsx";
import { AccountButton } from "./account-button.tsx";
import { useLiveChanges } from "./changes.ts";
import { useOtherTabs } from "./other-tabs.ts";
import { IdleWarning } from "./idle-warning.tsx";
import { useLock } from "./lock.ts";
import { organizationPages } from "./navigation.ts";
import { may } from "./permissions.ts";
import { useText } from "./preferences.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { withAllTexts } from "./texts.ts";
import { useManagedOrganizations, useOwnOrganizations, useSession } from "./session.ts";

const loadAccountMenu = () => import("./account-menu.tsx");
const AccountMenu = lazy(loadAccountMenu);
const loadSwitcher = () => import("../organizations/switcher.tsx");
const OrganizationSwitcher = lazy(loadSwitcher);
const OwnPages = lazy(() => withAllTexts(import("./own-pages.tsx")));
const loadLock = () => import("../sign-in/lock-screen.tsx");
const Lock = lazy(loadLock);

export function Shell() {
  const { shell, common } = useText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const lockReason = useLock();
  const isLocked = lockReason !== undefined;
  const { organizationId } = useParams({ strict: false });
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const organizations = useOwnOrganizations();
  const isManager = useManagedOrganizations().length > 0;
  const organization = organizations.find((each) => each.organizationId === organizationId);
  useLiveChanges(organization);
  useOtherTabs(useSession().userId);
  useEffect(close, [pathname, close]);
  // The lock may fall without a network, and must not fail then.
  useEffect(() => void loadLock().catch(() => undefined), []);

  return (
    <>
      {isLocked ? (
        <Suspense>
          <Lock reason={lockReason} />
        </Suspense>
      ) : null}
      <AppShell
        // Under the lock everything stays as it is, but nobody sees or reaches it.
        inert={isLocked}
        style={isLocked ? { visibility: "hidden" } : {}}
        navbar={{ width: 240, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
        header={{ height: 56 }}
        padding="md"
      >
        <Anchor href="#content" className="skip" onClick={skip}>
          {shell.skip}
        </Anchor>
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group wrap="nowrap">
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={shell.menu}
              />
              <Text fw={700}>{common.product}</Text>
              {isManager ? (
                <LateMenu load={loadSwitcher} button={<SwitcherButton current={organization} />}>
                  <OrganizationSwitcher current={organization} />
                </LateMenu>
              ) : null}
            </Group>
            <Group wrap="nowrap" gap="xs">
              <Shortcuts organization={organization} />
              <Inbox />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label={shell.navigation}>
          <AppShell.Section grow style={{ overflowY: "auto" }}>
            {organization === undefined ? <OwnPages pathname={pathname} /> : null}
            {organizationPages.map(({ to, text, permission, icon: Icon }) =>
              organization !== undefined &&
              organization.userStatus === "ACTIVE" &&
              may(organization.userRole, permission) ? (
                <PageNavLink
                  key={to}
                  to={to}
                  params={{ organizationId: organization.organizationId }}
                  label={shell[text]}
                  leftSection={<Icon size={18} aria-hidden />}
                  active={pathname.startsWith(
                    to.replace("$organizationId", organization.organizationId),
                  )}
                />
              ) : null,
            )}
          </AppShell.Section>
          <Divider my="xs" />
          <AppShell.Section>
            <LateMenu load={loadAccountMenu} button={<AccountButton />}>
              <AccountMenu />
            </LateMenu>
          </AppShell.Section>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <Outlet />
        </AppShell.Main>
        <IdleWarning organizationId={organization?.organizationId} />
      </AppShell>
    </>
  );
}

/** By its address alone the link would leave the page: a fragment is relative to the document's base. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#content")?.focus();
}
