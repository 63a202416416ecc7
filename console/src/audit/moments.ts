/** Moments as fields show them (`2026-11-28T15:00`, in the person's time zone) and as the service takes them. */

/** @returns the value of a field of type `datetime-local` */
export function toField(moment: string | number, timeZone: string): string {
  // Swedish writes times as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(new Date(moment)).replace(" ", "T");
}

/** @returns the moment in UTC; undefined if the field holds none */
export function fromField(value: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${value}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The offset is that of the moment, which is only known roughly at first: around a change of the clocks it
  // takes a second look.
  const first = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(first, timeZone)).toISOString();
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const minute = Math.floor(moment / 60_000) * 60_000;
  return Date.parse(`${toField(minute, timeZone)}Z`) - minute;
}
