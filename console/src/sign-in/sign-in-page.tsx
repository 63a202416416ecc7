/** Sign in: by the link in a mail, by a mailed code, or by the identity provider. */
import { Alert, Button, Divider, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { mailedLink } from "../app/mailed-link.ts";
import { serviceUrl } from "../app/page-context.ts";
import { useText } from "../app/preferences.tsx";
import { PageLink } from "../kit/links.tsx";
import type { Catalogue } from "../text/catalogue.ts";
import { CodeForm } from "./code-form.tsx";
import { signInOptionsQuery } from "./options.ts";
import { PublicPage } from "./public-page.tsx";
import { SignInByLink } from "./sign-in-by-link.tsx";
import { useLanding } from "./landing.ts";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const text = useText();
  const { signIn } = text;
  const { returnTo, problem } = route.useSearch();
  const land = useLanding(returnTo);
  const { data: options } = useQuery(signInOptionsQuery);
  const email = mailedLink.get("email");
  const code = mailedLink.get("code");
  if (email !== null && code !== null) {
    return <SignInByLink email={email} code={code} onEntered={land} />;
  }
  const provider = options?.identityProvider;
  return (
    <PublicPage title={signIn.title}>
      {problem === undefined ? null : (
        <Alert color="red" role="alert">
          {providerProblem(problem, text)}
        </Alert>
      )}
      <CodeForm onEntered={land} />
      {provider ? (
        <>
          <Divider label={signIn.or} />
          <Button component="a" variant="default" href={providerAddress(returnTo)}>
            {signIn.byProvider(provider.name)}
          </Button>
        </>
      ) : null}
      {options?.signUp ? (
        <Text size="sm">
          {signIn.noAccount}{" "}
          <PageLink to="/sign-up" underline="always">
            {signIn.signUp}
          </PageLink>
        </Text>
      ) : null}
    </PublicPage>
  );
}

/** Anybody can make a link with a problem in it, so only known codes have a text. */
function providerProblem(code: string, { problems, signIn }: Catalogue): string {
  const known = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return known ?? signIn.providerProblem;
}

/** It is the browser that goes there and comes back, not a request of this page. */
function providerAddress(returnTo: string | undefined): string {
  const query = returnTo === undefined ? "" : `?${new URLSearchParams({ returnTo }).toString()}`;
  return `${serviceUrl}/v1/sign-in/identity-provider${query}`;
}
