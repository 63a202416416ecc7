/** Settings as they are typed, the search among solutions, and what the address bar holds. */
import { expect, test } from "vitest";
import type { Schemas } from "../../../clients/typescript/src/index.ts";
import { solutionsMatching } from "../../../console/src/solutions/matching.ts";
import { parseSettings } from "../../../console/src/solutions/parse-settings.ts";
import { solutionSearch, solutionsSearch } from "../../../console/src/solutions/search.ts";

test("settings are one JSON object of at most 16,384 bytes", () => {
  expect(parseSettings('{"a": 1}')).toEqual({ value: { a: 1 } });
  expect(parseSettings("{")).toEqual({ error: "notJson" });
  expect(parseSettings("[1]")).toEqual({ error: "notAnObject" });
  expect(parseSettings("null")).toEqual({ error: "notAnObject" });
  expect(parseSettings(JSON.stringify({ a: "ü".repeat(8_188) })).error).toBeUndefined();
  expect(parseSettings(JSON.stringify({ a: "ü".repeat(8_189) }))).toEqual({ error: "tooLong" });
});

test("a solution is found by each word of its title, name or category", () => {
  const solution = (title: string, name: string, category?: string) =>
    ({ title, name, category }) as Schemas["Solution"];
  const expenses = solution("Travel and Expenses", "expenses", "Finance");
  const all = [expenses, solution("Quality audits", "quality")];
  expect(solutionsMatching(all, "")).toEqual(all);
  expect(solutionsMatching(all, " finance TRAVEL ")).toEqual([expenses]);
  expect(solutionsMatching(all, "finance audits")).toEqual([]);
  const greek = { ...expenses, title: "Λόγος" };
  expect(solutionsMatching([greek], "λόγοσ ΛΌΓΟΣ")).toEqual([greek]);
});

test("the address bar keeps what it knows", () => {
  expect(solutionsSearch({ search: 12, other: "x" })).toEqual({ search: "12" });
  expect(solutionSearch({ tab: "members", search: "bo" })).toMatchObject({
    tab: "members",
    search: "bo",
  });
  expect(solutionSearch({ tab: "other", search: "" })).toMatchObject({
    tab: undefined,
    search: undefined,
  });
});
