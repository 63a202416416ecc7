/**
 * Counts the log entries that a person's changes make against the budget `entriesPerHour`. Each instance
 * takes a block from the database and uses it up in memory, so that few commands cost a write. What an
 * instance does not use of its block is lost until the next hour.
 */
import type { Limits } from "../../domain/budgets.ts";
import type pg from "pg";
import { startOf, takeBudget } from "./budget-uses.ts";
import { RejectedError } from "./rejected-error.ts";

/** @throws RejectedError `limit-reached` */
export type TakeEntries = (userId: string, amount: number, at: string) => Promise<void>;

const blocksPerBudget = 100;
/** Persons whose blocks are held; beyond, all are forgotten. Bounds memory. */
const maxHeld = 20_000;

export function createEntryAllowance(services: {
  readonly pool: pg.Pool;
  readonly limits: Limits;
}): TakeEntries {
  const held = new Map<string, Block>();
  const blockSize = Math.ceil(services.limits.entriesPerHour / blocksPerBudget);

  function blockOf(userId: string, start: string): Block {
    const known = held.get(userId);
    if (known?.start === start) return known;
    if (held.size >= maxHeld) held.clear();
    const block = { start, left: 0, filling: undefined };
    held.set(userId, block);
    return block;
  }

  /** Takes a whole block, or if there is none, what is missing. */
  async function fill(block: Block, userId: string, amount: number, at: string): Promise<void> {
    const use = { budget: "entriesPerHour", holder: userId, period: "hour" } as const;
    for (const size of [Math.max(blockSize, amount), amount - block.left]) {
      try {
        await takeBudget({ services, at }, { ...use, amount: size });
        block.left += size;
        return;
      } catch (error) {
        if (!(error instanceof RejectedError) || size === amount - block.left) throw error;
      }
    }
  }

  return async (userId, amount, at) => {
    const block = blockOf(userId, startOf("hour", at));
    while (block.left < amount) {
      // One at a time: the others use what it leaves.
      if (block.filling === undefined) {
        block.filling = fill(block, userId, amount, at).finally(() => (block.filling = undefined));
        await block.filling;
      } else {
        await block.filling.catch(() => undefined);
      }
    }
    block.left -= amount;
  };
}

interface Block {
  /** The start of its hour. */
  readonly start: string;
  left: number;
  filling: Promise<void> | undefined;
}
