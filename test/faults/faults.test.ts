/**
 * The short form of `npm run test:faults`. Its scenes are played together: each waits most of the time, for
 * keys that a killed instance holds.
 */
import { describe, test } from "vitest";
import { seededRandom } from "../fuzz/random.ts";
import { shortEventStoreScene } from "./event-store-scenes.ts";
import { shortScene } from "./kills.ts";
import { findings } from "./report.ts";
import { runScene } from "./run-scene.ts";

describe.concurrent("all that was acknowledged is there once, and the service works again by itself", () => {
  test.for([
    ["an instance and PostgreSQL are killed together", shortScene],
    ["the event store is cut off, and has another leader", shortEventStoreScene],
  ] as const)("after %s", async ([, scene], { expect }) => {
    // `npm run test:faults` holds the times; here they would fail a slow machine.
    const rows = await runScene(scene, { random: seededRandom(1), slowness: 100 });
    expect(findings(rows)).toBe("");
    expect(rows).toHaveLength(scene.faults.length);
    for (const { acknowledged, rights } of rows) {
      expect(acknowledged).toBeGreaterThan(0);
      expect(rights.tried).toBeGreaterThan(0);
    }
  });
});
