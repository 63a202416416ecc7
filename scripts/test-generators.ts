/**
 * `npm run test:generators`: other generators than ours make clients of openapi.json that compile. They are
 * installed in a temporary folder, because they are as large as the project's other packages together.
 */
import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const packages = ["@hey-api/openapi-ts@0.99.0", "orval@8.38.0", "typescript@5.9.3"];

const folder = await mkdtemp(join(tmpdir(), "muster-generators-"));
try {
  await copyFile("openapi.json", join(folder, "openapi.json"));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  await writeFile(
    join(folder, "orval.config.ts"),
    `export default { muster: { input: "openapi.json", output: { target: "orval/client.ts", client: "fetch" } } };`,
  );
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: "es2022",
        module: "esnext",
        moduleResolution: "bundler",
        lib: ["es2023", "dom", "dom.iterable"],
        skipLibCheck: true,
        types: [],
      },
      include: ["hey-api", "orval"],
    }),
  );
  run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", ...packages);
  run("npx", "openapi-ts", "--input", "openapi.json", "--output", "hey-api");
  run("npx", "orval");
  run("npx", "tsc");
  process.stdout.write("the clients of @hey-api/openapi-ts and orval compile\n");
} finally {
  await rm(folder, { recursive: true });
}

function run(command: string, ...values: readonly string[]): void {
  process.stdout.write(`\n> ${command} ${values.join(" ")}\n`);
  const { status, error } = spawnSync(command, values, { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw error ?? new Error(`${command} failed: openapi.json does not fit it`);
}
