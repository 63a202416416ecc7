/**
 * InviteMany: invites many people, with one outcome per row. A refused row does not stop the others, and
 * repeating the same rows invites nobody twice.
 */
import { normalizeEmail } from "../../domain/primitives.ts";
import { requireAuthority, RightLost } from "../kit/authority.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import {
  type Invitee,
  inviteOne,
  type Inviting,
  prepareInviting,
  dryRunInvite,
} from "./invite-user.ts";
import { readAddressHolder } from "../users/register-person.ts";
import { furthest, waitUntilVisible } from "../kit/wait-until-visible.ts";
import { invalidAt, RejectedError, setAside } from "../kit/rejected-error.ts";
import type { Position } from "../../eventstore/port.ts";
import { refusalFor } from "./seats.ts";
import { inviteRules } from "./sending.ts";

/** A row's invitee, or the fault in the row. */
export interface Row {
  /** From 1. */
  readonly row: number;
  readonly email: string;
  readonly invitee: Invitee | RejectedError;
}

export interface RowOutcome {
  readonly row: number;
  readonly email: string;
  /** `STOPPED`: the caller lost the right to invite before it was this row's turn. */
  readonly outcome: "INVITED" | "ALREADY_MEMBER" | "INVALID" | "WOULD_INVITE" | "STOPPED";
  readonly userId?: string | undefined;
  readonly refused?: RejectedError | undefined;
  /** Of an invitation. */
  readonly position?: Position;
}

/** Rows processed at the same time: enough for the event store to group their appends. */
const rowsAtOnce = 32;

/**
 * Every append asks for the caller's right. Rows that append nothing tell who is a member, so the right
 * is also asked for once in so many rows. The organization's rules and counts are read as often.
 */
const rowsPerCheck = 50;

/** A batch stops well before a repeat may take over its idempotency key (idempotency.ts). */
const maximumMilliseconds = 40_000;

/** @throws RejectedError if the caller may not invite, or the organization has no invite template */
export async function inviteMany(
  context: CommandContext,
  {
    organizationId,
    rows,
    dryRun,
  }: {
    readonly organizationId: string;
    readonly rows: readonly Row[];
    readonly dryRun: boolean;
  },
): Promise<CommandResult & { readonly outcomes: readonly RowOutcome[] }> {
  const inviting = await prepareInviting(context, organizationId);
  if (inviting.rules.languages.length === 0) {
    throw new RejectedError(
      "invite-template-missing",
      "The organization has no invite template. Save one first.",
    );
  }
  const checked = withoutRepeats(rows);
  const check = createChecks(context, inviting);
  let stop: RightLost | undefined;
  const outcomes = await eachAtOnce(checked, async (each, index): Promise<RowOutcome> => {
    const { row, email } = each;
    try {
      if (stop === undefined) {
        const outcome = await inviteRow(context, await check.before(index), each, dryRun);
        check.note(outcome);
        return outcome;
      }
    } catch (error) {
      if (!(error instanceof RightLost)) throw error;
      stop = error;
    }
    return { row, email, outcome: "STOPPED", refused: stop };
  });
  // A dry run writes nothing, so its answer need not wait for the read models.
  if (dryRun) return { outcomes: withinLimit(context, inviting, outcomes), position: 0n };
  const position = await context.services.store.lastPosition();
  return { outcomes: await asShown(context, outcomes, position), position };
}

/** What is asked anew once in `rowsPerCheck` rows, by the first of them. */
function createChecks(context: CommandContext, inviting: Inviting) {
  const { organizationId, standing } = inviting;
  const { services } = context;
  const checked: Promise<Inviting>[] = [];
  let appended = 0n;
  let shown = Promise.resolve();

  /** The counts lack only the rows of this check and of the one before it. */
  async function begin(): Promise<Inviting> {
    await shown;
    shown = waitUntilVisible(services.directory, appended);
    // Awaited by the next check, if there is one.
    shown.catch(() => undefined);
    await requireAuthority(services, standing.authority);
    return { ...inviting, rules: await rulesAsBefore() };
  }

  /** The directory shows no rules any more if the organization is deleted or set aside meanwhile. */
  async function rulesAsBefore() {
    try {
      return await inviteRules(context, organizationId);
    } catch (error) {
      throw error instanceof RejectedError ? new RightLost(error.code, error.detail) : error;
    }
  }

  return {
    before: (index: number) => (checked[Math.floor(index / rowsPerCheck)] ??= begin()),
    note({ position = 0n }: RowOutcome): void {
      appended = furthest(appended, position);
    },
  };
}

/** Refuses the rows whose invitation the directory holds back. */
async function asShown(
  { services: { directory } }: CommandContext,
  outcomes: readonly RowOutcome[],
  end: Position,
): Promise<readonly RowOutcome[]> {
  await waitUntilVisible(directory, end);
  if (!directory.hasSetAside()) return outcomes;
  const shown: RowOutcome[] = [];
  for (const each of outcomes) {
    const { row, email, position } = each;
    const isHeldBack = position !== undefined && (await directory.isHeldBack(position));
    const refused = setAside("change");
    shown.push(isHeldBack ? { row, email, outcome: "INVALID", refused } : each);
  }
  return shown;
}

/** Refuses rows whose address is already in an earlier row. */
function withoutRepeats(rows: readonly Row[]): readonly Row[] {
  const first = new Map<string, number>();
  return rows.map((each) => {
    // A faulty row does not count as the first one with its address.
    if (each.invitee instanceof RejectedError) return each;
    const address = normalizeEmail(each.email);
    const earlier = first.get(address);
    if (earlier === undefined) {
      first.set(address, each.row);
      return each;
    }
    const detail = `is already in row ${earlier}`;
    return { ...each, invitee: invalidAt("/email", detail, `The address ${detail}.`) };
  });
}

async function inviteRow(
  context: CommandContext,
  inviting: Inviting,
  { row, email, invitee }: Row,
  dryRun: boolean,
): Promise<RowOutcome> {
  if (invitee instanceof RejectedError) return { row, email, outcome: "INVALID", refused: invitee };
  const own: CommandContext = { ...context, ids: context.ids.part(`row ${row}`) };
  try {
    if (dryRun) {
      await dryRunInvite(own, inviting, invitee);
      return { row, email, outcome: "WOULD_INVITE" };
    }
    const { userId, position } = await inviteOne(own, inviting, invitee);
    return { row, email, outcome: "INVITED", userId, position };
  } catch (error) {
    // These errors end the whole request: it can be repeated, or its caller lost the right.
    if (!(error instanceof RejectedError) || error.isTransient || error instanceof RightLost)
      throw error;
    if (error.code !== "already-a-member") {
      return { row, email, outcome: "INVALID", refused: error };
    }
    const { heldBy: userId } = (await readAddressHolder(context, email)).state;
    return { row, email, outcome: "ALREADY_MEMBER", userId };
  }
}

/** Refuses the rows that exceed a limit of members, as a real run would. */
function withinLimit(
  context: CommandContext,
  { rules }: Inviting,
  outcomes: readonly RowOutcome[],
): readonly RowOutcome[] {
  const { memberLimit } = rules.settings;
  let { members, pending } = rules.seats;
  return outcomes.map(({ row, email, outcome, ...rest }) => {
    if (outcome !== "WOULD_INVITE") return { row, email, outcome, ...rest };
    const refused = refusalFor({ members, pending }, memberLimit, context.services.limits);
    if (refused !== undefined) return { row, email, outcome: "INVALID", refused };
    members += 1;
    pending += 1;
    return { row, email, outcome };
  });
}

/** Results in the order of the items. After a failure no more items start; the running ones finish. */
async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const end = performance.now() + maximumMilliseconds;
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) return;
      if (performance.now() > end) {
        const detail = "The batch takes too long. Send it again to continue.";
        failures.push(new RejectedError("unavailable", detail));
        return;
      }
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: rowsAtOnce }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
