/** Downloads as CSV what a page shows: as the service writes it, or as the page itself does. */
import { Button } from "@mantine/core";
import { MusterProblem } from "@muster/client";
import { useText } from "../app/preferences.tsx";
import { useCommand } from "./command.ts";
import { download } from "./download.ts";

interface Props {
  readonly name: string;
  readonly disabled?: boolean;
  /** @throws MusterProblem */
  readonly get: () => Promise<Blob> | string;
}

export function CsvButton({ name, disabled = false, get }: Props) {
  const { common } = useText();
  const csv = useCommand(async () => download(`${name}.csv`, await get()));
  return (
    <Button
      variant="default"
      disabled={disabled}
      loading={csv.isPending}
      onClick={() => csv.mutate()}
    >
      {common.downloadCsv}
    </Button>
  );
}

/** What the service answers to a request for `text/csv` with `parseAs: "blob"`. @throws MusterProblem */
export async function csvIn(
  answer: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<Blob> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new MusterProblem(error, response);
  return data as Blob;
}
