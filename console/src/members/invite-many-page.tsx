/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function InviteManyPage() {
  const { members } = useText();
  return <Page title={members.title}>{null}</Page>;
}
