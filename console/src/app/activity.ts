/**
 * When the person last did something. What the page asks later by itself - after a change of somebody
 * else, or to look whether the session lives - is marked with `Muster-Background` and does not count as use
 * of the session (docs/decisions/0029).
 */

/** A request this long after the last act was not asked for by it. */
const actMilliseconds = 30_000;

let lastAct = Date.now();

for (const act of ["pointerdown", "keydown", "wheel", "touchmove"]) {
  addEventListener(act, () => (lastAct = Date.now()), { capture: true, passive: true });
}

/** Milliseconds since 1970. */
export function lastActivity(): number {
  return lastAct;
}

export function isInBackground(): boolean {
  return Date.now() - lastAct > actMilliseconds;
}
