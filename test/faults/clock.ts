/**
 * Loaded before the program (`--import`): steps its clock by as many milliseconds as the file says that
 * CLOCK_FILE names. Timers go on, as they do when the clock of a machine is set.
 */
import { readFileSync } from "node:fs";

const file = process.env["CLOCK_FILE"] ?? "";
const lookMilliseconds = 20;

let step = 0;

function look(): void {
  try {
    step = Number(readFileSync(file, "utf8"));
  } catch {
    // Not written yet.
  }
}

look();
setInterval(look, lookMilliseconds).unref();

const real = Date;
const now = (): number => real.now() + step;

globalThis.Date = new Proxy(real, {
  construct: (_, values: [], self) =>
    Reflect.construct(real, values.length === 0 ? [now()] : values, self) as Date,
  apply: () => new real(now()).toString(),
  get: (_, name) => (name === "now" ? now : (Reflect.get(real, name) as unknown)),
});
