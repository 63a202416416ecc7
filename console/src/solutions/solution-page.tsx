/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function SolutionPage() {
  const { solutions } = useText();
  return <Page title={solutions.title}>{null}</Page>;
}
