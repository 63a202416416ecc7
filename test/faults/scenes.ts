/** All scenes, in the order in which a run plays them. */
import { clockScenes } from "./clock-scenes.ts";
import { databaseScenes } from "./database-scenes.ts";
import { eventStoreScenes } from "./event-store-scenes.ts";
import type { Scene } from "./fault.ts";
import { kills } from "./kills.ts";
import { outsideScenes } from "./outside-scenes.ts";
import { realEventStoreScenes } from "./real-event-store-scenes.ts";

export const scenes: readonly Scene[] = [
  ...kills,
  ...databaseScenes,
  ...eventStoreScenes,
  ...realEventStoreScenes,
  ...outsideScenes,
  ...clockScenes,
];
