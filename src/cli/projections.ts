/** `muster projections`: shows the read models, and retries, skips or rebuilds. */
import { userInfo } from "node:os";
import { UnknownEvent } from "../eventstore/errors.ts";
import type { EventStore, Position } from "../eventstore/port.ts";
import {
  type GroupOverview,
  listGroups,
  NotPossible,
  retry,
  skip,
  stoppedGroup,
} from "../projections/engine/operate.ts";
import { rebuild, type RebuildProgress } from "../projections/engine/rebuild.ts";
import { findDisagreement } from "../projections/engine/same-store.ts";
import { RebuildFailed } from "../projections/engine/tables.ts";
import { StartupError } from "../platform/startup-error.ts";
import { projections } from "../service/features.ts";
import type { Stores } from "../service/stores.ts";
import { showProgress } from "./progress.ts";

const steps = {
  fold: "folding events",
  index: "making indexes",
  switch: "switching tables",
} satisfies Record<RebuildProgress["step"], string>;

export async function showStatus({ pool, store }: Stores): Promise<void> {
  const end = await store.lastPosition();
  for (const group of await listGroups(pool)) print(lines(group, end, store.positionUnit));
  const disagreement = await findDisagreement(pool, store);
  if (disagreement !== undefined) throw new StartupError(disagreement);
}

export async function retryStopped({ pool }: Stores, name: string | undefined): Promise<void> {
  await explainErrors(async () => {
    const chosen = name ?? (await stoppedGroup(pool));
    const { position } = await retry(pool, chosen);
    print([`${chosen} tries position ${position} again; see \`muster projections status\``]);
  });
}

export async function skipStopped(
  { pool }: Stores,
  position: Position,
  { reason, projection }: { readonly reason: string; readonly projection?: string },
): Promise<void> {
  await explainErrors(async () => {
    const name = projection ?? (await stoppedGroup(pool));
    const by = userInfo().username;
    const { eventId, eventType } = await skip(pool, name, { position, by, reason });
    print([`${name} skips ${eventType} ${eventId} at position ${position}, decided by ${by}`]);
  });
}

export async function rebuildTables(
  stores: Stores,
  name: string,
  { replaceNewer }: { readonly replaceNewer?: boolean },
): Promise<void> {
  const projection = projections.find((each) => each.name === name);
  if (projection === undefined) {
    const names = projections.map((each) => each.name).join(", ");
    throw new StartupError(`there is no projection ${name}: choose one of ${names}`);
  }
  const progress = showProgress(process.stdout, "events");
  await explainErrors(async () => {
    const { events, position } = await rebuild({
      ...stores,
      projection,
      replacesNewer: replaceNewer,
      onProgress: ({ step, position, target, events }) =>
        progress.show({
          label: steps[step],
          done: Number(position),
          total: Number(target),
          processed: events,
        }),
    });
    progress.end();
    print([`${name} was rebuilt from ${events} events, up to position ${position}`]);
  }).finally(progress.end);
}

function lines(
  { name, version, position, failure }: GroupOverview,
  end: Position,
  unit: EventStore["positionUnit"],
): string[] {
  const lag = end > position ? end - position : 0n;
  const state = failure === undefined ? "running" : "STOPPED";
  const first = `${name}  version ${version}  position ${position}  lag ${lag} ${unit}  ${state}`;
  if (failure === undefined) return [first];
  return [
    first,
    `  stopped at position ${failure.position} (${failure.eventType} ${failure.eventId}) at ${failure.failedAt}:`,
    `  ${failure.error}`,
    `  after fixing the cause: muster projections retry ${name}`,
    `  or, to skip this event: muster projections skip ${failure.position} --projection ${name} --reason "..."`,
  ];
}

/** An error that the operator can act on is printed as one line, without a stack. */
async function explainErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isExpected =
      error instanceof NotPossible ||
      error instanceof RebuildFailed ||
      error instanceof UnknownEvent;
    throw isExpected ? new StartupError(error.message) : error;
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
