/** How long after an append the directory shows it, at 500 appends a second (lag.ts). */
import { percentile } from "../figures.ts";
import type { Entry } from "../contest.ts";
import { appendsPerSecond, measureLag } from "../lag.ts";
import type { Prepare } from "../systems.ts";

export const visible: Prepare = async ({ rig }) => {
  const entry = (name: string, where: "folding" | "other"): Entry => ({
    case: `${appendsPerSecond}/s, on ${name}`,
    unit: "ms, p99",
    system: "Muster",
    async measure(time) {
      const lags = await measureLag(rig.server, time, where);
      return { value: percentile(lags, 0.99), p50: percentile(lags, 0.5) };
    },
  });
  return {
    entries: [
      entry("the instance that folds", "folding"),
      entry("an instance that only hears of it", "other"),
    ],
  };
};
