/** `npm test`: format, lint, types, then every test. Stops at the first step that fails. */
import { spawnSync } from "node:child_process";

const steps = [
  ["format", "oxfmt", "--check", "."],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["types", "tsc"],
  ["tests", "vitest", "run", ...process.argv.slice(2)],
];

for (const [title, command = "", ...values] of steps) {
  process.stdout.write(`\n> ${title}\n`);
  const { status, error } = spawnSync(command, values, { stdio: "inherit" });
  if (status !== 0) {
    process.stderr.write(`\n${title} failed${error ? `: ${error.message}` : ""}\n`);
    process.exit(1);
  }
}
