/** What an instance holds: memory after a garbage collection, and open files. After a fault it must be let go. */
import { readdir } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { StagedInstance } from "./instance.ts";

export interface Held {
  readonly bytes: number;
  readonly files: number;
}

/** Caches fill in the meantime: the newest records (8 MiB), prepared statements, people's keys. */
const grownBytes = 48 * 2 ** 20;
/** Connections of pools are closed after a minute without use. */
const grownFiles = 60;
const attempts = 20;

export async function heldBy(instance: StagedInstance): Promise<Held> {
  const files = await readdir(`/proc/${instance.pid()}/fd`).catch(() => []);
  return { bytes: await instance.memory(), files: files.length };
}

/** @param before the same instances, at the beginning */
export async function kept(
  instances: readonly StagedInstance[],
  before: readonly Held[],
): Promise<string[]> {
  const most = Math.max(...before.map(({ bytes }) => bytes)) + grownBytes;
  const mostFiles = Math.max(...before.map(({ files }) => files)) + grownFiles;
  const found = await Promise.all(
    instances.map(async (instance) => {
      for (let attempt = 0; ; attempt += 1) {
        const { bytes, files } = await heldBy(instance);
        if (bytes <= most && files <= mostFiles) return [];
        if (attempt < attempts) await delay(250);
        else return [`${instance.url} still holds ${mebibytes(bytes)} MiB and ${files} files`];
      }
    }),
  );
  return found.flat();
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
