/** The warning before the session ends. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useText } from "./preferences.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";

interface Props {
  readonly seconds: number;
  readonly onStay: () => void;
}

export default function IdleDialog({ seconds, onStay }: Props) {
  const { shell } = useText();
  useReturnFocus();
  return (
    <Modal opened onClose={onStay} title={shell.idle.title} withCloseButton={false}>
      <Stack>
        <Text role="timer">{shell.idle.text(seconds)}</Text>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onStay}>
            {shell.idle.stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
