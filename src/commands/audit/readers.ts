/**
 * Who reads an organization's log. Reading is on record: one entry per reader, kind and hour, whatever the
 * number of requests and instances (docs/decisions/0022-the-feed.md).
 */
import type { ExportCommand } from "../../domain/export/decider.ts";
import type { ExportFormat, ReadingKind } from "../../domain/export/events.ts";
import { requireAuthority } from "../kit/authority.ts";
import type { Standing } from "../kit/authorize.ts";
import { startOf } from "../kit/budget-uses.ts";
import { change } from "../kit/change.ts";
import type { CommandContext } from "../kit/context.ts";
import { idsFromKey } from "../kit/ids.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { exportTarget } from "../kit/stream-targets.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";
import type { Connection } from "../sign-in/connections.ts";
import { openShown } from "./audit.ts";

/**
 * @param reading without an organization it is about the caller
 * @throws RejectedError unless the caller may read now
 */
export async function requireReader(
  services: Authentication,
  { caller, organizationId }: Pick<Connection, "caller"> & { organizationId?: string | undefined },
): Promise<void> {
  if (organizationId !== undefined) {
    const { authority } = await openShown({ services, caller }, organizationId);
    await requireAuthority(services, authority);
  }
  const living = await livingCredentials(services, [caller]);
  if (living.has(caller)) return;
  throw new RejectedError("unauthenticated", "The credential has ended. Sign in again.");
}

/** What is read, and what is recorded if nobody has recorded it in this hour. */
interface Reading {
  readonly organizationId: string;
  readonly kind: ReadingKind | ExportFormat;
  readonly command: () => ExportCommand | Promise<ExportCommand>;
}

/**
 * Records the reading before any of it is sent, and after everything that may refuse it. The ids follow from the
 * reader, the kind and the hour, so that the event store refuses a second entry.
 * @throws RejectedError what `change` throws: what cannot be recorded is not read
 */
export async function recordReading(
  context: CommandContext,
  { organizationId, kind, command }: Reading,
  { actor, authority }: Standing,
): Promise<void> {
  const { services, caller, at } = context;
  const hour = startOf("hour", at);
  const key = `${organizationId} ${caller.userId} ${kind}`;
  if (services.readings.has(hour, key)) return;
  const ids = idsFromKey(`reading ${key}`, new Date(hour));
  await change({ ...context, ids }, exportTarget(organizationId, ids.next()), {
    command: async () => command(),
    actor,
    authority,
  });
  services.readings.add(hour, key);
}

/**
 * The same for a reading that is no export. While instances run that do not know the event, nothing is
 * recorded, as by them.
 */
export async function recordRead(
  context: CommandContext,
  { organizationId, kind }: { readonly organizationId: string; readonly kind: ReadingKind },
  standing: Standing,
): Promise<void> {
  if (!(await context.services.instances.mayWrite(["EventLogRead"]))) return;
  const command = () => ({ type: "RecordReading", kind }) as const;
  await recordReading(context, { organizationId, kind, command }, standing);
}
