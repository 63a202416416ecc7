/** The projection `changes`: thin rows without content, delivered live to front ends. */
import type pg from "pg";
import { systemId } from "../../domain/primitives.ts";
import { type ChangeType, isShown } from "../../domain/shown-changes.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Position } from "../../eventstore/port.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import type { PersonName } from "../engine/people-names.ts";
import type { Projection } from "../engine/projection.ts";

/** One change. It has no content: front ends read the resource again, under the user's rights. */
export interface ChangeRow {
  readonly organizationId: string;
  readonly position: Position;
  readonly type: ChangeType;
  /** The user whom the change is about. */
  readonly userId: string | undefined;
  readonly solutionId: string | undefined;
  /** Who made it; undefined for changes from before this was kept. */
  readonly actor: ({ readonly userId: string } & PersonName) | undefined;
  /** RFC 3339. */
  readonly occurredAt: string;
}

/** Stands for all organizations of a person, in changes of the person's own data. */
export const everyOrganization = systemId;

export const changes: Projection = {
  name: "changes",
  version: 2,
  tables: ["changes"],

  async apply(batch, client) {
    await insert(
      batch.map(changeIn).filter((change) => change !== undefined),
      client,
    );
  },
};

/** The change that is delivered for an event; undefined if none is. */
export function changeIn(event: RecordedEvent): ChangeRow | undefined {
  if (!isShown(event.type)) return undefined;
  const { position, type, stream, data, metadata } = event;
  const { organizationId = everyOrganization, subjectId, occurredAt } = metadata;
  const actor = { userId: metadata.actor.userId };
  const inData = "solutionId" in data ? data.solutionId : undefined;
  const solutionId = categoryOf(stream) === "solution" ? idIn(stream) : inData;
  return { organizationId, position, type, userId: subjectId, solutionId, actor, occurredAt };
}

async function insert(rows: readonly ChangeRow[], client: pg.ClientBase): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: "insert changes",
    text: `insert into changes (organization_id, position, type, user_id, solution_id, occurred_at,
                                actor_id)
           select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[],
                                $6::timestamptz[], $7::uuid[])`,
    values: [
      rows.map(({ organizationId }) => organizationId),
      rows.map(({ position }) => position),
      rows.map(({ type }) => type),
      rows.map(({ userId }) => userId ?? null),
      rows.map(({ solutionId }) => solutionId ?? null),
      rows.map(({ occurredAt }) => occurredAt),
      rows.map(({ actor }) => actor?.userId ?? null),
    ],
  });
}
