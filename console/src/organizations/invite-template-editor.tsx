/** Edits the invite template of one language beside a live preview of the mail. */
import { Alert, Code, Grid, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { NewInviteTemplateInput } from "../generated/bodies.ts";
import type { BodySchema } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { Field, Form, useFormContext } from "../kit/form.tsx";
import { MailFrame } from "../kit/mail-frame.tsx";
import { problemText } from "../kit/problem.tsx";
import { type Mail, previewMail } from "./preview-mail.ts";
import { allLanguages, languageNames } from "./languages.ts";

type Body = Schemas["NewInviteTemplateInput"];

interface Props {
  /** Undefined: a new one. */
  readonly template: Schemas["InviteTemplate"] | undefined;
  /** The languages that have one already. */
  readonly taken: readonly string[];
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
}

/** What may stand in a template; the service refuses others. */
const parameters = [
  "firstName",
  "lastName",
  "name",
  "email",
  "organizationName",
  "inviteLink",
  "introMessage",
  "expiresAt",
];

const path = "/v1/organizations/{organizationId}/invite-templates";
const language = { type: "string", required: true, pattern: "^[a-z]{2}$" } as const;
const schema: BodySchema = { properties: { language, ...NewInviteTemplateInput.properties } };

export default function InviteTemplateEditor({ template, taken, isReadOnly, onClose }: Props) {
  const { text, preferences } = usePreferences();
  const { common, organizations } = text;
  const { organizationId } = useOrganization();
  // Somebody else may save it while it is edited here.
  const [revision] = useState(template?.revision);
  const save = useCommand(
    ({ language, ...body }: Body & { language: string }) => {
      const header = revision === undefined ? {} : { "If-Match": `"${revision}"` };
      const params = { path: { organizationId, language }, header };
      return unwrap(
        api.PUT("/v1/organizations/{organizationId}/invite-templates/{language}", { params, body }),
      );
    },
    { success: () => common.saved, reads: [path], onSuccess: onClose, isQuiet: true },
  );
  const free = allLanguages().filter((code) => !taken.includes(code));
  const codes = template === undefined ? free : [template.language];
  const { subject = "", html = organizations.startingHtml, introMessage = "" } = template ?? {};
  return (
    <Form<Body & { language: string }>
      schema={schema}
      initial={{ language: template?.language ?? "", subject, html, introMessage }}
      submit={common.save}
      onSubmit={(body) => save.mutateAsync(body)}
      onCancel={onClose}
      isReadOnly={isReadOnly}
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack>
            <Field
              name="language"
              label={common.language}
              options={languageNames(codes, preferences.language)}
              isReadOnly={template !== undefined}
            />
            <Field name="subject" label={organizations.subject} />
            <Field name="introMessage" label={organizations.introMessage} isMultiline />
            <Field name="html" label={organizations.html} isMultiline />
            <Text size="sm">{organizations.parametersHint}</Text>
            <Group gap={6}>
              {parameters.map((name) => (
                <Code key={name}>{`{${name}}`}</Code>
              ))}
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Preview organizationId={organizationId} />
        </Grid.Col>
      </Grid>
    </Form>
  );
}

/** The mail of what stands in the form, half a second after the last key. */
function Preview({ organizationId }: { readonly organizationId: string }) {
  const text = usePreferences().text;
  const { organizations } = text;
  const { form } = useFormContext();
  const [values] = useDebouncedValue(form.values as unknown as Body & { language: string }, 500);
  const [last, setLast] = useState<Mail>();
  const { error } = useQuery({
    queryKey: [`${path}/preview`, organizationId, values],
    enabled: values.html !== "" && values.subject !== "",
    gcTime: 0,
    async queryFn({ signal }) {
      const { language, introMessage, ...body } = values;
      const template = introMessage ? { ...body, introMessage } : body;
      const mail = await previewMail(organizationId, language || "en", template, signal);
      setLast(mail);
      return mail;
    },
  });
  return (
    <Stack>
      <Title order={2} size="h4">
        {organizations.preview}
      </Title>
      {error === null ? null : (
        <Alert color="red" role="status">
          {problemText(error, text)}
        </Alert>
      )}
      {last === undefined ? (
        <Skeleton h={320} />
      ) : (
        <>
          <Text fw={600}>{last.subject}</Text>
          <MailFrame title={organizations.preview} html={last.html} />
        </>
      )}
    </Stack>
  );
}
