/** What a process has written, until a subscription has taken it. Only records without a gap are taken. */
import { limits, type Position, type StoredRecord } from "../port.ts";

export function createOffered() {
  let records: StoredRecord[] = [];

  return {
    /** Adds records by position. Too many that nobody takes are dropped: then they are read. */
    add(written: readonly StoredRecord[]): void {
      if (records.length > limits.batchEvents) records = [];
      records.push(...written);
    },

    /** The records that follow the position without a gap; the other ones before them are dropped. */
    after(position: Position): readonly StoredRecord[] {
      const start = records.findIndex((record) => record.position > position);
      if (start === -1) records = [];
      if (start === -1 || records[start]?.position !== position + 1n) return [];
      let end = start + 1;
      while (records[end]?.position === (records[end - 1]?.position ?? 0n) + 1n) end += 1;
      const taken = records.slice(start, Math.min(end, start + limits.batchEvents));
      records = records.slice(start + taken.length);
      return taken;
    },
  };
}
