/** Idle logout, expiry of invitations, limits, and whom to ask for access. */
import { Skeleton } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import { useList } from "../app/queries.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { OrganizationSettingsPatchInput } from "../generated/bodies.ts";
import { requiring } from "../kit/body-schema.ts";
import { useCommand } from "../kit/command.ts";
import { isNewer, useEdited } from "../kit/edited.tsx";
import { Field, Form } from "../kit/form.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { languageNames } from "./languages.ts";
import { settingsQuery } from "./queries.ts";

const schema = requiring(
  OrganizationSettingsPatchInput,
  "idleLogoutMinutes",
  "inviteExpiryDays",
  "defaultLanguage",
);

type Body = Schemas["OrganizationSettingsPatchInput"];

export function AccessRules() {
  const { text, preferences } = usePreferences();
  const { common, organizations } = text;
  const { organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(settingsQuery(organizationId));
  const templates = useList("/v1/organizations/{organizationId}/invite-templates", {
    path: { organizationId },
  });
  const { base, setBase, notice } = useEdited(data, isNewer);
  const change = useCommand(
    (body: Body) => {
      const params = { path: { organizationId }, header: { "If-Match": `"${base?.revision}"` } };
      return unwrap(api.PATCH("/v1/organizations/{organizationId}/settings", { params, body }));
    },
    {
      success: () => common.saved,
      onSuccess: setBase,
      onRefused: () => void refetch(),
      reads: ["/v1/organizations/{organizationId}/settings"],
      isQuiet: true,
    },
  );
  if (base === undefined || templates.isPending) {
    return error === null ? (
      <Skeleton h={300} maw={560} />
    ) : (
      <ProblemAlert error={error} onRetry={refetch} />
    );
  }
  const { revision, memberLimit, requestAccessEmail = "", ...others } = base;
  const languages = [
    ...new Set([base.defaultLanguage, ...templates.rows.map((each) => each.language)]),
  ];
  return (
    <div style={{ maxWidth: 560 }}>
      {change.isPending ? null : notice}
      <Form<Body>
        key={revision}
        schema={schema}
        initial={{
          ...others,
          ...(memberLimit === undefined ? {} : { memberLimit }),
          requestAccessEmail,
        }}
        submit={common.save}
        onSubmit={(body) => change.mutateAsync(body)}
      >
        <Field
          name="idleLogoutMinutes"
          label={organizations.idleLogout}
          description={organizations.idleLogoutHint}
        />
        <Field
          name="inviteExpiryDays"
          label={organizations.inviteExpiry}
          description={organizations.inviteExpiryHint}
        />
        <Field
          name="defaultLanguage"
          label={organizations.defaultLanguage}
          description={organizations.defaultLanguageHint}
          options={languageNames(languages, preferences.language)}
        />
        <Field
          name="memberLimit"
          label={organizations.memberLimit}
          description={organizations.memberLimitHint}
        />
        <Field
          name="requestAccessEmail"
          label={organizations.requestAccess}
          description={organizations.requestAccessHint}
          type="email"
        />
      </Form>
    </div>
  );
}
