/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function AuditPage() {
  const { audit } = useText();
  return <Page title={audit.title}>{null}</Page>;
}
