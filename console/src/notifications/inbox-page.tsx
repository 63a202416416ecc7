/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function InboxPage() {
  const { notifications } = useText();
  return <Page title={notifications.title}>{null}</Page>;
}
