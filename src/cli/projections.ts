/** `muster projections`: where the read models stand, and what to do when one of them has stopped. */
import { type Command, InvalidArgumentError } from "commander";
import { userInfo } from "node:os";
import type { Position } from "../eventstore/port.ts";
import { audit } from "../projections/audit/audit.ts";
import { changes } from "../projections/changes/changes.ts";
import { directory } from "../projections/directory/directory.ts";
import {
  type GroupOverview,
  listGroups,
  NotPossible,
  retry,
  skip,
  stoppedGroup,
} from "../projections/engine/operate.ts";
import { rebuild, type RebuildProgress } from "../projections/engine/rebuild.ts";
import { notifications } from "../projections/notifications/notifications.ts";
import { usage } from "../projections/usage/usage.ts";
import { RebuildFailed } from "../projections/engine/tables.ts";
import { StartupError } from "../platform/startup-error.ts";
import { outgoingInvitations } from "../projections/invitations/invitations.ts";
import type { Stores } from "../service/stores.ts";
import { showProgress } from "./progress.ts";

const rebuildable = new Map(
  [directory, audit, changes, usage, notifications, outgoingInvitations].map((projection) => [
    projection.name,
    projection,
  ]),
);

const steps = {
  fold: "folding events",
  index: "making indexes",
  switch: "switching",
} satisfies Record<RebuildProgress["step"], string>;

type WithStores = (work: (stores: Stores) => Promise<void>) => Promise<void>;

export function registerProjections(program: Command, withStores: WithStores): void {
  const projections = program
    .command("projections")
    .description("the read models: how far they are, and what to do when one has stopped");

  projections
    .command("status")
    .description("shows every projection with its position, lag and failure")
    .action(() =>
      withStores(async ({ pool, store }) => {
        const end = await store.lastPosition();
        for (const group of await listGroups(pool)) print(lines(group, end));
      }),
    );

  projections
    .command("retry")
    .description("lets a stopped projection try its event again")
    .argument("[name]", "the projection; may be left out where only one has stopped")
    .action((name?: string) =>
      withStores(({ pool }) =>
        orExplain(async () => {
          const chosen = name ?? (await stoppedGroup(pool));
          const { position } = await retry(pool, chosen);
          print([`${chosen} tries position ${position} again; see \`muster projections status\``]);
        }),
      ),
    );

  projections
    .command("skip")
    .description("leaves out the event at which a projection has stopped; recorded for ever")
    .argument("<position>", "the event's position, as `status` shows it", parsePosition)
    .requiredOption("--reason <text>", "why it may be left out")
    .option("--projection <name>", "the projection; may be left out where only one has stopped")
    .action((position: Position, options: { reason: string; projection?: string }) =>
      withStores(({ pool }) =>
        orExplain(async () => {
          const name = options.projection ?? (await stoppedGroup(pool));
          const by = userInfo().username;
          const { eventId, eventType } = await skip(pool, name, {
            position,
            by,
            reason: options.reason,
          });
          print([
            `${name} leaves out ${eventType} ${eventId} at position ${position}, as ${by} decided`,
          ]);
        }),
      ),
    );

  projections
    .command("rebuild")
    .description("makes a projection's tables anew while the old ones serve, and switches them")
    .argument("<name>", `one of: ${[...rebuildable.keys()].join(", ")}`)
    .action((name: string) =>
      withStores((stores) =>
        orExplain(async () => {
          const projection = rebuildable.get(name);
          if (projection === undefined) throw new NotPossible(`there is no projection ${name}`);
          const progress = showProgress(process.stdout);
          try {
            const { events, position } = await rebuild({
              ...stores,
              projection,
              onProgress: ({ step, position, target, events }) =>
                progress.show({
                  label: steps[step],
                  done: Number(position),
                  total: Number(target),
                  events,
                }),
            });
            progress.end();
            print([`${name} was made anew from ${events} events, up to position ${position}`]);
          } finally {
            progress.end();
          }
        }),
      ),
    );
}

function lines({ name, version, position, failure }: GroupOverview, end: Position): string[] {
  const lag = end > position ? end - position : 0n;
  const state = failure === undefined ? "running" : "STOPPED";
  const first = `${name}  version ${version}  position ${position}  lag ${lag}  ${state}`;
  if (failure === undefined) return [first];
  return [
    first,
    `  at position ${failure.position}: ${failure.eventType} ${failure.eventId}, since ${failure.failedAt}`,
    `  ${failure.error}`,
    `  then: muster projections retry ${name}`,
    `  or:   muster projections skip ${failure.position} --projection ${name} --reason "..."`,
  ];
}

function parsePosition(text: string): Position {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError("It must be a position.");
  return BigInt(text);
}

/** What an operator can do something about is one line, without a stack. */
async function orExplain(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isTheirs = error instanceof NotPossible || error instanceof RebuildFailed;
    throw isTheirs ? new StartupError(error.message) : error;
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
