/** Values in the address bar: anybody can write there, so each is checked, and one that means nothing is left out. */

/** @param most the longest text that the service takes */
export function textIn(value: unknown, most: number): string | undefined {
  // The router reads digits in the address as a number.
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" && text.length <= most ? text : undefined;
}

export function idIn(value: unknown): string | undefined {
  const isId = typeof value === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
  return isId ? value : undefined;
}

/** @returns a day that exists, as YYYY-MM-DD */
export function dayIn(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const time = Date.parse(value);
  // A browser reads the 30th of February as a day in March.
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return isDay ? value : undefined;
}

/** @returns a day, or a moment in UTC */
export function momentIn(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^[\d-]{10}(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(value)) {
    return undefined;
  }
  const isMoment = dayIn(value.slice(0, 10)) !== undefined && !Number.isNaN(Date.parse(value));
  return isMoment ? value : undefined;
}
