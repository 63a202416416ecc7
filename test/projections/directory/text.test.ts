/** The forms of names and addresses for display, sorting and search. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseFold } from "../../../src/platform/case-fold.ts";
import {
  displayName,
  searchForm,
  searchForms,
  searchText,
  sortKey,
} from "../../../src/projections/directory/text.ts";

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
    const unit = fc.constantFrom(...Array.from("aZä zéЖж中😀😁0f%_ｚßẞsΣσςﬁi"));
    const text = fc.string({ unit, maxLength: 12 });
    const plain = (value: string) => caseFold(value.normalize("NFC")).normalize("NFC");
    fc.assert(
      fc.property(text, fc.string({ unit, minLength: 1, maxLength: 3 }), (whole, part) => {
        expect(searchForm(whole).includes(searchForm(part))).toBe(
          plain(whole).includes(plain(part)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("of version 0.1.0 is kept beside, so that both versions find what the other has written", () => {
    const former = (text: string) => searchForms(text).at(-1) ?? "";
    const row = (name: string) => searchText({ name, first_name: "", last_name: "", email: null });
    expect(row("Weiße Straße")).toContain(former("STRAẞE".toLowerCase()));
    expect(row("Weiße Straße")).toContain(searchForm("STRASSE"));
    expect(former("ΣΟΦΟΣ")).not.toBe(searchForm("ΣΟΦΟΣ"));
    expect(row("ΣΟΦΟΣ ΛΟΓΟΣ")).toContain(former("ΣΟΦΟΣ"));
    expect(searchForms("Anna Ärztin")).toEqual([searchForm("anna ärztin")]);
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
  expect(sortKey("Straße")).toBe(sortKey("STRASSE"));
  expect(sortKey("ΣΑΣ")).toBe(sortKey("σας"));
  expect(sortKey(null)).toBe("");
});
