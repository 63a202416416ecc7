/**
 * Builds the package into `dist`: everything that the verifier needs is bundled, so that it depends on no
 * other package, and the licences of what is bundled come along.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";

const here = import.meta.dirname;
const dist = join(here, "dist");

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeTypes("index.ts");
await writeLicences(await bundle());

/** Returns the paths of the bundled files. */
async function bundle(): Promise<readonly string[]> {
  const entries = ["index", "main", "thread-main"].map((name) => join(here, "src", `${name}.ts`));
  const build = await rolldown({
    input: entries,
    platform: "node",
    transform: { target: "node20" },
    onLog: (_level, { message }) => {
      throw new Error(message);
    },
  });
  const { output } = await build.write({ dir: dist, format: "esm" });
  await build.close();
  return output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
}

/** Writes the declarations of a file and of the files that they import. */
async function writeTypes(file: string): Promise<void> {
  const path = join(here, "src", file);
  const { code, errors } = isolatedDeclarationSync(path, await readFile(path, "utf8"));
  if (errors.length > 0)
    throw new Error(`${file}: ${errors.map(({ message }) => message).join(", ")}`);
  const imported = [...code.matchAll(/from "\.\/([\w-]+\.ts)"/g)].map(([, name = ""]) => name);
  const declarations = code.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"');
  await writeFile(join(dist, file.replace(/\.ts$/, ".d.ts")), declarations);
  await Promise.all(imported.map(writeTypes));
}

/** Writes the licences of the packages that the files belong to. */
async function writeLicences(paths: readonly string[]): Promise<void> {
  const owned = paths.flatMap(
    (path) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  const texts = [...new Set(owned)].toSorted().map(async (folder) => {
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) throw new Error(`${folder} has no licence`);
    const { name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
  });
  const line = `\n${"-".repeat(80)}\n\n`;
  await writeFile(join(dist, "THIRD-PARTY-LICENSES.txt"), (await Promise.all(texts)).join(line));
}
