/** The forms of names and addresses for display, sorting and search. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayName, searchForm, sortKey } from "../../../src/projections/directory/text.ts";

describe("the shown name", () => {
  test.each([
    ["Countess", "Ada", "Lovelace", "Countess"],
    [null, "Ada", "Lovelace", "Ada Lovelace"],
    [null, null, "Lovelace", "Lovelace"],
    [null, null, null, null],
  ])("of %s, %s and %s is %s", (given_name, first_name, last_name, expected) => {
    expect(displayName({ given_name, first_name, last_name })).toBe(expected);
  });
});

describe("the search form", () => {
  test("finds exactly the parts of a text, without regard to case, in every script", () => {
    const unit = fc.constantFrom(...Array.from("aZä zéЖж中😀😁0f%_ｚ"));
    const text = fc.string({ unit, maxLength: 12 });
    const plain = (value: string) => value.normalize("NFC").toLowerCase();
    fc.assert(
      fc.property(text, fc.string({ unit, minLength: 1, maxLength: 3 }), (whole, part) => {
        expect(searchForm(whole).includes(searchForm(part))).toBe(
          plain(whole).includes(plain(part)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("is ASCII", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
        expect(searchForm(text)).toMatch(/^[\0-\x7f]*$/);
      }),
    );
  });
});

test("the sort key of any name is short and can be stored", () => {
  const longest = sortKey("\ufdfa".repeat(200));
  expect(longest.length).toBe(120);
  expect(sortKey(`${"x".repeat(119)}😀`).isWellFormed()).toBe(true);
  expect(sortKey("Émile")).toBe("emile");
  expect(sortKey(null)).toBe("");
});
