/** Takes the rows of people to invite: from a file that is picked or dropped, or as pasted text. */
import { Alert, Button, FileButton, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { TooManyCells, UnclosedQuote } from "../../../src/platform/read-csv.ts";
import { useText } from "../app/preferences.tsx";
import {
  type InvitationRow,
  readInvitations,
  type ReadRows,
  rowsAtMost,
  textIn,
} from "./invitation-rows.ts";

export function InvitationFile({
  onRows,
}: {
  readonly onRows: (rows: readonly InvitationRow[]) => void;
}) {
  const { members } = useText();
  const { csv } = members;
  const [pasted, setPasted] = useState("");
  const [fault, setFault] = useState<string>();
  const [isOver, setIsOver] = useState(false);

  function take(text: string): void {
    try {
      check(readInvitations(text));
    } catch (error) {
      if (error instanceof UnclosedQuote) setFault(csv.openQuote(error.line));
      else if (error instanceof TooManyCells) setFault(csv.tooMany(rowsAtMost));
      else throw error;
    }
  }

  function check({ rows, missingColumns }: ReadRows): void {
    if (missingColumns.length > 0) setFault(csv.missingColumns(missingColumns.join(", ")));
    else if (rows.length === 0) setFault(csv.noRows);
    else if (rows.length > rowsAtMost) setFault(csv.tooMany(rowsAtMost));
    else onRows(rows);
  }

  async function read(file: File | null | undefined): Promise<void> {
    if (!file) return;
    const text = await textIn(file);
    if (text === undefined) setFault(csv.notUtf8);
    else take(text);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    void read(event.dataTransfer.files[0]);
  }

  return (
    <Paper
      withBorder
      p="lg"
      maw={720}
      {...(isOver ? { bg: "var(--mantine-color-default-hover)" } : {})}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Stack>
        <Text size="sm">{csv.intro}</Text>
        {fault === undefined ? null : (
          <Alert color="red" role="alert">
            {fault}
          </Alert>
        )}
        <Group>
          <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => void read(file)}>
            {(props) => <Button {...props}>{csv.pick}</Button>}
          </FileButton>
          <Text size="sm">{csv.orDrop}</Text>
        </Group>
        <Textarea
          label={csv.paste}
          placeholder={"email,firstName,lastName\nada@example.com,Ada,Byron"}
          autosize
          minRows={4}
          maxRows={12}
          value={pasted}
          onChange={({ currentTarget }) => setPasted(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={pasted.trim() === ""} onClick={() => take(pasted)}>
            {csv.take}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
