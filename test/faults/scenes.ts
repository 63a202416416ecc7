/** All scenes, in the order in which a run plays them. */
import type { Scene } from "./fault.ts";
import { kills } from "./kills.ts";

export const scenes: readonly Scene[] = [...kills];
