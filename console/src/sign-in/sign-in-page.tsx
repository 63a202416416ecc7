/** Sign in: by a mailed code, or by the link in the mail. */
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { queryClient } from "../app/queries.ts";
import { useText } from "../app/preferences.tsx";
import { CodeForm } from "./code-form.tsx";
import { PublicPage } from "./public-page.tsx";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { signIn } = useText();
  const { returnTo } = route.useSearch();
  const navigate = useNavigate();
  return (
    <PublicPage title={signIn.title}>
      <CodeForm
        onEntered={async () => {
          queryClient.clear();
          await navigate({ href: returnTo ?? "/" });
        }}
      />
    </PublicPage>
  );
}
