/** `muster replay --at` takes a time that means the same everywhere. */
import { expect, test } from "vitest";
import { replay } from "../../src/cli/replay.ts";
import type { Stores } from "../../src/service/stores.ts";

test.each(["2026-02-30", "1", "2026-03-01 12:00", "2026-03-01T12:00:00", "March 2026"])(
  "%s is refused before anything is read",
  async (at) => {
    const organization = crypto.randomUUID();
    await expect(replay({} as Stores, { organization, at })).rejects.toThrow(/^--at must be/);
  },
);
