/** A clock that the demo sets by hand until it switches to real time. */

export interface DemoClock {
  now(): Date;
  /** Moves the clock forward; an earlier moment has no effect. */
  moveTo(moment: Date): void;
  /** Switches to real time for good. */
  switchToRealTime(): void;
}

export function createDemoClock(start: Date): DemoClock {
  let moment: Date | undefined = start;
  return {
    now: () => moment ?? new Date(),
    moveTo(next) {
      if (moment !== undefined && next > moment) moment = next;
    },
    switchToRealTime() {
      moment = undefined;
    },
  };
}
