/** One PostgreSQL server for the run (global-setup), a database of its own for every test file. */
import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { isLong } from "./test/support/effort.ts";

/** With TEST_LONG: the files whose tests then try harder. */
function longFiles(): string[] {
  return globSync("test/**/*.test.ts").filter((file) =>
    readFileSync(file, "utf8").includes('support/effort.ts"'),
  );
}

export default defineConfig({
  test: {
    include: isLong ? longFiles() : ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Far more than any test needs, so that a slow or busy machine fails none.
    testTimeout: isLong ? 1_800_000 : 180_000,
    hookTimeout: 180_000,
    reporters: ["default", "./test/support/summary.ts"],
  },
});
