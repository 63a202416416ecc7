/** `Retry-After` (RFC 9110, 10.2.3): a number of seconds, or an HTTP date in one of its three forms. */

/** RFC 9110, 5.6.7: IMF-fixdate, RFC 850 and asctime. All are in GMT, and the last one does not say so. */
const httpDate =
  /^(?:\w{3}, \d\d \w{3} \d{4}|\w{6,9}, \d\d-\w{3}-\d\d|\w{3} \w{3} [ \d]\d) \d\d:\d\d:\d\d (?:GMT|\d{4})$/;

/** @returns the seconds from now; 0 for a time that has passed, undefined for what is neither */
export function secondsToWait(retryAfter: string, now: Date): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  if (!httpDate.test(retryAfter)) return undefined;
  const time = Date.parse(retryAfter.endsWith(" GMT") ? retryAfter : `${retryAfter} GMT`);
  return Number.isNaN(time) ? undefined : Math.max(0, (time - now.getTime()) / 1000);
}
