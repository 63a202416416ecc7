/**
 * InviteMany: invites many people, with one outcome per row. A refused row does not stop the others, and
 * repeating the same rows invites nobody twice.
 */
import { requireAuthority, RightLost } from "../kit/authority.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { eachAtOnce } from "../kit/each-at-once.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { furthest, waitUntilVisible } from "../kit/wait-until-visible.ts";
import { readAddressHolder } from "../users/register-person.ts";
import { asShown, type Row, type RowOutcome, withinLimit, withoutRepeats } from "./batch-rows.ts";
import { dryRunInvite, inviteOne, type Inviting, prepareInviting } from "./invite-user.ts";
import { inviteRules } from "./sending.ts";

const bounds = {
  /** Enough for the event store to group their appends. */
  atOnce: 32,
  /** A batch stops well before a repeat may take over its idempotency key (idempotency.ts). */
  milliseconds: 40_000,
};

/**
 * Every append asks for the caller's right. Rows that append nothing tell who is a member, so the right
 * is also asked for once in so many rows. The organization's rules and counts are read as often.
 */
const rowsPerCheck = 50;

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
  const outcomes = await eachAtOnce(checked, bounds, async (each, index): Promise<RowOutcome> => {
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
