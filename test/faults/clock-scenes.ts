/** The clock of an instance is set forward and back by an hour, at once or in many steps. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { scene } from "./fault.ts";

const hour = 3_600_000;

interface Clock {
  /** Steps the clock by so many milliseconds from the true time. */
  set(milliseconds: number): Promise<void>;
}

export const clockScenes = [
  scene<Clock>({
    name: "one instance, its clock",
    instances: 1,
    database: "foreign",
    preload: [new URL("clock.ts", import.meta.url).href],
    async parts(folder) {
      const file = join(folder, "clock");
      const parts = { set: (milliseconds: number) => writeFile(file, String(milliseconds)) };
      return { parts, environment: { CLOCK_FILE: file }, stop: async () => undefined };
    },
    faults: [
      {
        name: "the clock is an hour ahead",
        rounds: 2,
        lastsMilliseconds: 5_000,
        async strike(_, clock) {
          await clock.set(hour);
          return () => clock.set(0);
        },
        says: { ready: 200, commands: 200 },
      },
      {
        name: "the clock is an hour behind",
        rounds: 2,
        lastsMilliseconds: 5_000,
        async strike(_, clock) {
          await clock.set(-hour);
          return () => clock.set(0);
        },
        says: { ready: 200, commands: 200 },
      },
      {
        name: "the clock steps forward and back by an hour, 20 times",
        rounds: 1,
        async strike(_, clock) {
          for (let step = 0; step < 20; step += 1) {
            await clock.set(step % 2 === 0 ? hour : -hour);
            await delay(250);
          }
          return () => clock.set(0);
        },
      },
    ],
  }),
];
