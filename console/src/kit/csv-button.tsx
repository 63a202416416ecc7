/** Downloads what a tab shows as CSV, whole, as the service writes it. */
import { Button } from "@mantine/core";
import { MusterProblem } from "@muster/client";
import { useText } from "../app/preferences.tsx";
import { useCommand } from "../kit/command.ts";
import { download } from "../kit/download.ts";

interface Props {
  readonly name: string;
  /** Asks for `text/csv` with `parseAs: "blob"`. */
  readonly get: () => Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

export function CsvButton({ name, get }: Props) {
  const { common } = useText();
  const csv = useCommand(async () => {
    const { data, error, response } = await get();
    if (!response.ok) throw new MusterProblem(error, response);
    download(`${name}.csv`, data as Blob);
  });
  return (
    <Button variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
      {common.downloadCsv}
    </Button>
  );
}
