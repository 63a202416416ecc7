/** Arithmetic on RFC 3339 times in UTC with milliseconds. Pure: no clock. */

const day = 24 * 60 * 60 * 1000;

export function addDays(time: string, days: number): string {
  return new Date(Date.parse(time) + days * day).toISOString();
}

export function addSeconds(time: string, seconds: number): string {
  return new Date(Date.parse(time) + seconds * 1000).toISOString();
}

export function addMinutes(time: string, minutes: number): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString();
}

/** Whole seconds, rounded down. */
export function secondsBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
}

/** Adds calendar months in UTC. A day that the month lacks becomes its last day. */
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

/** The day of a time, for messages to people. */
export function shownDay(time: string): string {
  return time.slice(0, 10);
}
