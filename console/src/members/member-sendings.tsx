/** Each sending of an invitation: when, in which language, by whom, and what became of it. */
import { Skeleton, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../app/format.ts";
import { usePreferences } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { personName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { languageNames } from "../organizations/languages.ts";
import { Failure } from "./member-invitation.tsx";
import { personEventsQuery } from "./member-queries.ts";
import { invitationEvents, sendingsOf } from "./sendings.ts";

export default function MemberSendings({ userId }: { readonly userId: string }) {
  const { text: catalogue, preferences } = usePreferences();
  const { member: text } = catalogue;
  const format = useFormat();
  const { organizationId } = useOrganization();
  const events = useQuery(personEventsQuery(organizationId, userId, invitationEvents));
  if (events.error !== null) {
    return <ProblemAlert error={events.error} onRetry={events.refetch} />;
  }
  if (events.data === undefined) return <Skeleton h={120} />;
  const sendings = sendingsOf(events.data);
  return (
    <>
      <Text size="sm">{text.lookingIsRecorded}</Text>
      <Timeline bulletSize={16} active={sendings.length}>
        {sendings.map(({ issuedAt, by, language, result, resultAt, reason, end, expiresAt }) => (
          <Timeline.Item
            key={issuedAt}
            title={text.sentBy(
              personName(by.userId, by, catalogue),
              languageNames([language], preferences.language)[language] ?? language,
            )}
          >
            <Text size="sm">{format.dateTime(issuedAt)}</Text>
            <Text size="sm">
              {text.results[result]}
              {resultAt === undefined ? null : ` · ${format.dateTime(resultAt)}`}
            </Text>
            {reason === undefined ? null : <Failure reason={reason} />}
            <Text size="sm">
              {end === undefined
                ? text.validUntil(format.dateTime(expiresAt))
                : `${text.ends[end.kind]} · ${format.dateTime(end.at)}`}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </>
  );
}
