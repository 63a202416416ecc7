/** The dialog of `useConfirm`. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import type { Question } from "./confirm.tsx";
import { useReturnFocus } from "./return-focus.ts";

interface Props extends Question {
  readonly onAnswer: (yes: boolean) => void;
}

export default function ConfirmDialog({ title, body, action, isDangerous, onAnswer }: Props) {
  const { common } = useText();
  useReturnFocus();
  return (
    <Modal
      opened
      onClose={() => onAnswer(false)}
      title={title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack>
        {typeof body === "string" ? <Text size="sm">{body}</Text> : body}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => onAnswer(false)}>
            {common.cancel}
          </Button>
          <Button {...(isDangerous ? { color: "red" } : {})} onClick={() => onAnswer(true)}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
