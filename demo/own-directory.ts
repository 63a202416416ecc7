/** The directories of the demos: each begins in one of its own, which it may delete, and in no other. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "../src/platform/startup-error.ts";

/**
 * Makes the directory anew. What an earlier run left is deleted.
 * @param command as it is typed; its marker says whose the directory is
 * @throws StartupError if the directory holds anything else
 */
export async function beginIn(
  directory: string,
  { marker, command }: { readonly marker: string; readonly command: string },
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const found = await readdir(directory);
  if (found.length > 0 && !found.includes(marker)) {
    throw new StartupError(
      `${directory} was not made by ${command}: delete it, or set DEMO_DIR to a new directory`,
    );
  }
  await rm(directory, { recursive: true });
  await mkdir(directory, { mode: 0o700 });
  await writeFile(join(directory, marker), `This directory belongs to ${command}.\n`);
}
