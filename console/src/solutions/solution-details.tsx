/** Name, title, category and description of a solution. */
import { Stack, Text } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { SolutionPatchInput } from "../generated/bodies.ts";
import { requiring } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { isNewer, useEdited } from "../kit/edited.tsx";
import { Field, Form } from "../kit/form.tsx";
import { personName } from "../kit/person.tsx";

const schema = requiring(SolutionPatchInput, "name", "title");

interface Props {
  readonly solution: Schemas["SingleSolution"];
  readonly isReadOnly: boolean;
}

export function SolutionDetails({ solution, isReadOnly }: Props) {
  const text = useText();
  const { common, solutions } = text;
  const format = useFormat();
  const { base = solution, setBase, notice } = useEdited(solution, isNewer);
  const { organizationId, solutionId, people = {} } = solution;
  const change = useCommand(
    (body: Schemas["SolutionPatchInput"]) => {
      const params = {
        path: { organizationId, solutionId },
        header: { "If-Match": `"${base.revision}"` },
      };
      return unwrap(
        api.PATCH("/v1/organizations/{organizationId}/solutions/{solutionId}", { params, body }),
      );
    },
    {
      success: () => common.saved,
      onSuccess: setBase,
      reads: ["/v1/organizations/{organizationId}/solutions", "/v1/users/me/solutions"],
      isQuiet: true,
    },
  );
  const { name, title, category = "", description = "" } = base;
  const changedBy = personName(solution.updatedBy, people[solution.updatedBy], text);
  return (
    <Stack maw={560}>
      {change.isPending ? null : notice}
      <Form<Schemas["SolutionPatchInput"]>
        key={base.revision}
        schema={schema}
        initial={{ name, title, category, description }}
        submit={common.save}
        onSubmit={(body) => change.mutateAsync(body)}
        isReadOnly={isReadOnly}
      >
        <Field name="title" label={solutions.titleField} />
        <Field name="name" label={common.name} description={solutions.nameHint} />
        <Field name="category" label={solutions.category} />
        <Field name="description" label={solutions.description} isMultiline />
      </Form>
      <Text size="sm">
        {solutions.createdBy(
          personName(solution.createdBy, people[solution.createdBy], text),
          format.dateTime(solution.createdAt),
        )}
      </Text>
      <Text size="sm">{solutions.changedBy(changedBy, format.dateTime(solution.updatedAt))}</Text>
    </Stack>
  );
}
