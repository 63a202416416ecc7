/** What one's own apps have sent. */
import { Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";
import { LogsView } from "./logs-view.tsx";

const route = getRouteApi("/signed-in/me/troubleshooting");

export function MyLogsPage() {
  const { logs } = useText();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/me/troubleshooting" });
  return (
    <Page title={logs.mine}>
      <Text>{logs.mineHint}</Text>
      <LogsView
        place={{ path: "/v1/users/me/logs" }}
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    </Page>
  );
}
