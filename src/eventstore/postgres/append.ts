/** Appends to one stream: through the writer, and what to say when it refuses. */
import type { Pool } from "pg";
import { EventStoreUnavailable, WrongExpectedRevision } from "../errors.ts";
import { checkAppend } from "../limits.ts";
import type { Appended, ExpectedRevision, NewRecord } from "../port.ts";
import { findRepeated, lastRevisionOf } from "./reads.ts";
import type { Writer } from "./writer.ts";

/** How often a writer that expects any revision may be overtaken by another. */
const mostTries = 100;

export async function appendTo(
  pool: Pool,
  writer: Writer,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  for (let tries = 0; tries < mostTries; tries++) {
    // An exact revision makes each try safe to repeat, also for the writer that expects any.
    const exact = expected === "any" ? await lastRevisionOf(pool, stream) : expected;
    const bytes = checkAppend(stream, exact, records);
    const append = { stream, expected: exact, records, bytes };
    const appended = (await writer.append(append)) ?? (await findRepeated(pool, append));
    if (appended !== undefined) return appended;
    if (expected !== "any") throw new WrongExpectedRevision(stream, expected);
  }
  throw new EventStoreUnavailable(`stream ${stream} is written by too many at once; try again`);
}
