/** What a browser loads before the first page can be used: at most 200 KB of script, compressed. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../support/process.ts";
import { expect, settled, story } from "./support/story.ts";

const dist = join(repository, "console", "dist");
const budget = 200_000;

/** Vite's manifest: what each built file imports. */
type Manifest = Record<string, { readonly file: string; readonly imports?: readonly string[] }>;

const compressed = async (files: Iterable<string>): Promise<number> => {
  const sizes = await Promise.all(
    [...files].map(async (file) => (await stat(join(dist, `${file}.gz`))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

function importedBy(manifest: Manifest, name: string, found = new Set<string>()): Set<string> {
  const { file = "", imports = [] } = manifest[name] ?? {};
  if (found.has(file)) return found;
  found.add(file);
  for (const each of imports) importedBy(manifest, each, found);
  return found;
}

story(
  "the entry with all that it imports, and the first page, keep to the budget",
  async ({ open, site }) => {
    const page = await open({ path: "/docs", as: site.owner });
    const loaded = new Set<string>();
    page.on("response", (response) => {
      const path = new URL(response.url()).pathname.slice(1);
      if (path.endsWith(".js")) loaded.add(path);
    });
    await page.goto(site.url);
    await settled(page);
    expect(await compressed(loaded)).toBeLessThanOrEqual(budget);

    const manifest = JSON.parse(await readFile(join(dist, ".vite", "manifest.json"), "utf8"));
    const first = importedBy(manifest as Manifest, "index.html");
    expect([...loaded]).toEqual(expect.arrayContaining([...first]));
  },
);
