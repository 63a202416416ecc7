/** The form for a new solution. */
import { type Schemas, unwrap } from "@muster/client";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { NewSolutionInput } from "../generated/bodies.ts";
import { useCommand } from "../kit/command.ts";
import { Field, Form } from "../kit/form.tsx";
import { assignmentReads } from "./assignments.ts";

export default function RegisterSolution({ onClose }: { readonly onClose: () => void }) {
  const { common, solutions } = useText();
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const register = useCommand(
    (body: Schemas["NewSolutionInput"]) => {
      const params = { path: { organizationId } };
      return unwrap(api.POST("/v1/organizations/{organizationId}/solutions", { params, body }));
    },
    {
      success: ({ title }) => solutions.registered(title),
      reads: assignmentReads,
      onSuccess({ solutionId }) {
        onClose();
        return navigate({
          to: "/o/$organizationId/solutions/$solutionId",
          params: { organizationId, solutionId },
          search: { tab: "members" },
        });
      },
      isQuiet: true,
    },
  );
  return (
    <Form<Schemas["NewSolutionInput"]>
      schema={NewSolutionInput}
      initial={{ name: "", title: "", description: "", category: "" }}
      submit={solutions.register}
      onSubmit={(body) => register.mutateAsync(body)}
      onCancel={onClose}
    >
      <Field
        name="title"
        label={solutions.titleField}
        description={solutions.titleHint}
        autoFocus
      />
      <Field name="name" label={common.name} description={solutions.nameHint} />
      <Field name="category" label={solutions.category} description={solutions.categoryHint} />
      <Field name="description" label={solutions.description} isMultiline />
    </Form>
  );
}
