/** `npm test`: checks format, lint and types, then runs every test. Stops at the first step that fails. */
import { spawnSync } from "node:child_process";

const checks = [
  ["format", "oxfmt", "--check", "."],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["types", "tsc"],
  ["types of the client, in a browser", "tsc", "--project", "clients/typescript"],
  ["types of the verifier, on Node.js 20", "tsc", "--project", "packages/verify"],
  ["types of the console", "tsc", "--project", "console"],
  ["types of its service worker", "tsc", "--project", "console/src/service-worker"],
] as const;

for (const [title, command, ...values] of checks) {
  if (!run(title, command, values)) {
    process.stdout.write(
      `\n${title} failed: fix that first; no test was run\n0 passed, 1 failed, 0 skipped\n`,
    );
    process.exit(1);
  }
}
process.exitCode = run("tests", "vitest", ["run", ...process.argv.slice(2)]) ? 0 : 1;

function run(title: string, command: string, values: readonly string[]): boolean {
  process.stdout.write(`\n> ${title}\n`);
  const { status, error } = spawnSync(command, values, { stdio: "inherit" });
  if (error !== undefined) process.stderr.write(`${error.message}\n`);
  return status === 0;
}
