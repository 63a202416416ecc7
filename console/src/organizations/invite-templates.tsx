/** The invite templates by language: a list, and the editor of one. */
import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { unwrap } from "@muster/client";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { useOrganization } from "../app/session.ts";
import { useCommand } from "../kit/command.ts";
import { useConfirm } from "../kit/confirm.tsx";
import { Empty } from "../kit/empty.tsx";
import { PersonName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { languageNames } from "./languages.ts";
import { settingsQuery } from "./queries.ts";

const InviteTemplateEditor = lazy(() => import("./invite-template-editor.tsx"));
const route = getRouteApi("/signed-in/o/$organizationId/settings");
const path = "/v1/organizations/{organizationId}/invite-templates";

export function InviteTemplates() {
  const { text, preferences } = usePreferences();
  const { common, organizations } = text;
  const format = useFormat();
  const { organizationId, userRole } = useOrganization();
  const isOwner = may(userRole, "settings:manage");
  const { template } = route.useSearch();
  const navigate = useNavigate({ from: "/o/$organizationId/settings" });
  const confirm = useConfirm();
  const { rows, people, error, isPending, isRead, refetch } = useList(path, {
    path: { organizationId },
  });
  // Only owners may read the settings.
  const { data: settings } = useQuery({ ...settingsQuery(organizationId), enabled: isOwner });
  const names = languageNames(
    rows.map((each) => each.language),
    preferences.language,
  );
  const remove = useCommand(
    (language: string) => {
      const params = { path: { organizationId, language } };
      return unwrap(
        api.DELETE("/v1/organizations/{organizationId}/invite-templates/{language}", { params }),
      );
    },
    {
      success: (_, language) => organizations.templateDeleted(names[language] ?? language),
      reads: [path],
    },
  );

  function open(next: string | undefined): void {
    void navigate({ search: { tab: "templates", template: next } });
  }

  async function ask(language: string): Promise<void> {
    const isSure = await confirm({
      title: organizations.deleteTemplate(names[language] ?? language),
      body: organizations.deleteTemplateConsequence,
      action: common.delete,
      isDangerous: true,
    });
    if (isSure) remove.mutate(language);
  }

  if (!isRead && error !== null) return <ProblemAlert error={error} onRetry={refetch} />;
  if (template !== undefined && !isPending) {
    const edited = rows.find(({ language }) => language === template);
    return (
      <Suspense>
        <InviteTemplateEditor
          key={template}
          template={edited}
          taken={rows.map(({ language }) => language)}
          isReadOnly={!isOwner}
          onClose={() => open(undefined)}
        />
      </Suspense>
    );
  }
  const addButton = isOwner ? (
    <Button onClick={() => open("new")}>{organizations.addTemplate}</Button>
  ) : null;
  if (!isPending && rows.length === 0) {
    return (
      <Empty
        title={organizations.noTemplates}
        hint={organizations.noTemplatesHint}
        action={addButton}
      />
    );
  }
  return (
    <Stack align="flex-start">
      <Text size="sm">{organizations.templatesHint}</Text>
      {addButton}
      <Table.ScrollContainer minWidth={480} w="100%" type="native">
        <Table aria-label={organizations.tabs.templates}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{common.language}</Table.Th>
              <Table.Th scope="col">{organizations.subject}</Table.Th>
              <Table.Th scope="col">{organizations.changed}</Table.Th>
              <Table.Th scope="col">{common.actions}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ language, subject, updatedAt, updatedBy }) => (
              <Table.Tr key={language}>
                <Table.Td>
                  <Group gap="xs">
                    {names[language]}
                    {language === settings?.defaultLanguage ? (
                      <Badge variant="light">{text.shell.default}</Badge>
                    ) : null}
                  </Group>
                </Table.Td>
                <Table.Td>{subject}</Table.Td>
                <Table.Td>
                  {format.date(updatedAt)} {common.by}{" "}
                  <PersonName userId={updatedBy} people={people} />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs">
                    <Button size="xs" variant="default" onClick={() => open(language)}>
                      {isOwner ? common.edit : organizations.view}
                    </Button>
                    {isOwner ? (
                      <Button size="xs" variant="default" onClick={() => void ask(language)}>
                        {common.delete}
                      </Button>
                    ) : null}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
