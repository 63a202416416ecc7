/** Picks the day as of which a user's page is looked at. */
import { Button, Group, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useText } from "../app/preferences.tsx";
import { today } from "./roles-at.ts";

export function MemberAsOf({ asOf }: { readonly asOf: string | undefined }) {
  const { member: text } = useText();
  const navigate = useNavigate({ from: "/o/$organizationId/users/$userId" });
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        type="date"
        label={text.asOf}
        value={asOf ?? ""}
        max={today()}
        onChange={({ currentTarget }) =>
          void navigate({ search: { asOf: currentTarget.value || undefined } })
        }
      />
      {asOf === undefined ? null : (
        <Button variant="default" onClick={() => void navigate({ search: {} })}>
          {text.backToNow}
        </Button>
      )}
    </Group>
  );
}
