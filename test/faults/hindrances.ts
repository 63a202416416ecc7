/** How a part that is reached through a relay can fail, without the part knowing. */
import type { Relay } from "./relay.ts";

export interface Hindrance {
  /** Said of the part. */
  readonly name: string;
  /** Resolves to what lets everything pass again. */
  readonly hinder: (relay: Relay) => Promise<() => Promise<void>>;
}

const flapMilliseconds = 300;

/** Until `pass`. */
const untilPass = (name: string, begin: (relay: Relay) => unknown): Hindrance => ({
  name,
  async hinder(relay) {
    await begin(relay);
    return () => relay.pass();
  },
});

export const hindrances = {
  dead: untilPass("refuses connections", (relay) => relay.refuse()),
  slow: untilPass("answers 0.2 s later", (relay) => relay.slow(100)),
  silent: untilPass("sends no packets", (relay) => relay.silence()),
  stranded: untilPass("forgets its connections without a word", (relay) => relay.strand()),
  babbling: untilPass("answers nonsense", (relay) => relay.babble()),
};

export const flapping: Hindrance = {
  name: "breaks its connections again and again",
  async hinder(relay) {
    const breaking = setInterval(() => relay.cut(), flapMilliseconds);
    return async () => clearInterval(breaking);
  },
};
