/** The last question before one's account is erased: it wants to be typed. */
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { basePath } from "../app/page-context.ts";
import { forgetPreferences, useText } from "../app/preferences.tsx";
import { useSession } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";
import { isConfirmed } from "./confirmation.ts";

export default function EraseDialog({ onClose }: { readonly onClose: () => void }) {
  const { common, erasure } = useText();
  const { user } = useSession();
  const { email = "", name = email } = user;
  const [typed, setTyped] = useState("");
  useReturnFocus();
  const erase = useCommand(() => unwrap(api.DELETE("/v1/users/me", { body: { forgetMe: true } })), {
    onSuccess() {
      // This browser forgets as well.
      forgetPreferences();
      location.assign(`${basePath}sign-in`);
    },
    isQuiet: true,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={erasure.question(name)}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        <Text size="sm">{erasure.erased}</Text>
        <Text size="sm">{erasure.kept}</Text>
        <TextInput
          label={erasure.type(erasure.phrase, email)}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <ProblemAlert error={erase.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            color="red"
            disabled={!isConfirmed(typed, [erasure.phrase, email])}
            loading={erase.isPending}
            onClick={() => erase.mutate()}
          >
            {erasure.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
