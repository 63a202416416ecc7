/** Case folding is Unicode's: full, and the same in every language. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseFold } from "../../src/platform/case-fold.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.each([
  ["STRASSE", "straße"],
  ["STRAẞE", "straße"],
  ["ΙΩΣΉΦ ΠΑΠΑΣΤΆΘΗΣ", "Ιωσήφ Παπαστάθης"],
  ["ΣΑΣ", "σας"],
  ["ΜΆΪΟΣ", "μάϊος"],
  ["ÄRZTE", "ärzte"],
  ["ИВАН ЁЖ", "иван ёж"],
  ["ԱՐԵՒ", "արև"],
  ["FIONA", "ﬁona"],
  ["ſeit", "SEIT"],
  ["ǄORǄ", "ǆorǅ"],
  ["ᲛᲐᲠᲘᲐᲛ", "მარიამ"],
  ["𐐀", "𐐨"],
  ["Å", "å"],
])("%s is equal to %s", (one, other) => {
  expect(caseFold(one)).toBe(caseFold(other));
});

test.each([
  ["I", "ı"],
  ["İ", "i"],
  ["É", "e"],
  ["ö", "oe"],
])("%s is not equal to %s", (one, other) => {
  expect(caseFold(one)).not.toBe(caseFold(other));
});

/**
 * Compared with PostgreSQL's own full folding: the characters that either of both changes and that both know.
 * There are no letters with case beyond these planes.
 */
test("the same characters are equal as in Unicode's table", async () => {
  const changed: string[] = [];
  for (let code = 1; code < 0x20000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (caseFold(character) !== character) changed.push(character);
  }
  const { rows } = await database.pool.query<{ character: string; folded: string }>(
    `with given as (select unnest($1::text[]) as character),
          changed as (select chr(n) as character from generate_series(1, 131071) n
                      where n not between 55296 and 57343
                        and casefold(chr(n) collate pg_unicode_fast) <> chr(n)),
          either as (select character from given union select character from changed),
          these as (select character from either
                    union select casefold(character collate pg_unicode_fast) from either)
     select character, casefold(character collate pg_unicode_fast) as folded
     from these where unicode_assigned(character)`,
    [changed],
  );
  expect(rows.length).toBeGreaterThan(2800);
  const here = new Map<string, string>();
  const there = new Map<string, string>();
  for (const { character, folded } of rows) {
    const own = caseFold(character);
    expect(here.get(folded) ?? own, character).toBe(own);
    expect(there.get(own) ?? folded, character).toBe(folded);
    here.set(folded, own);
    there.set(own, folded);
  }
});
