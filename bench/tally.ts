/** Compares what a system has answered with what is in its database afterwards. */
import type { Load } from "./load.ts";

export interface Tally {
  add(load: Pick<Load, "answered" | "abandoned">): void;
  /** @throws Error if the work is not there */
  verify(): Promise<string>;
}

/** @param count the work in the database so far; undefined if nothing is written */
export async function tallyOf(system: string, count?: () => Promise<number>): Promise<Tally> {
  const before = await count?.();
  let [answered, abandoned] = [0, 0];
  return {
    add(load) {
      answered += load.answered;
      abandoned += load.abandoned;
    },
    async verify() {
      if (before === undefined) return `${system}: ${answered} requests answered with 2xx`;
      const found = ((await count?.()) ?? 0) - before;
      const text = `${system}: ${found} found in the database for ${answered} answered`;
      // A request that nobody waited for may be done or not; if not, the next one may find nothing to change.
      if (found < answered - abandoned || found > answered + abandoned) {
        throw new Error(`${text}: not what was asked for`);
      }
      return text;
    },
  };
}
