/** Plans the demo's year as data: who joins, leaves and changes, at which minute. */
import type { OrganizationRole, SolutionRole } from "../src/domain/roles.ts";
import { createRandom, type Random } from "./random.ts";

export const days = 365;
/** Members at the end of the year, including the owner. */
export const peopleAtTheEnd = 250;
/** Members who leave during the year, in addition. */
const departures = 30;

/** Minutes since the beginning of the year. */
type Minute = number;

export type Step = { readonly at: Minute } & (
  | { readonly type: "REGISTER_SOLUTION"; readonly solution: number }
  | { readonly type: "INVITE"; readonly person: number; readonly role: OrganizationRole }
  | { readonly type: "RESEND"; readonly person: number }
  | { readonly type: "REVOKE"; readonly person: number }
  | { readonly type: "ACCEPT"; readonly person: number }
  | {
      readonly type: "ASSIGN";
      readonly person: number;
      readonly solution: number;
      readonly role: SolutionRole;
    }
  | { readonly type: "UNASSIGN"; readonly person: number; readonly solution: number }
  | { readonly type: "CHANGE_ROLE"; readonly person: number; readonly role: OrganizationRole }
  | { readonly type: "MAKE_TOKEN"; readonly person: number }
  | { readonly type: "USE_TOKEN"; readonly person: number }
  | { readonly type: "EXTEND_TOKEN"; readonly person: number }
  | { readonly type: "DELETE_TOKEN"; readonly person: number }
  | { readonly type: "DISABLE"; readonly person: number }
  | { readonly type: "ENABLE"; readonly person: number }
  | { readonly type: "REMOVE"; readonly person: number }
);

const minutesADay = 24 * 60;

/** All steps in order of time. Person 0 is the owner, a member from the start. */
export function planYear(solutions: number, seed = 20_26): readonly Step[] {
  const random = createRandom(seed);
  const steps: Step[] = [];
  for (let solution = 0; solution < solutions; solution += 1) {
    steps.push({
      at: workingMinute(random, 1 + solution * 12),
      type: "REGISTER_SOLUTION",
      solution,
    });
  }
  for (let person = 1; person < peopleAtTheEnd + departures; person += 1) {
    const isLeaving = person > peopleAtTheEnd - 1;
    steps.push(...planPerson(random, person, solutions, isLeaving));
  }
  const end = days * minutesADay;
  return steps.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
}

function planPerson(random: Random, person: number, solutions: number, isLeaving: boolean): Step[] {
  const role = firstRole(random, person);
  const invitedOn = person <= 8 ? person : random.between(9, isLeaving ? 200 : 350);
  const steps: Step[] = [{ at: workingMinute(random, invitedOn), type: "INVITE", person, role }];
  let day = invitedOn;
  if (person > 8 && !isLeaving) {
    if (random.chance(0.03)) {
      return [...steps, { at: workingMinute(random, day + 2), type: "REVOKE", person }];
    }
    if (random.chance(0.12)) {
      day += random.between(3, 16);
      steps.push({ at: workingMinute(random, day), type: "RESEND", person });
    }
    if (random.chance(0.04)) return steps;
  }
  day += random.between(1, 4);
  steps.push({ at: workingMinute(random, day), type: "ACCEPT", person });
  steps.push(...planSolutions(random, person, solutions, day + 1));
  if (role !== "USER" || random.chance(0.2)) steps.push(...planToken(random, person, day));
  if (person > 8 && random.chance(0.25)) {
    const at = workingMinute(random, day + random.between(20, 200));
    const nextRole = random.pick(["USER", "CREATOR", "CREATOR", "ADMIN"] as const);
    steps.push({ at, type: "CHANGE_ROLE", person, role: nextRole });
  }
  if (isLeaving) {
    const at = workingMinute(random, day + random.between(30, 150));
    return [...steps.filter((step) => step.at < at), { at, type: "REMOVE", person }];
  }
  if (person > 8 && random.chance(0.08)) {
    const away = day + random.between(30, 150);
    steps.push({ at: workingMinute(random, away), type: "DISABLE", person });
    if (random.chance(0.6)) {
      const back = workingMinute(random, away + random.between(5, 40));
      steps.push({ at: back, type: "ENABLE", person });
    }
  }
  return steps;
}

/** The first few are the second owner, admins and creators. */
function firstRole(random: Random, person: number): OrganizationRole {
  if (person === 1) return "OWNER";
  if (person <= 4) return "ADMIN";
  if (person <= 8) return "CREATOR";
  return random.pick(["USER", "USER", "USER", "USER", "USER", "USER", "USER", "CREATOR", "ADMIN"]);
}

function planSolutions(random: Random, person: number, solutions: number, day: number): Step[] {
  const steps: Step[] = [];
  const given = new Set<number>();
  for (let count = random.between(0, 4); count > 0; count -= 1) {
    const solution = random.between(0, solutions - 1);
    if (given.has(solution)) continue;
    given.add(solution);
    const from = Math.max(day, 2 + solution * 12) + random.between(0, 30);
    const role = random.pick(["USER", "USER", "USER", "EDITOR", "ADMIN"] as const);
    steps.push({ at: workingMinute(random, from), type: "ASSIGN", person, solution, role });
    if (random.chance(0.15)) {
      const at = workingMinute(random, from + random.between(20, 90));
      steps.push({ at, type: "ASSIGN", person, solution, role: random.pick(["ADMIN", "DENY"]) });
    }
    if (random.chance(0.1)) {
      const at = workingMinute(random, from + random.between(100, 200));
      steps.push({ at, type: "UNASSIGN", person, solution });
    }
  }
  return steps;
}

function planToken(random: Random, person: number, day: number): Step[] {
  const made = day + random.between(0, 20);
  const steps: Step[] = [{ at: workingMinute(random, made), type: "MAKE_TOKEN", person }];
  const weeks = random.between(2, 20);
  for (let week = 1; week <= weeks; week += 1) {
    const at = workingMinute(random, made + week * 7);
    steps.push({ at, type: random.chance(0.05) ? "EXTEND_TOKEN" : "USE_TOKEN", person });
  }
  if (random.chance(0.2)) {
    steps.push({ at: workingMinute(random, made + weeks * 7 + 1), type: "DELETE_TOKEN", person });
  }
  return steps;
}

/** A random minute of the day between 8:00 and 18:00. */
function workingMinute(random: Random, day: number): Minute {
  return day * minutesADay + random.between(8 * 60, 18 * 60);
}
