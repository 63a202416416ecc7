/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function SettingsPage() {
  const { organizations } = useText();
  return <Page title={organizations.title}>{null}</Page>;
}
