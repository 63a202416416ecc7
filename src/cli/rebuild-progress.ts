/** How far a rebuild is: a bar on a terminal, a line now and then elsewhere. */
import cliProgress from "cli-progress";
import type { WriteStream } from "node:tty";
import type { RebuildProgress } from "../projections/rebuild.ts";

export interface ProgressView {
  readonly show: (progress: RebuildProgress) => void;
  /** Safe to call twice. */
  readonly end: () => void;
}

const lineSeconds = 5;
const steps = {
  fold: "folding events",
  index: "making indexes",
  switch: "switching",
} satisfies Record<RebuildProgress["step"], string>;

export function showProgress(out: WriteStream): ProgressView {
  const begun = performance.now();
  const rateOf = ({ events }: RebuildProgress): string => {
    const seconds = (performance.now() - begun) / 1000;
    return Math.round(events / Math.max(seconds, 0.001)).toLocaleString("en");
  };
  return out.isTTY ? bar(out, rateOf) : plainLines(out, rateOf);
}

type RateOf = (progress: RebuildProgress) => string;

function bar(stream: WriteStream, rateOf: RateOf): ProgressView {
  const single = new cliProgress.SingleBar(
    {
      stream,
      format:
        "  {bar} {percentage}%  {value} of {total}  {rate} events/s  ETA {eta_formatted}  {step}",
      hideCursor: true,
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  let isShown = false;
  return {
    show(progress) {
      const { step, position, target } = progress;
      const payload = { step: steps[step], rate: rateOf(progress) };
      const total = Number(target > position ? target : position);
      if (!isShown) single.start(total, 0, payload);
      isShown = true;
      single.setTotal(total);
      single.update(Number(position), payload);
    },
    end() {
      if (isShown) single.stop();
      isShown = false;
    },
  };
}

function plainLines(out: WriteStream, rateOf: RateOf): ProgressView {
  let shownStep: RebuildProgress["step"] | undefined;
  let shownAt = 0;
  return {
    show(progress) {
      const { step, position, target } = progress;
      const now = performance.now();
      if (step === shownStep && now - shownAt < lineSeconds * 1000) return;
      shownStep = step;
      shownAt = now;
      out.write(`${steps[step]}: ${position} of ${target}, ${rateOf(progress)} events/s\n`);
    },
    end: () => undefined,
  };
}
