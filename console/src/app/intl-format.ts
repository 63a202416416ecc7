/** Dates and numbers by Intl, for a language and a time zone. */

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

export interface Format {
  date: (time: string | number | Date) => string;
  /** A day that is one in UTC, as usage is counted, such as 2026-01-31. */
  utcDay: (day: string) => string;
  dateTime: (time: string | number | Date) => string;
  /** Such as "3 hours ago". */
  relative: (time: string | number | Date, now?: number) => string;
  number: (value: number) => string;
  list: (values: readonly string[]) => string;
}

export function formatFor(language: string, timeZone: string): Format {
  const date = new Intl.DateTimeFormat(language, { timeZone, dateStyle: "medium" });
  const utcDay = new Intl.DateTimeFormat(language, { timeZone: "UTC", dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const number = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language);
  return {
    date: (time) => date.format(new Date(time)),
    utcDay: (day) => utcDay.format(new Date(day)),
    dateTime: (time) => dateTime.format(new Date(time)),
    relative(time, now = Date.now()) {
      const seconds = Math.round((new Date(time).getTime() - now) / 1000);
      const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
      return relative.format(Math.trunc(seconds / size), unit);
    },
    number: (value) => number.format(value),
    list: (values) => list.format(values),
  };
}
