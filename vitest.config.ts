/** One PostgreSQL server for the run (global-setup), a database of its own for every test file. */
import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { isLong } from "./test/support/effort.ts";

/** Tests without a short form. `npm test` plays the demo's first months in test/process/audit-demo.test.ts. */
const onlyLong = "test/**/*.long.test.ts";

/** Stories in a browser: `npm test` plays one, `npm run test:browser` sets TEST_BROWSER and plays all. */
const isBrowser = process.env["TEST_BROWSER"] === "1";
const stories = "test/browser/**/*.test.ts";
const shortStory = "test/browser/invitation.test.ts";

/** The files whose tests try harder with TEST_LONG. */
function longFiles(): string[] {
  const files = globSync("test/**/*.test.ts");
  return files.filter((file) => readFileSync(file, "utf8").includes('support/effort.ts"'));
}

function included(): string[] {
  if (isBrowser) return [stories];
  return isLong ? [...longFiles(), onlyLong] : ["test/**/*.test.ts"];
}

function excluded(): string[] {
  if (isBrowser || isLong) return [];
  return [onlyLong, ...globSync(stories).filter((file) => file !== shortStory)];
}

export default defineConfig({
  test: {
    include: included(),
    exclude: excluded(),
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Far more than any test needs, so that a slow or busy machine fails none.
    testTimeout: isLong ? 1_800_000 : 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ["default", "./test/support/summary.ts"],
  },
});
