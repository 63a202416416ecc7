/** Progress of a long operation: a bar on a terminal, a line every few seconds elsewhere. */
import cliProgress from "cli-progress";
import type { WriteStream } from "node:tty";

interface ProgressStep {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Units processed so far, for the rate. */
  readonly processed: number;
}

interface ProgressView {
  readonly show: (step: ProgressStep) => void;
  /** Safe to call twice. */
  readonly end: () => void;
}

const lineSeconds = 5;

/** @param unit what is counted: `events`, `keys` */
export function showProgress(out: WriteStream, unit: string): ProgressView {
  const startedAt = performance.now();
  const rateOf = ({ processed }: ProgressStep): string => {
    const seconds = (performance.now() - startedAt) / 1000;
    return Math.round(processed / Math.max(seconds, 0.001))
      .toLocaleString("en")
      .concat(` ${unit}/s`);
  };
  return out.isTTY ? bar(out, rateOf) : plainLines(out, rateOf);
}

type RateOf = (step: ProgressStep) => string;

function bar(stream: WriteStream, rateOf: RateOf): ProgressView {
  const single = new cliProgress.SingleBar(
    {
      stream,
      format: "  {bar} {percentage}%  {value} of {total}  {rate}  ETA {eta_formatted}  {label}",
      hideCursor: true,
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  let isShown = false;
  return {
    show(step) {
      const payload = { label: step.label, rate: rateOf(step) };
      const total = Math.max(step.total, step.done);
      if (!isShown) single.start(total, 0, payload);
      isShown = true;
      single.setTotal(total);
      single.update(step.done, payload);
    },
    end() {
      if (isShown) single.stop();
      isShown = false;
    },
  };
}

function plainLines(out: WriteStream, rateOf: RateOf): ProgressView {
  let shownLabel: string | undefined;
  let shownAt = 0;
  return {
    show(step) {
      const now = performance.now();
      if (step.label === shownLabel && now - shownAt < lineSeconds * 1000) return;
      shownLabel = step.label;
      shownAt = now;
      out.write(`${step.label}: ${step.done} of ${step.total}, ${rateOf(step)}\n`);
    },
    end: () => undefined,
  };
}
