/** Prints the last lines of a run: the skipped tests with their reasons, and the counts on one line. */
import type { Reporter, TestCase, TestModule } from "vitest/node";

export default class Summary implements Reporter {
  /** The text if the run fails before its first test or is interrupted. */
  private text = "no test has finished\n0 passed, 1 failed, 0 skipped\n";

  onInit(): void {
    process.once("exit", () => process.stdout.write(this.text));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    if (modules.length === 0) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && !hasFailedTest(module),
    );
    const reasons = Map.groupBy(
      tests.filter((test) => test.result().state === "skipped"),
      reasonOf,
    );
    const failed = count("failed") + broken.length + errors.length;
    const lines = [
      ...[...reasons].map(([reason, skipped]) => `${skipped.length} skipped: ${reason}`),
      `${count("passed")} passed, ${failed} failed, ${count("skipped")} skipped`,
    ];
    this.text = `${lines.join("\n")}\n`;
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests("failed")].length > 0;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" && result.note) || `no reason given (${test.fullName})`;
}
