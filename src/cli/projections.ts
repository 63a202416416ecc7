/** `muster projections`: shows the read models, and retries, skips or rebuilds. */
import { userInfo } from "node:os";
import { UnknownEvent } from "../eventstore/errors.ts";
import type { EventStore, Position } from "../eventstore/port.ts";
import {
  failedGroup,
  type GroupOverview,
  listGroups,
  NotPossible,
  retry,
  skip,
} from "../projections/engine/operate.ts";
import type { ProjectionFailure } from "../projections/engine/checkpoint.ts";
import type { SetAside } from "../projections/engine/set-aside.ts";
import type { RebuildProgress } from "../projections/engine/rebuild.ts";
import { rebuildAll } from "../projections/engine/rebuild-all.ts";
import { findDisagreement } from "../projections/engine/same-store.ts";
import { RebuildFailed } from "../projections/engine/switch-tables.ts";
import { StartupError } from "../platform/startup-error.ts";
import { projections } from "../service/features.ts";
import type { Stores } from "../service/stores.ts";
import { showProgress } from "../platform/progress.ts";

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

export async function retryFailed(stores: Stores, name: string | undefined): Promise<void> {
  await explainErrors(async () => {
    const chosen = (await nameInUse(stores, name)) ?? (await failedGroup(stores.pool));
    const stopped = await retry(stores.pool, chosen);
    if (stopped === undefined) return rebuildTables(stores, chosen, {});
    const { position } = stopped;
    print([`${chosen} tries position ${position} again; see \`muster projections status\``]);
  });
}

export async function skipFailed(
  stores: Stores,
  position: Position,
  { reason, projection }: { readonly reason: string; readonly projection?: string },
): Promise<void> {
  await explainErrors(async () => {
    const { pool } = stores;
    const name = (await nameInUse(stores, projection)) ?? (await failedGroup(pool));
    const by = userInfo().username;
    const { eventId, eventType, isSetAside } = await skip(pool, name, { position, by, reason });
    print([`${name} skips ${eventType} ${eventId} at position ${position}, decided by ${by}`]);
    if (isSetAside) await rebuildTables(stores, name, {});
  });
}

/** @param name all of them, if it is left out */
export async function rebuildTables(
  stores: Stores,
  name: string | undefined,
  { replaceNewer }: { readonly replaceNewer?: boolean },
): Promise<void> {
  const chosen = projections.filter((each) => name === undefined || each.name === name);
  if (name !== undefined && chosen.length === 0) throw noSuch(name, namesHere);
  const progress = showProgress(process.stdout, "events");
  const reached = new Map<string, RebuildProgress>();
  const results = await rebuildAll(
    {
      ...stores,
      replacesNewer: replaceNewer,
      onSetAside: (_, key, { position, eventType, error }) =>
        print([
          `set aside ${key}: ${eventType} at position ${position} cannot be folded: ${error}`,
        ]),
      onProgress: (projection, made) => {
        reached.set(projection.name, made);
        const [slowest] = [...reached.values()].toSorted((one, other) => one.events - other.events);
        if (slowest === undefined) return;
        const { step, position, target, events } = slowest;
        progress.show({
          label: steps[step],
          done: Number(position),
          total: Number(target),
          processed: events,
        });
      },
    },
    chosen,
  ).finally(progress.end);
  const failures: unknown[] = [];
  for (const [index, result] of results.entries()) {
    const { name: rebuilt } = chosen[index] ?? {};
    if (result.status === "rejected") {
      failures.push(result.reason);
      print([`${rebuilt} was not rebuilt: ${(result.reason as Error).message}`]);
      continue;
    }
    const { events, position } = result.value;
    print([`${rebuilt} was rebuilt from ${events} events, up to position ${position}`]);
  }
  await explainErrors(async () => {
    if (failures.length > 0) throw failures[0];
  });
}

const namesHere: readonly string[] = projections.map((each) => each.name);

/**
 * The name, if there is such a projection here, or one of another version in the database.
 * @throws StartupError
 */
async function nameInUse({ pool }: Stores, name: string | undefined): Promise<string | undefined> {
  if (name === undefined || namesHere.includes(name)) return name;
  const others = (await listGroups(pool)).map((group) => group.name);
  if (others.includes(name)) return name;
  throw noSuch(name, [...new Set([...namesHere, ...others])]);
}

function noSuch(name: string, names: readonly string[]): StartupError {
  return new StartupError(`there is no projection ${name}: choose one of ${names.join(", ")}`);
}

function lines(
  { name, version, position, failure, setAside }: GroupOverview,
  end: Position,
  unit: EventStore["positionUnit"],
): string[] {
  const lag = end > position ? end - position : 0n;
  const state = failure === undefined ? "running" : "STOPPED";
  const first = `${name}  version ${version}  position ${position}  lag ${lag} ${unit}  ${state}`;
  return [first, ...setAsideLines(name, setAside), ...failureLines(name, failure)];
}

function setAsideLines(name: string, setAside: readonly SetAside[]): string[] {
  if (setAside.length === 0) return [];
  const events = Map.groupBy(setAside, ({ position }) => position);
  return [
    ...[...events].flatMap(([position, [event, ...more]]) =>
      event === undefined
        ? []
        : [
            `  set aside ${[event, ...more].map(({ key }) => key).join(", ")} at ${event.failedAt}, for ${event.eventType} ${event.eventId} at position ${position}:`,
            `  ${event.error}`,
          ],
    ),
    `  after fixing the cause: muster projections retry ${name}`,
    `  or, to skip an event: muster projections skip <position> --projection ${name} --reason "..."`,
  ];
}

function failureLines(name: string, failure: ProjectionFailure | undefined): string[] {
  if (failure === undefined) return [];
  return [
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
