/** The thread that runs one attack, so that it does not hold up the measurement. */
import { workerData } from "node:worker_threads";
import { type Attacker, attacks } from "./attacks.ts";

const { index, attacker } = workerData as { readonly index: number; readonly attacker: Attacker };
const [, attack] = attacks[index] ?? [];
await attack?.(attacker);
