/** Sign up: found an organization and become its first owner. The mailed code proves the address. */
import { Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { SignUpInput } from "../generated/bodies.ts";
import { Field, Form } from "../kit/form.tsx";
import { PageLink } from "../kit/links.tsx";
import { CodeEntry } from "./code-form.tsx";
import { useLanding } from "./landing.ts";
import { signInOptionsQuery } from "./options.ts";
import { PublicPage } from "./public-page.tsx";

type Body = Schemas["SignUpInput"];

export function SignUpPage() {
  const { signIn } = useText();
  const land = useLanding();
  const { data: options } = useQuery(signInOptionsQuery);
  const [email, setEmail] = useState<string>();
  return (
    <PublicPage title={signIn.signUp}>
      {options?.signUp === false ? <Text>{signIn.signUpClosed}</Text> : null}
      {options?.signUp !== false && email === undefined ? (
        <Form<Body>
          schema={SignUpInput}
          initial={{ email: "", firstName: "", lastName: "", organizationName: "" }}
          submit={signIn.sendCode}
          onSubmit={async (body) => {
            await unwrap(api.POST("/v1/sign-up", { body }));
            setEmail(body.email);
          }}
        >
          <Field name="email" label={signIn.email} type="email" autoComplete="email" autoFocus />
          <Field name="firstName" label={signIn.firstName} autoComplete="given-name" />
          <Field name="lastName" label={signIn.lastName} autoComplete="family-name" />
          <Field
            name="organizationName"
            label={signIn.organizationName}
            autoComplete="organization"
          />
        </Form>
      ) : null}
      {email === undefined ? null : (
        <CodeEntry email={email} onEntered={land} onOtherAddress={() => setEmail(undefined)} />
      )}
      <Text size="sm">
        {signIn.hasAccount}{" "}
        <PageLink to="/sign-in" underline="always">
          {signIn.title}
        </PageLink>
      </Text>
    </PublicPage>
  );
}
