/** Times in queries. */

/**
 * Does this day or time exist, as RFC 3339 writes it? JavaScript reads 30 February as 2 March, and 24:00 as the
 * next day.
 */
export function isExistingTime(text: string): boolean {
  const day = text.slice(0, 10);
  if (Number.isNaN(Date.parse(text)) || text.startsWith("T24", 10)) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
