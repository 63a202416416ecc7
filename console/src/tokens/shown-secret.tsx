/** The secret of a new token, this once. */
import { Alert, Button, CopyButton, Group, Stack, TextInput } from "@mantine/core";
import { useText } from "../app/preferences.tsx";

interface Props {
  readonly secret: string;
  readonly onClose: () => void;
}

export function ShownSecret({ secret, onClose }: Props) {
  const { common, tokens } = useText();
  return (
    <Stack>
      <Alert color="yellow" role="status">
        {tokens.secretOnce}
      </Alert>
      <TextInput
        label={tokens.secret}
        value={secret}
        readOnly
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        ff="monospace"
      />
      <Group justify="flex-end">
        <CopyButton value={secret} timeout={Infinity}>
          {({ copied, copy }) => (
            <Button data-autofocus variant={copied ? "default" : "filled"} onClick={copy}>
              {copied ? common.copied : common.copy}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          {tokens.kept}
        </Button>
      </Group>
    </Stack>
  );
}
