/** Puts an emoji at the end of a field's text. Any other comes from the keyboard of the system. */
import { ActionIcon, Button, Popover, SimpleGrid } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useText } from "../app/preferences.tsx";
import { useFormContext } from "../kit/form.tsx";

const emoji = Array.from(
  "👋🎉✅⚠️🚨📣📅⏰🔧🔒🔑💡📦🚚☕🌙☀️❤️👍🙏😀😅🤔🚀".match(/\p{Emoji}\uFE0F?/gu) ?? [],
);

export function EmojiPicker({ field }: { readonly field: string }) {
  const { notifications } = useText();
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const { form } = useFormContext();

  function add(each: string): void {
    const { value = "" } = form.getInputProps(field) as { value?: string };
    form.setFieldValue(field, value + each);
    close();
  }

  return (
    <Popover opened={isOpen} onChange={toggle} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button size="xs" variant="default" onClick={toggle} style={{ alignSelf: "flex-start" }}>
          {notifications.emoji}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SimpleGrid cols={8} spacing={4}>
          {emoji.map((each) => (
            <ActionIcon key={each} variant="subtle" aria-label={each} onClick={() => add(each)}>
              {each}
            </ActionIcon>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}
