/** One solution: its details, members, roles, settings, log entries, and its end. */
import { PageTabs } from "../kit/page-tabs.tsx";
import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { hasCode } from "../app/api.ts";
import { useReadOnChange } from "../app/changes.ts";
import { mayInSolution } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { readAgain } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { Empty } from "../kit/empty.tsx";
import { PageButton } from "../kit/links.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { LogsView } from "../logs/logs-view.tsx";
import { logsSearch } from "../logs/search.ts";
import { solutionQuery, useOwnRoles } from "./queries.ts";
import { type SolutionTab, solutionTabs } from "./search.ts";
import { SolutionDanger } from "./solution-danger.tsx";
import { SolutionDetails } from "./solution-details.tsx";
import { SolutionMembers } from "./solution-members.tsx";
import { SolutionRoles } from "./solution-roles.tsx";
import { SolutionSettings } from "./solution-settings.tsx";

const route = getRouteApi("/signed-in/o/$organizationId/solutions/$solutionId");

export function SolutionPage() {
  const { solutionId } = route.useParams();
  // Nothing of the solution before stays on the page.
  return <OneSolution key={solutionId} solutionId={solutionId} />;
}

function OneSolution({ solutionId }: { readonly solutionId: string }) {
  const { solutions, logs } = useText();
  const { organizationId } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/solutions/$solutionId" });
  const { data: solution, error, refetch } = useQuery(solutionQuery(organizationId, solutionId));
  const roles = useOwnRoles();

  useReadOnChange(
    (change) => change.solutionId === solutionId,
    () => {
      void readAgain(
        "/v1/organizations/{organizationId}/solutions/{solutionId}",
        "/v1/users/me/solutions",
      );
    },
  );

  if (hasCode(error, "not-found", "forbidden"))
    return <Missing isHidden={hasCode(error, "forbidden")} />;
  if (error !== null) {
    return (
      <Page title={solutions.one}>
        <ProblemAlert error={error} onRetry={refetch} />
      </Page>
    );
  }
  if (solution === undefined || roles.isPending) return <Skeleton h={400} />;

  const isOwner = roles.assigned(solutionId) === "OWNER";
  const acting = roles.acting(solutionId);
  const tabs = solutionTabs.filter((tab) => tab !== "troubleshooting" || isOwner);
  const shown = tabs.find((tab) => tab === search.tab) ?? "details";
  const panel = {
    details: <SolutionDetails solution={solution} isReadOnly={!mayInSolution(acting, "change")} />,
    members: <SolutionMembers solution={solution} acting={acting} />,
    roles: <SolutionRoles own={roles.assigned(solutionId)} />,
    settings: (
      <SolutionSettings solutionId={solutionId} isReadOnly={!mayInSolution(acting, "change")} />
    ),
    troubleshooting: (
      <LogsView
        place={{
          path: "/v1/organizations/{organizationId}/solutions/{solutionId}/logs",
          ids: { organizationId, solutionId },
        }}
        search={logsSearch({ ...search })}
        onSearch={(next) =>
          void navigate({ search: { ...next, tab: "troubleshooting" }, replace: true })
        }
      />
    ),
    danger: <SolutionDanger solution={solution} isOwner={isOwner} acting={acting} />,
  } satisfies Record<SolutionTab, unknown>;
  const label = { ...solutions.tabs, troubleshooting: logs.title };

  return (
    <Page title={solution.title}>
      <Text size="sm">{solutions.memberCount(solution.memberCount)}</Text>
      <PageTabs
        tabs={tabs}
        shown={shown}
        label={label}
        panel={panel}
        onShow={(tab) => void navigate({ search: { tab } })}
      />
    </Page>
  );
}

/** The solution was deleted, never existed, or is not the caller's. */
function Missing({ isHidden }: { readonly isHidden: boolean }) {
  const { solutions } = useText();
  const { organizationId } = useOrganization();
  return (
    <Page title={solutions.one}>
      <Empty
        title={isHidden ? solutions.hidden : solutions.missing}
        hint={isHidden ? solutions.hiddenHint : solutions.missingHint}
        action={
          <PageButton
            to="/o/$organizationId/solutions"
            params={{ organizationId }}
            variant="default"
          >
            {solutions.toList}
          </PageButton>
        }
      />
    </Page>
  );
}
