/** How the notification looks on a device: cut where devices cut. */
import { Card, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { useFormContext } from "../kit/form.tsx";

export function NotificationPreview({ organization }: { readonly organization: string }) {
  const { notifications } = useText();
  const { form } = useFormContext();
  const { title, text } = form.values["content"] as { title?: string; text?: string };
  return (
    <section aria-label={notifications.preview}>
      <Text size="sm" fw={600} mb={4}>
        {notifications.preview}
      </Text>
      <Card withBorder radius="lg" shadow="sm">
        <Text fw={600} truncate>
          {title || organization}
        </Text>
        <Text size="sm" lineClamp={4} style={{ whiteSpace: "pre-wrap" }}>
          {text || "…"}
        </Text>
      </Card>
    </section>
  );
}
