/** TODO */
import { useText } from "../app/preferences.tsx";
import { Page } from "../kit/page.tsx";

export function SignUpPage() {
  const { signIn } = useText();
  return <Page title={signIn.title}>{null}</Page>;
}
