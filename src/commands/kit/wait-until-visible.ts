/** Read your own writes: a command answers after reads show its change. */
import type { Position } from "../../eventstore/port.ts";
import type { CommandContext, CommandResult, Visibility } from "./context.ts";
import { RejectedError, setAside } from "./rejected-error.ts";

const commandMilliseconds = 10_000;
/** How long a read waits until its read model has caught up. */
export const readMilliseconds = 5_000;

/**
 * Runs a command and waits until reads show its change. Routes, the first run and the command line use
 * this for every command; commands themselves do not wait for their own result.
 */
export async function execute<Input extends readonly unknown[], Result extends CommandResult>(
  context: CommandContext,
  command: (context: CommandContext, ...input: Input) => Promise<Result>,
  ...input: Input
): Promise<Result> {
  const result = await command(context, ...input);
  const { position, shownIn } = result;
  await waitUntilShown(context.services.directory, position);
  if (shownIn !== undefined) await waitUntilShown(context.services.readModel(shownIn), position);
  return result;
}

/**
 * Waits until reads show the caller's own change.
 * @throws RejectedError `not-yet-visible`; `set-aside` if its event is held back
 */
export async function waitUntilShown(readModel: Visibility, position: Position): Promise<void> {
  await waitUntilVisible(readModel, position);
  if (await readModel.isHeldBack(position)) throw setAside("change");
}

/**
 * Waits until the read model has folded or held back everything up to the position, on every instance that reads the same database.
 * @throws RejectedError `not-yet-visible`
 */
export async function waitUntilVisible(
  readModel: Visibility,
  position: Position,
  detail = `The change is recorded at position ${position}, but reads do not show it yet.`,
  milliseconds = commandMilliseconds,
): Promise<void> {
  if (await readModel.waitFor(position, milliseconds)) return;
  throw new RejectedError("not-yet-visible", detail);
}

/** The highest of the positions. */
export function furthest(...positions: readonly bigint[]): bigint {
  return positions.reduce((a, b) => (a > b ? a : b), 0n);
}
