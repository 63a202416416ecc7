/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function MyProfilePage() {
  const { users } = useText();
  return <Page title={users.title}>{null}</Page>;
}
