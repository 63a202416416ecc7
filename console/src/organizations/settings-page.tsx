/** Organization settings: details, rules of access, invite templates, danger zone. Admins see the templates. */
import { PageTabs } from "../kit/page-tabs.tsx";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { Page } from "../kit/page.tsx";
import { AccessRules } from "./access-rules.tsx";
import { DangerZone } from "./danger-zone.tsx";
import { Details } from "./details.tsx";
import { InviteTemplates } from "./invite-templates.tsx";
import { type SettingsTab } from "./search.ts";

const route = getRouteApi("/signed-in/o/$organizationId/settings");

export function SettingsPage() {
  const { organizations } = useText();
  const { userRole } = useOrganization();
  const navigate = useNavigate({ from: "/o/$organizationId/settings" });
  const isOwner = may(userRole, "settings:manage");
  const { tab } = route.useSearch();
  const shown = isOwner ? (tab ?? "details") : "templates";
  const tabs = isOwner
    ? (["details", "access", "templates", "danger"] as const)
    : ["templates" as const];
  const panel = {
    details: <Details />,
    access: <AccessRules />,
    templates: <InviteTemplates />,
    danger: <DangerZone />,
  } satisfies Record<SettingsTab, unknown>;

  return (
    <Page title={organizations.title}>
      <PageTabs
        tabs={tabs}
        shown={shown}
        label={organizations.tabs}
        panel={panel}
        onShow={(tab) => void navigate({ search: { tab } })}
      />
    </Page>
  );
}
