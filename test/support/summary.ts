/** The last lines of a run: what was skipped and why, and the counts alone on a line. */
import type { Reporter, TestCase, TestModule } from "vitest/node";

export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && !hasFailedTest(module),
    );
    const reasons = Map.groupBy(
      tests.filter((test) => test.result().state === "skipped"),
      reasonOf,
    );
    for (const [reason, skipped] of reasons) {
      process.stdout.write(`${skipped.length} skipped: ${reason}\n`);
    }
    const failed = count("failed") + broken.length + errors.length;
    process.stdout.write(
      `${count("passed")} passed, ${failed} failed, ${count("skipped")} skipped\n`,
    );
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests("failed")].length > 0;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" && result.note) || `no reason given (${test.fullName})`;
}
