/** An open invitation: the names to confirm, and the button that accepts. */
import { Alert, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { tellOtherTabs } from "../app/other-tabs.ts";
import { useText } from "../app/preferences.tsx";
import { forgetPerson } from "../app/queries.ts";
import { sessionQuery } from "../app/session.ts";
import { InviteAcceptanceInput } from "../generated/bodies.ts";
import { requiring } from "../kit/body-schema.ts";
import { Field, Form } from "../kit/form.tsx";
import { PublicPage } from "../sign-in/public-page.tsx";

interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

interface Props {
  readonly secret: string;
  readonly invitation: Schemas["InvitePreview"];
}

const { token: _, ...names } = requiring(InviteAcceptanceInput, "firstName", "lastName").properties;
const schema = { properties: names };

export function InvitationForm({ secret, invitation }: Props) {
  const { invitation: text } = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const { organizationName, email = "", firstName = "", lastName = "", expiresAt } = invitation;
  const inviter = invitation.invitedBy?.name;
  const isSame = session?.user.email?.toLowerCase() === email.toLowerCase();
  const other = session && !isSame ? session.user.email : undefined;

  async function accept(confirmed: Names): Promise<void> {
    // Two people's sessions are never mixed: the other one ends before this one begins.
    if (other !== undefined) await unwrap(api.DELETE("/v1/session"));
    // The new session opens this organization alone, so one that opens everything stays.
    const isKept = isSame && session?.access === "management" && !session.organizationId;
    const params = isKept ? {} : { query: { cookie: "true" as const } };
    const body = { token: secret, ...confirmed };
    const accepted = await unwrap(api.POST("/v1/invites/accept", { params, body }));
    const { organizationId, user } = accepted;
    tellOtherTabs(user.userId);
    forgetPerson();
    await navigate({ href: organizationId === undefined ? "/" : `/o/${organizationId}/users` });
  }

  return (
    <PublicPage title={text.to(organizationName)}>
      <Text>
        {inviter === undefined
          ? text.fromOrganization(organizationName, email)
          : text.from(inviter, organizationName, email)}
      </Text>
      {other === undefined ? null : <Alert color="yellow">{text.signedInAs(other, email)}</Alert>}
      <Form<Names>
        schema={schema}
        initial={{ firstName, lastName }}
        submit={other === undefined ? text.accept : text.acceptInstead}
        onSubmit={accept}
        {...(other === undefined ? {} : { onCancel: () => void navigate({ to: "/" }) })}
      >
        <Field name="firstName" label={text.firstName} autoComplete="given-name" autoFocus />
        <Field name="lastName" label={text.lastName} autoComplete="family-name" />
      </Form>
      <Text size="sm" c="dimmed">
        {text.validUntil(format.dateTime(expiresAt))}
      </Text>
    </PublicPage>
  );
}
