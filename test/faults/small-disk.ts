/** A small disk of its own in memory for PostgreSQL, which can be filled up. */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, writeSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import type { DatabaseServer } from "./database-server.ts";
import type { Ground } from "./fault.ts";

export interface SmallDisk extends Ground {
  /** @returns makes room again, and starts the server if the full disk has ended it, as a supervisor does */
  fill(server: DatabaseServer): Promise<() => Promise<void>>;
}

const megabytes = 300;
const refillMilliseconds = 50;

/** Says why none can be mounted: only root may, and not in every container. */
export function whyNoSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "muster-faults-"));
  try {
    mount(folder);
    execFileSync("umount", [folder]);
    return undefined;
  } catch {
    return "a small disk cannot be mounted without the right to";
  } finally {
    rmdirSync(folder);
  }
}

function mount(folder: string): void {
  const args = ["-t", "tmpfs", "-o", `size=${megabytes}m`, "muster-faults", folder];
  execFileSync("mount", args, { stdio: "ignore" });
}

export async function mountSmallDisk(folder: string): Promise<SmallDisk> {
  const disk = join(folder, "disk");
  await mkdir(disk);
  mount(disk);
  const filler = join(disk, "filler");
  return {
    folder: disk,
    // So the write-ahead log needs a new file soon.
    settings: { min_wal_size: "32MB", max_wal_size: "48MB", wal_recycle: "off" },
    async fill(server) {
      const file = openSync(filler, "w");
      const fill = (): void => fillUp(file);
      fill();
      const filling = setInterval(fill, refillMilliseconds);
      return async () => {
        clearInterval(filling);
        closeSync(file);
        await rm(filler);
        await eventually(() => startIfEnded(server), "the server answers");
      };
    },
    stop: async () => void execFileSync("umount", [disk]),
  };
}

/** Writes until there is no room for a page. */
function fillUp(file: number): void {
  for (const piece of [Buffer.alloc(1024 * 1024, 1), Buffer.alloc(4096, 1)]) {
    try {
      for (;;) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
}

async function startIfEnded(server: DatabaseServer): Promise<void> {
  try {
    await server.administer("select 1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ECONNREFUSED") throw error;
    await server.start();
  }
}
