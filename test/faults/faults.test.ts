/** The short form of `npm run test:faults`: each kind of kill once, on two instances. */
import { expect, test } from "vitest";
import { seededRandom } from "../fuzz/random.ts";
import { scene } from "./fault.ts";
import { killInstance, killServer } from "./kills.ts";
import { findings } from "./report.ts";
import { runScene } from "./run-scene.ts";

test("after a kill, all that was acknowledged is there once, and the service works again by itself", async () => {
  const short = scene({
    name: "two instances",
    instances: 2,
    database: "foreign",
    faults: [{ ...killInstance("the folding instance", 1), name: "both kills" }, killServer(true, 1)],
  });
  const rows = await runScene(short, { random: seededRandom(1) });
  expect(findings(rows)).toBe("");
  for (const { acknowledged, rights } of rows) {
    expect(acknowledged).toBeGreaterThan(0);
    expect(rights.tried).toBeGreaterThan(0);
  }
});
