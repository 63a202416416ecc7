/** Answers that are kept for repeats (idempotency) may name a person to others: there they are blanked. */
import type pg from "pg";
import { anywhere } from "../projections/directory/queries/page.ts";
import type { PersonStrings } from "./purge.ts";

interface Row {
  readonly caller: string;
  readonly route: string;
  readonly key: string;
  readonly body: string;
}

/** Deletes the person's own answers, and blanks the person in everybody else's. */
export async function redactAnswers(pool: pg.Pool, person: PersonStrings): Promise<void> {
  const { userId, email } = person;
  await pool.query("delete from idempotency_keys where caller like $1", [`${userId} %`]);
  const { rows } = await pool.query<Row>(
    `select caller, route, key, body from idempotency_keys
     where body like $1 or body ilike $2`,
    [anywhere(userId), anywhere(email ?? userId)],
  );
  for (const { caller, route, key, body } of rows) {
    await pool.query(
      "update idempotency_keys set body = $4 where caller = $1 and route = $2 and key = $3",
      [caller, route, key, redacted(body, person)],
    );
  }
}

/** The JSON without the person: texts that are theirs become empty. What is no JSON is left out. */
export function redacted(body: string, { email, others }: PersonStrings): string {
  const known = new Set(others.map((text) => text.toLowerCase()));
  const isTheirs = (text: string): boolean => {
    const lower = text.toLowerCase();
    if (known.has(lower) || (email !== undefined && lower.includes(email))) return true;
    return isFullName(lower, known);
  };
  const blank = (value: unknown): unknown => {
    if (typeof value === "string") return isTheirs(value) ? "" : value;
    if (Array.isArray(value)) return value.map(blank);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, blank(each)]));
  };
  try {
    return JSON.stringify(blank(JSON.parse(body)));
  } catch {
    return "";
  }
}

/** A first and a last name of theirs, as they are shown together. */
function isFullName(text: string, known: ReadonlySet<string>): boolean {
  for (let at = text.indexOf(" "); at > 0; at = text.indexOf(" ", at + 1)) {
    if (known.has(text.slice(0, at)) && known.has(text.slice(at + 1))) return true;
  }
  return false;
}
