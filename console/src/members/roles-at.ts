/** Which roles somebody held at a moment of their history. */
import type { Schemas } from "@muster/client";

type Interval = Schemas["RoleInterval"];

export interface RolesAt {
  /** Undefined: they were no member. */
  readonly organization: Interval | undefined;
  /** One for each solution. */
  readonly solutions: readonly Interval[];
}

/** @param at RFC 3339 in UTC */
export function rolesAt(history: readonly Interval[], at: string): RolesAt {
  const moment = Date.parse(at);
  const held = history.filter(
    ({ validFrom, validTo }) =>
      Date.parse(validFrom) <= moment && (validTo === undefined || moment < Date.parse(validTo)),
  );
  return {
    organization: held.find(({ scope }) => scope === "ORGANIZATION"),
    solutions: held.filter(({ scope }) => scope === "SOLUTION"),
  };
}

/** The last moment of a day in UTC; of today, now. */
export function endOfDay(day: string, now = Date.now()): string {
  const end = Date.parse(`${day}T23:59:59.999Z`);
  return new Date(Math.min(end, now)).toISOString();
}

/** @returns YYYY-MM-DD, in UTC */
export function today(now = Date.now()): string {
  return new Date(now).toISOString().slice(0, 10);
}
