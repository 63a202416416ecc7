/** Exports the log as a file. */
import { Alert, Button, Group, Progress, Select, Stack, Text } from "@mantine/core";
import { MusterProblem } from "@muster/client";
import { useEffect, useRef, useState } from "react";
import { api } from "../app/api.ts";
import { usePreferences } from "../app/preferences.tsx";
import { serviceUrl } from "../app/page-context.ts";
import { useOrganization } from "../app/session.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import type { TabProps } from "./audit-page.tsx";
import { MomentField } from "./moment-field.tsx";
import { mostInMemory, openTarget, saveStream, TooLargeError } from "../kit/save-stream.ts";
import { exportFormats } from "./search.ts";
import { sizeIn } from "../kit/size.ts";

const path = "/v1/organizations/{organizationId}/export";
const extension = { bundle: "zip", ndjson: "ndjson", csv: "csv", cloudevents: "ndjson" } as const;

type State =
  | { readonly kind: "idle" | "cancelled" | "too-large" }
  | { readonly kind: "running" | "finished"; readonly bytes: number }
  | { readonly kind: "failed"; readonly error: unknown };

export default function ExportTab({ search, onSearch }: TabProps) {
  const { text, preferences } = usePreferences();
  const { common } = text;
  const { exporting } = text.audit;
  const { organizationId } = useOrganization();
  const [state, setState] = useState<State>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { format = "bundle", from, to } = search;
  const size = sizeIn(preferences.language);
  const query = { format, ...(from && { from }), ...(to && { to }) };

  async function start(): Promise<void> {
    const ended = new AbortController();
    running.current = ended;
    try {
      const name = `muster-${organizationId}.${extension[format]}`;
      const target = await openTarget(name);
      setState({ kind: "running", bytes: 0 });
      const params = { path: { organizationId }, query };
      const answer = await api
        .GET(path, { params, parseAs: "stream", signal: ended.signal })
        .catch(async (error: unknown) => {
          await target.cancel();
          throw error;
        });
      const { data, error, response } = answer;
      if (!data) {
        await target.cancel();
        throw new MusterProblem(error, response);
      }
      let bytes = 0;
      await saveStream(data, target, {
        name: nameIn(response) ?? name,
        onProgress(received) {
          bytes = received;
          setState({ kind: "running", bytes });
        },
      });
      setState({ kind: "finished", bytes });
    } catch (error) {
      const isCancelled =
        ended.signal.aborted || (error instanceof DOMException && error.name === "AbortError");
      ended.abort();
      if (isCancelled) setState({ kind: "cancelled" });
      else if (error instanceof TooLargeError) setState({ kind: "too-large" });
      else setState({ kind: "failed", error });
    }
  }

  const isRunning = state.kind === "running";
  const plain = `${serviceUrl}${path.replace("{organizationId}", organizationId)}?${new URLSearchParams(query)}`;
  return (
    <Stack align="flex-start" maw={720}>
      <Text>{exporting.hint}</Text>
      <Group align="flex-end" maw="100%">
        <Select
          label={exporting.format}
          w={320}
          maw="100%"
          data={exportFormats.map((value) => ({ value, label: exporting.formats[value] }))}
          value={format}
          allowDeselect={false}
          disabled={isRunning}
          onChange={(next) => onSearch({ format: exportFormats.find((each) => each === next) })}
        />
        <MomentField
          label={common.from}
          value={from}
          onChange={(next) => onSearch({ from: next })}
        />
        <MomentField label={common.to} value={to} onChange={(next) => onSearch({ to: next })} />
      </Group>
      {format === "bundle" && from !== undefined ? (
        <Text size="sm">{exporting.bundleFrom}</Text>
      ) : null}
      <Group>
        <Button onClick={() => void start()} loading={isRunning}>
          {exporting.start}
        </Button>
        {isRunning ? (
          <Button variant="default" onClick={() => running.current?.abort()}>
            {common.cancel}
          </Button>
        ) : null}
        <Text size="sm">{exporting.recorded}</Text>
      </Group>
      {isRunning ? (
        <Progress value={100} animated w="100%" aria-label={text.audit.tabs.export} />
      ) : null}
      <Stack role="status" w="100%" align="flex-start">
        {state.kind === "running" ? (
          <Text size="sm">{exporting.received(size(state.bytes))}</Text>
        ) : null}
        {state.kind === "finished" ? (
          <Alert color="green">{exporting.finished(size(state.bytes))}</Alert>
        ) : null}
        {state.kind === "cancelled" ? <Alert color="gray">{exporting.cancelled}</Alert> : null}
        {state.kind === "too-large" ? (
          <Alert color="yellow">
            <Text size="sm" mb="xs">
              {exporting.tooLarge(size(mostInMemory))}
            </Text>
            <Button component="a" href={plain} download variant="default">
              {exporting.plain}
            </Button>
          </Alert>
        ) : null}
      </Stack>
      {state.kind === "failed" ? <ProblemAlert error={state.error} onRetry={start} /> : null}
    </Stack>
  );
}

/** What the service calls the file: after the organization and the last position. */
function nameIn(response: Response): string | undefined {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
}
