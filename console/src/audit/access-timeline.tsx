/**
 * The access of one person over time: every role in the organization and in each solution, from when to when,
 * by whom it came and by whom it ended. Only for those who may read the audit (`may(role, "audit:read")`).
 */
import { Badge, Button, Group, Skeleton, Stack, Text, Timeline, Title } from "@mantine/core";
import type { Schemas } from "@muster/client";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { type People, useList } from "../app/queries.ts";
import { Empty } from "../kit/empty.tsx";
import { personName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { byScope, isHeldAt, roleText } from "./intervals.ts";
import { solutionName, useSolutionNames } from "./solution-names.ts";

interface Props {
  readonly organizationId: string;
  readonly userId: string;
  /** Marks what the person held at that moment. */
  readonly asOf?: string;
}

export function AccessTimeline({ organizationId, userId, asOf }: Props) {
  const { audit, common } = useText();
  const names = useSolutionNames(organizationId);
  const params = { path: { organizationId, userId }, query: {} };
  const list = useList("/v1/organizations/{organizationId}/members/{userId}/role-history", params);
  if (list.error !== null) return <ProblemAlert error={list.error} onRetry={list.refetch} />;
  if (list.isPending) return <Skeleton h={160} />;
  if (list.rows.length === 0) return <Empty title={audit.access.nothing} />;
  return (
    <Stack>
      {byScope(list.rows).map(({ solutionId, intervals }) => (
        <Stack key={solutionId ?? ""} gap="xs">
          <Title order={3} size="h5">
            {solutionId === undefined ? audit.access.organization : solutionName(solutionId, names)}
          </Title>
          <Timeline bulletSize={14} active={-1}>
            {intervals.map((interval) => (
              <Item
                key={`${interval.position}`}
                interval={interval}
                people={list.people}
                asOf={asOf}
              />
            ))}
          </Timeline>
        </Stack>
      ))}
      {list.hasMore ? (
        <Button variant="default" onClick={list.loadMore} loading={list.isFetching}>
          {common.more}
        </Button>
      ) : null}
    </Stack>
  );
}

function Item({
  interval,
  people,
  asOf,
}: {
  readonly interval: Schemas["RoleInterval"];
  readonly people: People;
  readonly asOf: string | undefined;
}) {
  const text = useText();
  const { access } = text.audit;
  const format = useFormat();
  const { validFrom, validTo, changedBy, endedBy } = interval;
  const isHeld = isHeldAt(interval, asOf);
  return (
    <Timeline.Item
      lineVariant={validTo === undefined ? "dashed" : "solid"}
      color={isHeld ? "blue" : "gray"}
      title={
        <Group gap="xs">
          <Text span fw={600}>
            {roleText(interval, text)}
          </Text>
          {isHeld ? (
            <Badge variant="light">
              {asOf === undefined ? access.now : access.heldAt(format.dateTime(asOf))}
            </Badge>
          ) : null}
        </Group>
      }
    >
      <Text size="sm">
        {validTo === undefined
          ? access.since(format.dateTime(validFrom))
          : access.between(format.dateTime(validFrom), format.dateTime(validTo))}
      </Text>
      <Text size="sm" c="dimmed">
        {access.grantedBy(personName(changedBy, people[changedBy], text))}
        {endedBy === undefined
          ? null
          : ` · ${access.endedBy(personName(endedBy, people[endedBy], text))}`}
      </Text>
    </Timeline.Item>
  );
}
