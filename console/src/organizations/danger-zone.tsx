/** Deletes the organization, after its name was typed. */
import { Alert, Button, Stack, Text, TextInput } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";

export function DangerZone() {
  const { organizations } = useText();
  const { organizationId, name } = useOrganization();
  const [typed, setTyped] = useState("");
  const confirm = useConfirm();
  const navigate = useNavigate();
  const remove = useCommand(
    () => {
      const params = { path: { organizationId } };
      return unwrap(api.DELETE("/v1/organizations/{organizationId}", { params }));
    },
    {
      success: () => organizations.deleted(name),
      reads: ["/v1/users/me/organizations"],
      onSuccess: () => navigate({ to: "/me/organizations" }),
    },
  );

  async function ask(): Promise<void> {
    const isSure = await confirm({
      title: organizations.deleteQuestion(name),
      body: organizations.deleteConsequence,
      action: organizations.delete,
      isDangerous: true,
    });
    if (isSure) remove.mutate();
  }

  return (
    <Alert color="red" title={organizations.deleteTitle} maw={560}>
      <Stack align="flex-start">
        <Text size="sm">{organizations.deleteConsequence}</Text>
        <TextInput
          label={organizations.typeName(name)}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoComplete="off"
          w="100%"
        />
        <Button
          color="red"
          disabled={typed.trim() !== name}
          loading={remove.isPending}
          onClick={() => void ask()}
        >
          {organizations.delete}
        </Button>
      </Stack>
    </Alert>
  );
}
