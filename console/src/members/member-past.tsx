/** The roles of a user at the end of a past day. Nothing can be changed here. */
import { Alert, Badge, Group, Skeleton, Table, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { Schemas } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { hasCode } from "../app/api.ts";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { Empty } from "../kit/empty.tsx";
import { personName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { allSolutionsQuery } from "../solutions/queries.ts";
import { roleHistoryQuery } from "./member-queries.ts";
import { MemberSection } from "./member-section.tsx";
import { endOfDay, rolesAt } from "./roles-at.ts";

interface Props {
  readonly userId: string;
  /** YYYY-MM-DD */
  readonly asOf: string;
}

export function MemberPast({ userId, asOf }: Props) {
  const text = useText();
  const { common, member, solutions: solutionText } = text;
  const format = useFormat();
  const { organizationId } = useOrganization();
  const history = useQuery(roleHistoryQuery(organizationId, userId));
  const { data: all } = useQuery(allSolutionsQuery(organizationId));
  if (hasCode(history.error, "not-found")) {
    return <Empty title={member.neverMember} hint={member.neverMemberHint} />;
  }
  if (history.error !== null) {
    return <ProblemAlert error={history.error} onRetry={history.refetch} />;
  }
  if (history.data === undefined) return <Skeleton h={300} />;
  const { intervals, people } = history.data;
  const moment = endOfDay(asOf);
  const { organization, solutions } = rolesAt(intervals, moment);
  const titles = new Map(all?.map(({ solutionId, title }) => [solutionId, title]));
  const grantText = ({ changedBy, validFrom }: Schemas["RoleInterval"]) =>
    member.grantedBy(personName(changedBy, people[changedBy], text), format.dateTime(validFrom));
  const day = format.dateTime(moment);
  return (
    <>
      <Alert color="yellow" icon={<IconHistory aria-hidden />} title={member.pastTitle(day)}>
        {member.pastHint}
      </Alert>
      {organization === undefined ? (
        <Empty title={member.noMemberThen(day)} hint={member.noMemberThenHint} />
      ) : (
        <>
          <MemberSection title={member.organizationRole}>
            <Group gap="xs">
              <Badge variant="light">
                {common.organizationRole[organization.role as Schemas["OrganizationRole"]]}
              </Badge>
              <Badge variant="outline">{common.memberStatus[organization.status]}</Badge>
              <Text size="sm">{grantText(organization)}</Text>
            </Group>
          </MemberSection>
          <MemberSection title={member.solutions}>
            {solutions.length === 0 ? (
              <Text size="sm">{member.noSolutionsThen}</Text>
            ) : (
              <Table.ScrollContainer minWidth={480}>
                <Table aria-label={member.solutions}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{solutionText.one}</Table.Th>
                      <Table.Th scope="col">{common.role}</Table.Th>
                      <Table.Th scope="col">{member.granted}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {solutions.map((held) => (
                      <Table.Tr key={held.position}>
                        <Table.Td>
                          {titles.get(held.solutionId ?? "") ??
                            member.deletedSolution(held.solutionId?.slice(0, 8) ?? "")}
                        </Table.Td>
                        <Table.Td>
                          {common.solutionRole[held.role as Schemas["SolutionRole"]]}
                        </Table.Td>
                        <Table.Td>{grantText(held)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
          </MemberSection>
        </>
      )}
    </>
  );
}
