/**
 * Folds batches with the rows of earlier batches still in memory, and writes each in one round trip: begin,
 * move the checkpoint, write, commit, without waiting in between. What does not fit this is left to `apply`.
 */
import type { ClientBase } from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Position } from "../../eventstore/port.ts";
import type { Place } from "./checkpoint.ts";
import { createFreshRows, type FreshRows } from "./fresh-rows.ts";
import type { KeptRows, Projection } from "./projection.ts";

export type KeptFold = ReturnType<typeof createKeptFold>;

/**
 * For as long as this instance leads, on one session.
 * @param fresh gets the rows with which commands answer
 */
export function createKeptFold(
  { name, version, keep }: Projection,
  client: ClientBase,
  fresh: FreshRows = createFreshRows(),
) {
  /** Undefined until a batch has been folded by it, and after any failure: a draft is never used again. */
  let rows: KeptRows | undefined;
  /** The transaction that moved the checkpoint when the rows were valid. */
  let mover: string | undefined;
  let isAnythingSetAside = false;

  function forget(): void {
    rows = undefined;
    mover = undefined;
    fresh.clear();
  }

  /**
   * Loads what is missing outside of the transaction: nobody changes the tables without writing the
   * checkpoint's row, and then the checkpoint does not move.
   */
  async function foldInMemory(batch: readonly RecordedEvent[]): Promise<boolean> {
    if (keep === undefined || isAnythingSetAside) return false;
    mover ??= await readMover();
    rows ??= keep();
    return rows.fold(batch, client);
  }

  async function readMover(): Promise<string | undefined> {
    const { rows: found } = await client.query<{ mover: string }>(
      "select xmin::text as mover from projection_checkpoints where name = $1",
      [name],
    );
    return found[0]?.mover;
  }

  async function write(from: Position, { position, eventId }: Place): Promise<void> {
    // Before anything is sent: what throws in between would leave its rows out, and the rest would commit.
    const send = rows?.prepare();
    const [, moved, , ended] = await Promise.all([
      client.query("begin"),
      client.query<{ mover: string }>({
        name: "move checkpoint or raise",
        text: "select move_checkpoint($1, $2, $3, $4, $5, $6)::text as mover",
        values: [name, version, mover, from, position, eventId],
      }),
      send?.(client),
      client.query("commit"),
    ]);
    if (ended.command !== "COMMIT") throw new Error("the database rolled the batch back");
    mover = moved.rows[0]?.mover;
  }

  return {
    /** While anything is set aside, only `apply` can fold. */
    setAside(isAnything: boolean): void {
      isAnythingSetAside = isAnything;
    },

    /**
     * Folds and commits a batch. False if nothing was written: then `apply` folds it, or finds out what is
     * wrong.
     */
    async fold(from: Position, to: Place, batch: readonly RecordedEvent[]): Promise<boolean> {
      try {
        if (await foldInMemory(batch)) {
          await write(from, to);
          fresh.add(to.position, rows?.committed(batch) ?? []);
          return true;
        }
      } catch {
        // After whatever was still on its way.
        await client.query("rollback").catch(() => undefined);
      }
      forget();
      return false;
    },
  };
}
