/** A clock that is moved by hand until it is let go; from then on it shows the real time. */

export interface DemoClock {
  now(): Date;
  /** Moves to the moment; never back. */
  moveTo(moment: Date): void;
  /** Shows the real time from now on. */
  letGo(): void;
}

export function createDemoClock(start: Date): DemoClock {
  let moment: Date | undefined = start;
  return {
    now: () => moment ?? new Date(),
    moveTo(next) {
      if (moment !== undefined && next > moment) moment = next;
    },
    letGo() {
      moment = undefined;
    },
  };
}
