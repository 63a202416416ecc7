/** The users of an organization: find them, see what they may do, change it for one or for many. */
import { Button, Group, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { DataTable } from "../kit/data-table.tsx";
import { Empty } from "../kit/empty.tsx";
import { PageButton } from "../kit/links.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { memberColumns } from "./columns.tsx";
import { ExportButton } from "./export-button.tsx";
import { memberName, membersParams, membersPath, useNews } from "./members-list.ts";
import { NewsBar } from "./news-bar.tsx";
import { isFiltered, type MembersSearch } from "./search.ts";
import { type Selection, SelectionBar } from "./selection-bar.tsx";
import { Toolbar } from "./toolbar.tsx";

const InvitePanel = lazy(() => import("./invite-panel.tsx"));
const route = getRouteApi("/signed-in/o/$organizationId/users");
const nobody: Selection = { ids: new Set(), isAllMatching: false };

export function MembersPage() {
  const text = useText();
  const { members } = text;
  const format = useFormat();
  const { organizationId, userRole } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/users" });
  const params = useMemo(() => membersParams(organizationId, search), [organizationId, search]);
  const list = useList(membersPath, params, { isLive: true });
  const news = useNews(params);
  const [selection, setSelection] = useState(nobody);
  const [isInviting, setIsInviting] = useState(false);
  const mayManage = may(userRole, "users:manage");
  const columns = useMemo(() => memberColumns({ text, format, news }), [text, format, news]);
  const rows = useMemo(() => {
    const above = new Set(news.shown.map(({ userId }) => userId));
    if (above.size === 0) return list.rows;
    return [...news.shown, ...list.rows.filter(({ userId }) => !above.has(userId))];
  }, [list.rows, news.shown]);
  const total =
    list.total === undefined ? undefined : list.total + news.shown.length - news.gone.size;

  function onSearch(next: MembersSearch, isSameView: boolean): void {
    setSelection(nobody);
    void navigate({ search: next, replace: isSameView });
  }

  const invite = mayManage ? (
    <Button onClick={() => setIsInviting(true)}>{members.invite}</Button>
  ) : null;
  const empty = isFiltered(search) ? (
    <Empty
      title={members.nothing}
      hint={members.nothingHint}
      action={
        <Button variant="default" onClick={() => onSearch({ sort: search.sort }, false)}>
          {members.clearFilters}
        </Button>
      }
    />
  ) : (
    <Empty title={members.empty} hint={members.emptyHint} action={invite} />
  );

  return (
    <Page
      title={members.title}
      actions={
        <>
          <ExportButton params={params} total={total} />
          {mayManage ? (
            <PageButton
              variant="default"
              to="/o/$organizationId/users/import"
              params={{ organizationId }}
            >
              {members.inviteMany}
            </PageButton>
          ) : null}
          {invite}
        </>
      }
    >
      <Toolbar search={search} onSearch={onSearch} />
      <Group mih={36} justify="space-between">
        <Text size="sm" role="status">
          {total === undefined
            ? ""
            : list.totalIsBounded
              ? members.countAtLeast(total)
              : members.count(total)}
        </Text>
        <NewsBar news={news} params={params} />
        {selection.ids.size > 0 ? (
          <SelectionBar
            selection={selection}
            onSelect={setSelection}
            rows={rows}
            params={params}
            total={list.hasMore ? total : undefined}
          />
        ) : null}
      </Group>
      <ProblemAlert
        error={list.error}
        onRetry={list.rows.length > 0 ? list.loadMore : list.refetch}
      />
      {list.error !== null && rows.length === 0 ? null : (
        <div style={list.isOutdated ? { opacity: 0.5 } : {}} aria-busy={list.isOutdated}>
          <DataTable
            // Another view, and new rows above the others, begin at the top.
            key={`${JSON.stringify(search)} ${news.shown.length}`}
            label={members.title}
            columns={columns}
            rows={rows}
            rowId={({ userId }) => userId}
            isPending={list.isPending}
            hasMore={list.hasMore}
            loadMore={list.loadMore}
            empty={empty}
            rowHeight={56}
            maxHeight="max(20rem, calc(100dvh - 17rem))"
            rowLabel={(member) => memberName(member, text)}
            {...(mayManage
              ? {
                  selected: selection.ids,
                  onSelect: (ids: ReadonlySet<string>) =>
                    setSelection({ ids, isAllMatching: false }),
                }
              : {})}
          />
        </div>
      )}
      {isInviting ? (
        <Suspense>
          <InvitePanel onClose={() => setIsInviting(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
