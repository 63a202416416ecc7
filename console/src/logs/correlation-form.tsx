/** Asks for the correlation id without which an organization's entries are not shown. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../app/preferences.tsx";

export function CorrelationForm({ onSubmit }: { readonly onSubmit: (id: string) => void }) {
  const { logs } = useText();
  const [id, setId] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== "") onSubmit(id.trim());
      }}
    >
      <Group align="flex-end">
        <TextInput
          type="search"
          label={logs.correlationId}
          value={id}
          maxLength={200}
          onChange={({ currentTarget }) => setId(currentTarget.value)}
          w={360}
        />
        <Button type="submit">{logs.show}</Button>
      </Group>
    </form>
  );
}
