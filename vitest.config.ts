/** One PostgreSQL server for the run (global-setup), a database of its own for every test file. */
import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { isLong } from "./test/support/effort.ts";

/** Tests without a short form. `npm test` plays the demo's first months in test/process/audit-demo.test.ts. */
const onlyLong = "test/**/*.long.test.ts";

/** The files whose tests try harder with TEST_LONG. */
function longFiles(): string[] {
  const files = globSync("test/**/*.test.ts");
  return files.filter((file) => readFileSync(file, "utf8").includes('support/effort.ts"'));
}

export default defineConfig({
  test: {
    include: isLong ? [...longFiles(), onlyLong] : ["test/**/*.test.ts"],
    exclude: isLong ? [] : [onlyLong],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Far more than any test needs, so that a slow or busy machine fails none.
    testTimeout: isLong ? 1_800_000 : 180_000,
    hookTimeout: 180_000,
    reporters: ["default", "./test/support/summary.ts"],
  },
});
