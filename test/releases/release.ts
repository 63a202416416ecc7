/** A recorded release, as it stands in the folder of its version. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Read } from "./reads.ts";
import type { Told } from "./teller.ts";

export interface Release extends Told {
  readonly version: string;
  /** When its answers were given. */
  readonly recordedAt: string;
  /** Of this test only. */
  readonly masterKey: string;
  readonly answers: (Read & { readonly body: unknown })[];
}

/** The one recorded release; its files stand in its folder. */
export async function previousRelease(): Promise<{ folder: string; release: Release }> {
  const names = (await readdir(import.meta.dirname)).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const [name = "", ...more] = names;
  if (more.length > 0) throw new Error(`keep one release of ${names.join(", ")}: the newest`);
  const folder = join(import.meta.dirname, name);
  return { folder, release: JSON.parse(await readFile(join(folder, "release.json"), "utf8")) };
}
