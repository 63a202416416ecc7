/** Name, phone and picture. A session for one organization shows them only. */
import { Skeleton, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useSession } from "../app/session.ts";
import { ProfilePatchInput } from "../generated/bodies.ts";
import { requiring } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { isNewer, useEdited } from "../kit/edited.tsx";
import { Field, Form } from "../kit/form.tsx";
import { ProblemAlert } from "../kit/problem.tsx";

type Body = Schemas["ProfilePatchInput"];

const schema = requiring(ProfilePatchInput, "firstName", "lastName");

export function ProfileForm() {
  const { common, users } = useText();
  const { organizationId } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["/v1/users/me"],
    queryFn: ({ signal }) => unwrap(api.GET("/v1/users/me", { signal })),
  });
  const { base, setBase, notice } = useEdited(data, isNewer);
  const change = useCommand(
    (body: Body) => {
      const params = { header: { "If-Match": `"${base?.revision}"` } };
      return unwrap(api.PATCH("/v1/users/me", { params, body }));
    },
    {
      success: () => common.saved,
      onSuccess: setBase,
      onRefused: () => void refetch(),
      reads: ["/v1/users/me", "/v1/session"],
      isQuiet: true,
    },
  );
  if (base === undefined) {
    return error === null ? <Skeleton h={400} /> : <ProblemAlert error={error} onRetry={refetch} />;
  }
  const { email = "", firstName = "", lastName = "", name, phone = "", avatarUrl = "" } = base;
  const isOwnName = name !== `${firstName} ${lastName}`;
  return (
    <>
      {change.isPending ? null : notice}
      <Form<Body>
        key={base.revision}
        schema={schema}
        initial={{ firstName, lastName, name: isOwnName ? (name ?? "") : "", phone, avatarUrl }}
        submit={common.save}
        isReadOnly={organizationId !== undefined}
        onSubmit={(body) => change.mutateAsync(body)}
      >
        <Text size="sm">{users.emailHint(email)}</Text>
        <Field name="firstName" label={users.firstName} autoComplete="given-name" />
        <Field name="lastName" label={users.lastName} autoComplete="family-name" />
        <Field name="name" label={users.shownName} description={users.shownNameHint} />
        <Field name="phone" label={users.phone} type="tel" autoComplete="tel" />
        <Field name="avatarUrl" label={users.avatarUrl} type="url" autoComplete="photo" />
      </Form>
    </>
  );
}
