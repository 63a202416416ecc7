/** Does one thing after another, some at a time, until all are done or somebody stops it. */

export type Outcome =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly error: unknown };

interface Options<Target> {
  readonly atOnce: number;
  readonly signal: AbortSignal;
  /** Told in the order in which they end. */
  readonly onOutcome: (target: Target, outcome: Outcome) => void;
}

/** Those that have begun when it is stopped are waited for. */
export async function runEach<Target>(
  targets: readonly Target[],
  work: (target: Target) => Promise<unknown>,
  { atOnce, signal, onOutcome }: Options<Target>,
): Promise<void> {
  const left = targets.values();
  async function runOn(): Promise<void> {
    for (const target of left) {
      try {
        await work(target);
        onOutcome(target, { isDone: true });
      } catch (error) {
        onOutcome(target, { isDone: false, error });
      }
      if (signal.aborted) return;
    }
  }
  if (!signal.aborted) await Promise.all(Array.from({ length: atOnce }, runOn));
}
