/** Troubleshooting of an organization: the entries of one correlation id, whoever sent them. */
import { Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { CorrelationForm } from "./correlation-form.tsx";
import { LogsView } from "./logs-view.tsx";

const route = getRouteApi("/signed-in/o/$organizationId/troubleshooting");

export function LogsPage() {
  const { logs } = useText();
  const { organizationId } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/troubleshooting" });
  return (
    <Page title={logs.title}>
      <Text>{logs.organizationHint}</Text>
      {search.correlationId === undefined ? (
        <>
          <CorrelationForm
            onSubmit={(correlationId) => void navigate({ search: { correlationId } })}
          />
          <Empty title={logs.noCorrelationId} hint={logs.noCorrelationIdHint} />
        </>
      ) : (
        <LogsView
          place={{
            path: "/v1/organizations/{organizationId}/logs",
            ids: { organizationId },
            needsCorrelationId: true,
          }}
          search={search}
          onSearch={(next) => void navigate({ search: next, replace: true })}
        />
      )}
    </Page>
  );
}
