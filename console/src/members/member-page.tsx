/** One user of the organization: who they are, what they may do, since when, and what was true on a day. */
import { PageTabs } from "../kit/page-tabs.tsx";
import { Avatar, Badge, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { Schemas } from "@muster/client";
import { hasCode } from "../app/api.ts";
import { useReadOnChange } from "../app/changes.ts";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { queryClient, readAgain } from "../app/queries.ts";
import { useOrganization, useSession } from "../app/session.ts";
import { AccessTimeline } from "../audit/access-timeline.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { LogsView } from "../logs/logs-view.tsx";
import { logsSearch } from "../logs/search.ts";
import { MemberAsOf } from "./member-as-of.tsx";
import { MemberEnding } from "./member-ending.tsx";
import { MemberInvitation } from "./member-invitation.tsx";
import { MemberMissing } from "./member-missing.tsx";
import { MemberPast } from "./member-past.tsx";
import { memberQuery } from "./member-queries.ts";
import { MemberRole } from "./member-role.tsx";
import { type MemberTab, memberTabs } from "./member-search.ts";
import { MemberSection } from "./member-section.tsx";
import { MemberSolutions } from "./member-solutions.tsx";

type Member = Schemas["SingleMember"];

const route = getRouteApi("/signed-in/o/$organizationId/users/$userId");
const statusColor = { ACTIVE: "green", INVITED: "blue", DISABLED: "red" } as const;

export function MemberPage() {
  const { userId } = route.useParams();
  // Nothing of the user before stays on the page.
  return <OneMember key={userId} userId={userId} />;
}

function OneMember({ userId }: { readonly userId: string }) {
  const { common, member: text } = useText();
  const { organizationId, userRole } = useOrganization();
  const { asOf } = route.useSearch();
  const { data: member, error, refetch } = useQuery(memberQuery(organizationId, userId));
  const mayLookBack = may(userRole, "audit:read");

  useReadOnChange(
    (change) => change.userId === userId,
    () => {
      // Not the history: to read it is recorded, and the record is a change again.
      const { queryKey } = memberQuery(organizationId, userId);
      void queryClient.invalidateQueries({ queryKey });
      void readAgain("/v1/users/me/solutions");
    },
  );

  const isMissing = hasCode(error, "not-found");
  const name = isMissing ? text.noMember : (member?.name ?? common.erasedPerson);
  const picker = mayLookBack ? <MemberAsOf asOf={asOf} /> : null;
  if (asOf !== undefined && mayLookBack) {
    return (
      <Page title={name} actions={picker}>
        <MemberPast userId={userId} asOf={asOf} />
      </Page>
    );
  }
  if (isMissing) {
    return (
      <Page title={name} actions={picker}>
        <MemberMissing userId={userId} />
      </Page>
    );
  }
  if (member === undefined) {
    return error === null ? (
      <Skeleton h={400} />
    ) : (
      <Page title={text.one}>
        <ProblemAlert error={error} onRetry={refetch} />
      </Page>
    );
  }
  return (
    <Page title={name} actions={picker}>
      <Header member={member} />
      <Parts member={member} />
    </Page>
  );
}

function Header({ member }: { readonly member: Member }) {
  const { common, member: text } = useText();
  const format = useFormat();
  const { userId } = useSession();
  const { name, email, userStatus, userRole, lastActiveAt, createdAt } = member;
  return (
    <Group>
      <Avatar name={name ?? ""} color="initials" size="lg" aria-hidden />
      <Stack gap={4}>
        <Group gap="xs">
          <Text>{email}</Text>
          <Badge variant="light" color={statusColor[userStatus]}>
            {common.memberStatus[userStatus]}
          </Badge>
          <Badge variant="light">{common.organizationRole[userRole]}</Badge>
          {member.userId === userId ? <Badge variant="outline">{common.you}</Badge> : null}
        </Group>
        <Text size="sm">
          {text.memberSince(format.date(createdAt))} ·{" "}
          {lastActiveAt === undefined
            ? text.neverActive
            : text.lastActive(format.relative(lastActiveAt))}
        </Text>
      </Stack>
    </Group>
  );
}

function Parts({ member }: { readonly member: Member }) {
  const { member: text, logs } = useText();
  const { organizationId, userRole } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/users/$userId" });
  const { userId } = member;
  const permission = {
    access: "users:view",
    timeline: "audit:read",
    troubleshooting: "troubleshooting:organization",
  } as const;
  const tabs = memberTabs.filter((tab) => may(userRole, permission[tab]));
  const shown = tabs.find((tab) => tab === search.tab) ?? "access";
  const panel = {
    access: (
      <Stack gap="xl">
        <MemberRole member={member} />
        <MemberSolutions member={member} />
        {member.userStatus === "INVITED" || member.invite !== undefined ? (
          <MemberInvitation member={member} />
        ) : null}
        <MemberEnding member={member} />
      </Stack>
    ),
    timeline: (
      <MemberSection title={text.tabs.timeline}>
        <AccessTimeline organizationId={organizationId} userId={userId} />
      </MemberSection>
    ),
    troubleshooting: (
      <LogsView
        place={{
          path: "/v1/organizations/{organizationId}/members/{userId}/logs",
          ids: { organizationId, userId },
        }}
        search={logsSearch({ ...search })}
        onSearch={(next) =>
          void navigate({ search: { ...next, tab: "troubleshooting" }, replace: true })
        }
      />
    ),
  } satisfies Record<MemberTab, unknown>;
  const label = { ...text.tabs, troubleshooting: logs.title };
  return (
    <PageTabs
      tabs={tabs}
      shown={shown}
      label={label}
      panel={panel}
      onShow={(tab) => void navigate({ search: { tab } })}
    />
  );
}
