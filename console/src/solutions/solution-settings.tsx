/** What front ends keep for a solution: any JSON object, shown and edited as it is. */
import { Button, Group, JsonInput, Skeleton, Stack, Text } from "@mantine/core";
import { MusterProblem } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useEdited } from "../kit/edited.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { parseSettings } from "./parse-settings.ts";

const path = "/v1/organizations/{organizationId}/solutions/{solutionId}/settings/custom";

interface Props {
  readonly solutionId: string;
  readonly isReadOnly: boolean;
}

export function SolutionSettings({ solutionId, isReadOnly }: Props) {
  const { solutions } = useText();
  const { organizationId } = useOrganization();
  const params = { path: { organizationId, solutionId } };
  const { data, error, refetch } = useQuery({
    queryKey: [path, params],
    async queryFn({ signal }) {
      const { data: settings, error: problem, response } = await api.GET(path, { params, signal });
      if (settings === undefined) throw new MusterProblem(problem, response);
      return { text: JSON.stringify(settings, null, 2), tag: response.headers.get("ETag") ?? "" };
    },
  });
  const { base, setBase, notice } = useEdited(data, (latest, { tag }) => latest.tag !== tag);
  return (
    <Stack maw={720}>
      <Text size="sm">{solutions.settingsHint}</Text>
      <ProblemAlert error={error} onRetry={refetch} />
      {notice}
      {base === undefined ? (
        <Skeleton h={240} />
      ) : (
        <Editor
          key={base.tag}
          solutionId={solutionId}
          {...base}
          onSaved={setBase}
          onRefused={() => void refetch()}
          isReadOnly={isReadOnly}
        />
      )}
    </Stack>
  );
}

interface EditorProps extends Props {
  readonly text: string;
  /** Names the state that is edited: if somebody changed it meanwhile, the service refuses. */
  readonly tag: string;
  readonly onSaved: (saved: { readonly text: string; readonly tag: string }) => void;
  readonly onRefused: () => void;
}

function Editor({ solutionId, text, tag, isReadOnly, onSaved, onRefused }: EditorProps) {
  const { common, solutions } = useText();
  const { organizationId } = useOrganization();
  const [typed, setTyped] = useState(text);
  const { value, error } = parseSettings(typed);
  const save = useCommand(
    async (body: Record<string, unknown>) => {
      const params = { path: { organizationId, solutionId }, header: { "If-Match": tag } };
      const answer = await api.PUT(path, { params, body });
      if (!answer.response.ok) throw new MusterProblem(answer.error, answer.response);
      const saved = JSON.stringify(answer.data, null, 2);
      return { text: saved, tag: answer.response.headers.get("ETag") ?? "" };
    },
    { success: () => common.saved, onSuccess: onSaved, onRefused, reads: [path] },
  );
  return (
    <>
      <JsonInput
        label={solutions.tabs.settings}
        value={typed}
        onChange={setTyped}
        error={error === undefined ? undefined : solutions.settingsErrors[error]}
        readOnly={isReadOnly}
        autosize
        minRows={8}
        maxRows={24}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      {isReadOnly ? null : (
        <Group justify="flex-end">
          <Button
            disabled={value === undefined || typed === text}
            loading={save.isPending}
            onClick={() => value !== undefined && save.mutate(value)}
          >
            {common.save}
          </Button>
        </Group>
      )}
    </>
  );
}
