/** The plan of the demo's year is the same in every run, and plausible. */
import { expect, test } from "vitest";
import { solutions } from "../../demo/people.ts";
import { days, peopleAtTheEnd, planYear, type Step } from "../../demo/plan.ts";

const steps = planYear(solutions.length);
const all = <Type extends Step["type"]>(type: Type) =>
  steps.filter((step): step is Extract<Step, { type: Type }> => step.type === type);

test("the plan is the same in every run, in order of time, and within the year", () => {
  expect(planYear(solutions.length)).toEqual(steps);
  expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(steps.every(({ at }) => at >= 0 && at < days * 24 * 60)).toBe(true);
});

test("the year has 12 solutions, 250 people who stay, and some who leave", () => {
  expect(all("REGISTER_SOLUTION")).toHaveLength(12);
  expect(all("INVITE").length - all("REMOVE").length).toBe(peopleAtTheEnd - 1);
  expect(all("REMOVE").length).toBeGreaterThan(20);
  expect(new Set(all("INVITE").map(({ role }) => role))).toEqual(
    new Set(["OWNER", "ADMIN", "CREATOR", "USER"]),
  );
});

test("nobody accepts before being invited, and nothing happens to a person who has left", () => {
  for (const { person, at } of all("ACCEPT")) {
    const invited = all("INVITE").find((step) => step.person === person);
    expect(invited?.at).toBeLessThan(at);
  }
  for (const { person, at } of all("REMOVE")) {
    const later = steps.filter(
      (step) => "person" in step && step.person === person && step.at > at,
    );
    expect(later).toEqual([]);
  }
});
