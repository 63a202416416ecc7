/** The audit of an organization: what happened, who could do what and when, and how to prove it. */
import { Skeleton, Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";
import { type AuditSearch, type AuditTab, auditTabs } from "./search.ts";

/** What every tab gets: its part of the address bar. */
export interface TabProps {
  readonly search: AuditSearch;
  readonly onSearch: (changed: AuditSearch) => void;
}

const panels = {
  timeline: lazy(() => import("./timeline-tab.tsx")),
  "as-of": lazy(() => import("./as-of-tab.tsx")),
  difference: lazy(() => import("./difference-tab.tsx")),
  export: lazy(() => import("./export-tab.tsx")),
  verify: lazy(() => import("./verify-tab.tsx")),
} satisfies Record<AuditTab, unknown>;

const route = getRouteApi("/signed-in/o/$organizationId/audit");

export function AuditPage() {
  const { audit } = useText();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/audit" });
  const tab = search.tab ?? "timeline";
  const Panel = panels[tab];
  return (
    <Page title={audit.title}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { ...search, tab: auditTabs.find((each) => each === next) } })
        }
      >
        <Tabs.List mb="md">
          {auditTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {audit.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {auditTabs.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Suspense fallback={<Skeleton h={240} />}>
              <Panel
                search={search}
                onSearch={(changed) =>
                  void navigate({ search: { ...search, ...changed }, replace: true })
                }
              />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
