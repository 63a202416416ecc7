/**
 * Personal data that is not the audit's: what people wrote to each other. That a notification was sent, to
 * whom and when, stands in the log; what it said is its sender's and its recipients' (domain.md,
 * "notifications: view own").
 */
import type { Codec, Disclosed, ParsedRecord } from "../eventstore/codec.ts";

const undisclosed: ReadonlySet<string> = new Set(["NotificationRequested"]);

export function isDisclosed(type: string): boolean {
  return !undisclosed.has(type);
}

/** The personal data of each entry with what proves it, as far as it is the audit's. */
export async function disclose(
  codec: Codec,
  records: readonly ParsedRecord[],
): Promise<(Disclosed | undefined)[]> {
  const disclosed = await codec.disclose(records);
  return records.map(({ record }, index) =>
    isDisclosed(record.type) ? disclosed[index] : undefined,
  );
}
