/** The projection `changes`: thin rows without content, delivered live to front ends. */
import { systemId } from "../../domain/primitives.ts";
import { type ChangeType, isShown } from "../../domain/shown-changes.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Position } from "../../eventstore/port.ts";
import { categoryOf, idIn } from "../../domain/streams.ts";
import { insertRows } from "../engine/insert-rows.ts";
import type { PersonName } from "../engine/people-names.ts";
import type { Projection } from "../engine/projection.ts";
import { insertTableOf, type RowOf } from "../engine/read-model.ts";

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
    const changed = batch.map(changeIn).filter((change) => change !== undefined);
    await insertRows(client, table, changed.map(rowOf));
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

export type StoredChange = RowOf<"changes", { type: ChangeType }>;
const table = insertTableOf<StoredChange>("changes");

function rowOf(change: ChangeRow): StoredChange {
  const { organizationId, position, type, userId, solutionId, actor, occurredAt } = change;
  return {
    organization_id: organizationId,
    position,
    type,
    user_id: userId ?? null,
    solution_id: solutionId ?? null,
    occurred_at: occurredAt,
    actor_id: actor?.userId ?? null,
  };
}
