/** The short form of `npm run test:faults`: an instance and PostgreSQL are killed together. */
import { expect, test } from "vitest";
import { seededRandom } from "../fuzz/random.ts";
import { shortScene } from "./kills.ts";
import { findings } from "./report.ts";
import { runScene } from "./run-scene.ts";

test("after both are killed, all that was acknowledged is there once, and the service works again by itself", async () => {
  // `npm run test:faults` holds the times; here they would fail a slow machine.
  const rows = await runScene(shortScene, { random: seededRandom(1), slowness: 100 });
  expect(findings(rows)).toBe("");
  for (const { acknowledged, rights } of rows) {
    expect(acknowledged).toBeGreaterThan(0);
    expect(rights.tried).toBeGreaterThan(0);
  }
});
