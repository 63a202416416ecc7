/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function MyDataPage() {
  const { ownData } = useText();
  return <Page title={ownData.title}>{null}</Page>;
}
