/** The projection `changes`: what is delivered live to front ends, as thin rows without any content. */
import type pg from "pg";
import { systemId } from "../../domain/primitives.ts";
import { type ChangeType, isShown } from "../../domain/shown-changes.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Position } from "../../eventstore/port.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import type { Projection } from "../engine/projection.ts";

/** One change, to be read again by those who may. */
export interface ChangeRow {
  readonly organizationId: string;
  readonly position: Position;
  readonly type: ChangeType;
  /** The member whom it is about. */
  readonly userId: string | undefined;
  readonly solutionId: string | undefined;
  /** RFC 3339. */
  readonly occurredAt: string;
}

/** The organization of a person's own changes: all that they are a member of. */
export const everyOrganization = systemId;

export const changes: Projection = {
  name: "changes",
  version: 1,
  tables: ["changes"],

  async apply(batch, client) {
    await insert(
      batch.map(changeIn).filter((change) => change !== undefined),
      client,
    );
  },
};

/** What is delivered of an event; undefined where it is delivered to nobody. */
export function changeIn(event: RecordedEvent): ChangeRow | undefined {
  if (!isShown(event.type)) return undefined;
  const { position, type, stream, data, metadata } = event;
  const { organizationId = everyOrganization, subjectId, occurredAt } = metadata;
  const named = "solutionId" in data ? data.solutionId : undefined;
  const solutionId = categoryOf(stream) === "solution" ? idIn(stream) : named;
  return { organizationId, position, type, userId: subjectId, solutionId, occurredAt };
}

async function insert(rows: readonly ChangeRow[], client: pg.ClientBase): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: "insert changes",
    text: `insert into changes (organization_id, position, type, user_id, solution_id, occurred_at)
           select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[],
                                $6::timestamptz[])`,
    values: [
      rows.map(({ organizationId }) => organizationId),
      rows.map(({ position }) => position),
      rows.map(({ type }) => type),
      rows.map(({ userId }) => userId ?? null),
      rows.map(({ solutionId }) => solutionId ?? null),
      rows.map(({ occurredAt }) => occurredAt),
    ],
  });
}
