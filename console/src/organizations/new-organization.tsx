/** Creates an organization; whoever does is its owner. */
import { Modal } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { queryClient } from "../app/queries.ts";
import { ownOrganizationsQuery } from "../app/session.ts";
import { NewOrganizationInput } from "../generated/bodies.ts";
import { Field, Form } from "../kit/form.tsx";
import { showMessage } from "../kit/messages.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";

type Body = Schemas["NewOrganizationInput"];

export default function NewOrganization({ onClose }: { readonly onClose: () => void }) {
  const { common, shell, organizations } = useText();
  const navigate = useNavigate();
  useReturnFocus();

  async function create(body: Body): Promise<void> {
    const { organizationId } = await unwrap(api.POST("/v1/organizations", { body }));
    await queryClient.invalidateQueries(ownOrganizationsQuery);
    void showMessage(organizations.mine.created(body.name));
    await navigate({ to: "/o/$organizationId/users", params: { organizationId } });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={shell.newOrganization}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Form<Body>
        schema={NewOrganizationInput}
        initial={{ name: "", description: "", url: "" }}
        submit={shell.newOrganization}
        onSubmit={create}
        onCancel={onClose}
      >
        <Field name="name" label={common.name} autoFocus />
        <Field name="description" label={organizations.description} isMultiline />
        <Field name="url" label={organizations.url} type="url" />
      </Form>
    </Modal>
  );
}
