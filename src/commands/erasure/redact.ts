/** Removes an erased person from the stored answers of idempotent requests. */
import type pg from "pg";
import { caseFold } from "../../platform/case-fold.ts";
import { mentions } from "../../platform/mail/mentions.ts";
import { anywhere } from "../../projections/engine/page.ts";
import type { PersonStrings } from "./person.ts";

interface Row {
  readonly caller: string;
  readonly route: string;
  readonly key: string;
  readonly body: string;
}

/** Answers read at once: one to a batch has thousands of rows. */
const answersAtOnce = 20;

/** Deletes answers to the person, and blanks the person in answers to others. */
export async function redactAnswers(pool: pg.Pool, person: PersonStrings): Promise<void> {
  await pool.query("delete from idempotency_keys where caller like $1", [`${person.userId} %`]);
  let last: Row | undefined;
  do {
    const rows = await answersWith(pool, person, last);
    for (const { caller, route, key, body } of rows) {
      const blanked = redacted(body, person);
      if (blanked === body) continue;
      await pool.query(
        "update idempotency_keys set body = $4 where caller = $1 and route = $2 and key = $3",
        [caller, route, key, blanked],
      );
    }
    last = rows[answersAtOnce - 1];
  } while (last !== undefined);
}

/** The next answers that may hold the person, by the key of the last one. */
async function answersWith(
  pool: pg.Pool,
  person: PersonStrings,
  { caller, route, key }: Omit<Row, "body"> = { caller: "", route: "", key: "" },
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `select caller, route, key, body from idempotency_keys
     where (caller, route, key) > ($3, $4, $5)
       and (body like $1 or (body collate "C") ilike any($2))
     order by caller, route, key limit $6`,
    // "C" compares without regard to the case of ASCII alone; for other letters anything will do here.
    [
      anywhere(person.userId),
      addressesOf(person).map((text) => anywhere(text).replaceAll(/[^\0-\x7f]+/g, "%")),
      caller,
      route,
      key,
      answersAtOnce,
    ],
  );
  return rows;
}

/** Those of an internationalized domain may be written in two ways. */
const addressesOf = ({ email, addresses }: PersonStrings): readonly string[] =>
  email === undefined ? addresses : [email, ...addresses];

/** Fields that identify a person. An e-mail address is blanked in any field. */
const personalFields: ReadonlySet<string> = new Set([
  "email",
  "firstName",
  "lastName",
  "name",
  "phone",
  "avatarUrl",
]);

/**
 * The JSON with the person's address and personal fields as empty strings. A body that is not JSON
 * becomes empty.
 */
export function redacted(body: string, person: PersonStrings): string {
  const { userId, others } = person;
  const addresses = addressesOf(person);
  const known = new Set(others.map(caseFold));
  const isTheirs = (text: string): boolean => {
    const folded = caseFold(text);
    return known.has(folded) || isFullName(folded, known);
  };
  const blank = (value: unknown, name: string, isInTheirObject: boolean): unknown => {
    if (typeof value === "string") {
      const isPersonal = personalFields.has(name) && (isInTheirObject || isTheirs(value));
      return isPersonal || addresses.some((address) => mentions(value, address)) ? "" : value;
    }
    if (Array.isArray(value)) return value.map((each) => blank(each, name, isInTheirObject));
    if (typeof value !== "object" || value === null) return value;
    const { userId: ownerId } = value as { userId?: unknown };
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, blank(each, key, ownerId === userId)]),
    );
  };
  try {
    return JSON.stringify(blank(JSON.parse(body), "", false));
  } catch {
    return "";
  }
}

/** Is it two of the known names, separated by a space? */
function isFullName(text: string, known: ReadonlySet<string>): boolean {
  for (let at = text.indexOf(" "); at > 0; at = text.indexOf(" ", at + 1)) {
    if (known.has(text.slice(0, at)) && known.has(text.slice(at + 1))) return true;
  }
  return false;
}
