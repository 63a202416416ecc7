/** Appends to one stream through the writer, and tells a repeated append from a conflict. */
import type { Pool } from "pg";
import { EventStoreUnavailable, WrongExpectedRevision } from "../errors.ts";
import { checkAppend } from "../limits.ts";
import type { Appended, ExpectedRevision, NewRecord } from "../port.ts";
import { findRepeated, lastRevisionOf } from "./reads.ts";
import type { Writer } from "./writer.ts";

/** How often an append that expects any revision may be overtaken by another. */
const maxTries = 100;

export async function appendTo(
  pool: Pool,
  writer: Writer,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  for (let tries = 0; tries < maxTries; tries++) {
    // An exact revision makes each try safe to repeat, even if the writer expects any revision.
    const exact = expected === "any" ? await lastRevisionOf(pool, stream) : expected;
    const bytes = checkAppend(stream, exact, records);
    const append = { stream, expected: exact, records, bytes };
    const appended = (await writer.append(append)) ?? (await findRepeated(pool, append));
    if (appended !== undefined) return appended;
    if (expected !== "any") throw new WrongExpectedRevision(stream, expected);
  }
  throw new EventStoreUnavailable(`too many writers append to stream ${stream} at once; try again`);
}
