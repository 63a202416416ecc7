/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function MyTokensPage() {
  const { tokens } = useText();
  return <Page title={tokens.title}>{null}</Page>;
}
