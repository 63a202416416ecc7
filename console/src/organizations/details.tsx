/** Name, description and address of the organization. */
import { Skeleton, Text } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { OrganizationPatchInput } from "../generated/bodies.ts";
import { requiring } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { isNewer, useEdited } from "../kit/edited.tsx";
import { Field, Form } from "../kit/form.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { organizationQuery } from "./queries.ts";

const schema = requiring(OrganizationPatchInput, "name");

interface Body {
  readonly name?: string;
  readonly description?: string | null;
  readonly url?: string | null;
}

export function Details() {
  const { common, organizations } = useText();
  const { organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(organizationQuery(organizationId));
  const { base, setBase, notice } = useEdited(data, isNewer);
  const change = useCommand(
    (body: Body) => {
      const params = { path: { organizationId }, header: { "If-Match": `"${base?.revision}"` } };
      return unwrap(api.PATCH("/v1/organizations/{organizationId}", { params, body }));
    },
    {
      success: () => common.saved,
      onSuccess: setBase,
      onRefused: () => void refetch(),
      reads: ["/v1/organizations/{organizationId}", "/v1/users/me/organizations"],
      isQuiet: true,
    },
  );
  if (base === undefined) {
    return error === null ? (
      <Skeleton h={300} maw={560} />
    ) : (
      <ProblemAlert error={error} onRetry={refetch} />
    );
  }
  const { name, description = "", url = "", region, revision } = base;
  return (
    <div style={{ maxWidth: 560 }}>
      {change.isPending ? null : notice}
      <Form<Body>
        key={revision}
        schema={schema}
        initial={{ name, description, url }}
        submit={common.save}
        onSubmit={(body) => change.mutateAsync(body)}
      >
        <Field name="name" label={common.name} />
        <Field name="description" label={organizations.description} isMultiline />
        <Field name="url" label={organizations.url} type="url" />
        <Text size="sm">{organizations.region(region)}</Text>
      </Form>
    </div>
  );
}
