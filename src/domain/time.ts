/** Arithmetic on RFC 3339 times in UTC with milliseconds. No clock here: times are given. */

const day = 24 * 60 * 60 * 1000;

export function addDays(time: string, days: number): string {
  return new Date(Date.parse(time) + days * day).toISOString();
}

export function addMinutes(time: string, minutes: number): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString();
}

/** Calendar months in UTC; a day that the month does not have falls back to the month's last. */
export function addMonths(time: string, months: number): string {
  const date = new Date(time);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, lastDay));
  return date.toISOString();
}

/** The earlier of two times. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** The later of two times. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** A moment as people read it in a message: its day. */
export function shownDay(time: string): string {
  return time.slice(0, 10);
}
