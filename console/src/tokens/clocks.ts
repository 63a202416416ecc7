/** The two clocks of a token: how much of each is left. */

interface Times {
  readonly createdAt: string;
  readonly leaseExpiresAt: string;
  readonly expiresAt: string;
}

export interface Clock {
  /** From 0 to 1. */
  readonly left: number;
  readonly endsAt: string;
}

/** A lease lasts so long, unless the token expires before. */
const leaseMilliseconds = 14 * 24 * 60 * 60_000;

export function clocksOf(
  token: Times,
  now: number,
): { readonly lease: Clock; readonly expiry: Clock } {
  const { createdAt, leaseExpiresAt, expiresAt } = token;
  const life = Date.parse(expiresAt) - Date.parse(createdAt);
  return {
    lease: clock(leaseExpiresAt, leaseMilliseconds, now),
    expiry: clock(expiresAt, life, now),
  };
}

/** Extended by hand, a lease may last longer than a new one; its clock is full then. */
function clock(endsAt: string, whole: number, now: number): Clock {
  const left = (Date.parse(endsAt) - now) / whole;
  return { left: Math.min(1, Math.max(0, left)), endsAt };
}
