/** Everything about one entry: its ids, what changed, its data, and on demand the proof that it is in the log. */
import { Anchor, Button, Code, Drawer, Stack, Table, Text, Title } from "@mantine/core";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "../app/api.ts";
import { useOrganization } from "../app/session.ts";
import { nameOfValue } from "../kit/name-of-value.ts";
import { ProblemAlert } from "../kit/problem.tsx";
import { useReturnFocus } from "../kit/return-focus.ts";
import { type AuditEvent, changesOf, type Naming, sentenceOf } from "./sentences.ts";

interface Props {
  readonly event: AuditEvent;
  readonly naming: Naming;
  readonly onClose: () => void;
  readonly onCorrelation: (correlationId: string) => void;
}

export default function EventDetails({ event, naming, onClose, onCorrelation }: Props) {
  useReturnFocus();
  const { text } = naming;
  const { details, timeline } = text.audit;
  const changes = changesOf(event, text);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={details.title}
      closeButtonProps={{ "aria-label": text.common.close }}
    >
      <Stack>
        <Text fw={600}>{sentenceOf(event, naming)}</Text>
        <Facts
          label={details.title}
          facts={[
            [details.position, event.position],
            [details.type, event.type],
            [details.exactTime, event.occurredAt],
            [details.via, nameOfValue(event.actor.via, details.viaName)],
            [
              details.role,
              event.actor.role && nameOfValue(event.actor.role, text.common.organizationRole),
            ],
            [details.eventId, event.eventId],
            [details.stream, event.stream],
            [
              timeline.correlationId,
              <>
                {event.correlationId}
                <br />
                <Anchor
                  component="button"
                  size="sm"
                  onClick={() => onCorrelation(event.correlationId)}
                >
                  {details.sameCorrelation}
                </Anchor>
              </>,
            ],
          ]}
        />
        {changes.length === 0 ? null : (
          <>
            <Title order={3} size="h5">
              {details.changes}
            </Title>
            <Table aria-label={details.changes} layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{details.field}</Table.Th>
                  <Table.Th scope="col">{details.before}</Table.Th>
                  <Table.Th scope="col">{details.after}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody style={{ overflowWrap: "anywhere" }}>
                {changes.map(({ field, before, after }) => (
                  <Table.Tr key={field}>
                    <Table.Td>{field}</Table.Td>
                    <Table.Td>{before}</Table.Td>
                    <Table.Td>{after}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
        <Title order={3} size="h5">
          {details.data}
        </Title>
        <Code block tabIndex={0} aria-label={details.data} role="region">
          {JSON.stringify(event.data, null, 2)}
        </Code>
        <Proof position={event.position} naming={naming} />
      </Stack>
    </Drawer>
  );
}

/** RFC 6962: the hashes with which anybody computes the root from the entry. */
function Proof({ position, naming }: { readonly position: number; readonly naming: Naming }) {
  const { details } = naming.text.audit;
  const { organizationId } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const path = "/v1/organizations/{organizationId}/proofs/inclusion";
  const params = { path: { organizationId }, query: { position } };
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: [path, params],
    enabled: isAsked,
    queryFn: ({ signal }) => unwrap(api.GET(path, { params, signal })),
  });
  return (
    <>
      <Title order={3} size="h5">
        {details.proof}
      </Title>
      <ProblemAlert error={error} onRetry={refetch} />
      {data === undefined ? (
        <Button
          variant="default"
          loading={isLoading}
          onClick={() => setAsked(true)}
          style={{ alignSelf: "flex-start" }}
        >
          {details.showProof}
        </Button>
      ) : (
        <Facts
          label={details.proof}
          facts={[
            [details.leaf, <Code key="leaf">{data.leafHash}</Code>],
            [details.size, data.size],
            [details.root, <Code key="root">{data.root}</Code>],
            [details.path, data.hashes.map((hash) => <Code key={hash}>{hash} </Code>)],
          ]}
        />
      )}
    </>
  );
}

function Facts({
  label,
  facts,
}: {
  readonly label: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}) {
  return (
    <Table aria-label={label} layout="fixed">
      <Table.Tbody style={{ overflowWrap: "anywhere" }}>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="35%">
                {name}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}
