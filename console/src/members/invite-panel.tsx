/** Invites one person: who, with which role and solutions, and in which language the mail is. */
import { Alert, Button, Drawer, Group, Stack } from "@mantine/core";
import { type Schemas, unwrap } from "@muster/client";
import { useState } from "react";
import { api } from "../app/api.ts";
import { isAbove, organizationRoles } from "../app/permissions.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { NewMemberInput } from "../generated/bodies.ts";
import { useCommand } from "../kit/command.ts";
import { Field, Form } from "../kit/form.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";
import { languageNames } from "../organizations/languages.ts";
import { InvitePreview } from "./invite-preview.tsx";
import { membersPath, refreshMembers } from "./members-list.ts";
import { SolutionRoles } from "./solution-roles.tsx";

type Body = Schemas["NewMemberInput"];

const templatesPath = "/v1/organizations/{organizationId}/invite-templates";

export default function InvitePanel({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const { text, preferences } = usePreferences();
  const { members, common } = text;
  const { organizationId, userRole } = useOrganization();
  const { rows: templates } = useList(templatesPath, { path: { organizationId } });
  const [sent, setSent] = useState<string>();
  // Each invitation begins with an empty form.
  const [round, setRound] = useState(0);
  const invite = useCommand(
    (body: Body) => {
      const params = { path: { organizationId } };
      return unwrap(api.POST(membersPath, { params, body }));
    },
    {
      isQuiet: true,
      async onSuccess({ userId }, { firstName, lastName, invite: { disabled = false } = {} }) {
        const name = `${firstName} ${lastName}`;
        setSent(disabled ? members.added(name) : members.sent(name));
        await refreshMembers(organizationId, [], [userId]);
      },
    },
  );
  const granted = organizationRoles.filter((role) => !isAbove(role, userRole));
  const languages = languageNames(
    templates.map(({ language }) => language),
    preferences.language,
  );

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={members.invite}
      closeButtonProps={{ "aria-label": common.close }}
    >
      {sent === undefined ? (
        <Form<Body>
          key={round}
          schema={NewMemberInput}
          initial={{
            email: "",
            firstName: "",
            lastName: "",
            userRole: "USER",
            invite: {},
            solutions: [],
          }}
          submit={members.invite}
          onSubmit={(body) => invite.mutateAsync(body)}
          onCancel={onClose}
        >
          <Field name="email" type="email" label={common.email} autoFocus />
          <Group grow align="flex-start">
            <Field name="firstName" label={members.firstName} />
            <Field name="lastName" label={members.lastName} />
          </Group>
          <Field
            name="userRole"
            label={common.role}
            options={Object.fromEntries(
              granted.map((role) => [role, common.organizationRole[role]]),
            )}
          />
          <Field
            name="invite.language"
            label={members.inviteLanguage}
            description={members.inviteLanguageHint}
            options={languages}
          />
          <SolutionRoles />
          <Field
            name="invite.disabled"
            label={members.withoutMail}
            description={members.withoutMailHint}
          />
          <InvitePreview languages={Object.keys(languages)} />
        </Form>
      ) : (
        <Stack>
          <Alert color="green" role="status">
            {sent}
          </Alert>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.close}
            </Button>
            <Button
              data-autofocus
              autoFocus
              onClick={() => {
                setSent(undefined);
                setRound(round + 1);
              }}
            >
              {members.inviteNext}
            </Button>
          </Group>
        </Stack>
      )}
    </Drawer>
  );
}
