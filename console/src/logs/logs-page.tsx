/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function LogsPage() {
  const { logs } = useText();
  return <Page title={logs.title}>{null}</Page>;
}
