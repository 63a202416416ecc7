/** The console's catalogues say the same in every language. */
import { expect, test } from "vitest";
import { de as german, en as english } from "../support/texts.ts";
import { languageFor } from "../../console/src/text/catalogue.ts";
import { problemTable } from "../../src/http/kit/problem-table.ts";

/** The paths of all texts, with the number of values that a text takes. */
function textsOf(value: unknown, path: string): string[] {
  if (typeof value === "string") return [path];
  if (typeof value === "function") return [`${path}(${value.length})`];
  return Object.entries(value as object).flatMap(([key, each]) => textsOf(each, `${path}.${key}`));
}

test("German has every text of English, with the same values in it", () => {
  const { problems: _english, ...ours } = english;
  const { problems: _german, ...theirs } = german;
  expect(textsOf(theirs, "text").toSorted()).toEqual(textsOf(ours, "text").toSorted());
});

test("no text is empty", () => {
  for (const catalogue of [english, german]) {
    expect(emptyIn(catalogue, "text")).toEqual([]);
  }
});

function emptyIn(value: unknown, path: string): string[] {
  if (value === "") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => emptyIn(each, `${path}.${key}`));
}

test("German has a text for every problem, whose own text is English", () => {
  const codes = Object.keys(problemTable);
  expect(codes.filter((code) => !(code in german.problems))).toEqual([]);
  expect(Object.keys(german.problems).filter((code) => !codes.includes(code))).toEqual(["unknown"]);
});

test("the first language with a catalogue is used, whatever its region; else English", () => {
  expect(languageFor(["de-CH"])).toBe("de");
  expect(languageFor(["fr-FR", "de", "en"])).toBe("de");
  expect(languageFor(["fr"])).toBe("en");
  expect(languageFor([])).toBe("en");
  expect(languageFor(["constructor"])).toBe("en");
});
