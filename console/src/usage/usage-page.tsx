/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function UsagePage() {
  const { usage } = useText();
  return <Page title={usage.title}>{null}</Page>;
}
