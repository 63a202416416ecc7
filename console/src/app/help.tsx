/** `?`: the keys. */
import { Group, Kbd, Modal, Table } from "@mantine/core";
import { useText } from "./preferences.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";

export default function Help({ onClose }: { readonly onClose: () => void }) {
  const { shell, common } = useText();
  useReturnFocus();
  const keys = [
    [["/"], shell.shortcuts.search],
    [["Ctrl", "K"], shell.shortcuts.goTo],
    [["?"], shell.shortcuts.help],
    [["Esc"], shell.shortcuts.close],
  ] as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={shell.help}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(([pressed, does]) => (
            <Table.Tr key={does}>
              <Table.Td>
                <Group gap={4}>
                  {pressed.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
