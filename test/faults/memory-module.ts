/**
 * Loaded into an instance before the program: SIGWINCH, which the program does not hear,
 * collects garbage and prints what is still used.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

process.on("SIGWINCH", () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stderr.write(`memory ${heapUsed + external}\n`);
});
