/** The rows of a batch of invitations, and the outcomes that follow from the others or from the read model. */
import { normalizeEmail } from "../../domain/primitives.ts";
import type { Position } from "../../eventstore/port.ts";
import type { CommandContext } from "../kit/context.ts";
import { invalidAt, RejectedError, setAside } from "../kit/rejected-error.ts";
import { waitUntilVisible } from "../kit/wait-until-visible.ts";
import type { Invitee, Inviting } from "./invite-user.ts";
import { refusalFor } from "./seats.ts";

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

/** Refuses the rows whose invitation the directory holds back. */
export async function asShown(
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
export function withoutRepeats(rows: readonly Row[]): readonly Row[] {
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

/** Refuses the rows that exceed a limit of members, as a real run would. */
export function withinLimit(
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
