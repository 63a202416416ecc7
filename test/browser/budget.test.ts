/** What a browser loads before the list of users can be used: at most 200 KB of script, compressed. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/process.ts";
import { ensureBuiltConsole } from "./support/built-console.ts";

const dist = join(repository, "console", "dist");
const budget = 200 * 1024;
/** The entry, the first page, and the texts. Menus follow when the page is there. */
const first = ["index.html", "src/members/members-page.tsx", "src/text/en/first.ts"];

/** Vite's manifest: what each built file imports. */
type Manifest = Record<string, { readonly file: string; readonly imports?: readonly string[] }>;

function imported(manifest: Manifest, name: string, found: Set<string>): void {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  if (found.has(chunk.file)) return;
  found.add(chunk.file);
  for (const each of chunk.imports ?? []) imported(manifest, each, found);
}

test("the entry, the first page and the texts, with all that they import, keep to the budget", async () => {
  await ensureBuiltConsole();
  const manifest = JSON.parse(await readFile(join(dist, ".vite", "manifest.json"), "utf8"));
  const files = new Set<string>();
  for (const name of first) imported(manifest as Manifest, name, files);
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(dist, `${file}.gz`))).size;
  expect(files.size).toBeGreaterThan(first.length);
  expect(bytes).toBeLessThanOrEqual(budget);
});
