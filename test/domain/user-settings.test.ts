/** The settings of a person that have a meaning, and how both kinds of settings are decided and kept. */
import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/decider.ts";
import { solutionDecider } from "../../src/domain/solution/decider.ts";
import type { SolutionEvent } from "../../src/domain/solution/events.ts";
import { userDecider } from "../../src/domain/user/decider.ts";
import { isPrivate, type UserEvent } from "../../src/domain/user/events.ts";
import { userSettings } from "../../src/domain/user/settings.ts";
import { given, idOf } from "./given.ts";

const messages = (settings: object): readonly string[] | undefined =>
  userSettings.safeParse(settings).error?.issues.map(({ message }) => message);

describe("a person's settings", () => {
  test.each([
    {},
    { theme: "light" },
    { theme: "dark" },
    { theme: "system" },
    { language: "de-CH" },
    { language: "zh-Hant-TW" },
    { timeZone: "Europe/Zurich" },
    { timeZone: "UTC" },
    { anything: [1, { else: null }] },
  ])("can be %j, and are kept as they are", (settings) => {
    expect(userSettings.parse(settings)).toEqual(settings);
  });

  test.each([
    [{ theme: "pink" }, "must be light, dark or system"],
    [{ theme: "" }, "must be light, dark or system"],
    [{ language: "d" }, "must be a language tag such as de-CH (BCP 47)"],
    [{ language: "de_CH" }, "must be a language tag such as de-CH (BCP 47)"],
    [{ timeZone: "Europe/Atlantis" }, "must be a time zone such as Europe/Zurich (IANA)"],
    [{ timeZone: "+01:00" }, "must be a time zone such as Europe/Zurich (IANA)"],
  ])("cannot be %j", (settings, message) => {
    expect(messages(settings)).toEqual([message]);
  });

  test("have a language and a zone of at most 100 characters", () => {
    const long = `en-x-${"abcdefgh-".repeat(11)}a`;
    expect(long).toHaveLength(105);
    expect(messages({ language: long })).toHaveLength(1);
    expect(messages({ language: `en-x-${"abcdefgh-".repeat(10)}a` })).toBeUndefined();
    expect(messages({ timeZone: `E${"x".repeat(100)}` })?.length).toBeGreaterThan(0);
  });
});

const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
const registered: UserEvent = { type: "UserRegistered", data: {}, personal: person };
const erased: UserEvent = { type: "PersonalDataErased", data: { reason: "asked" } };
const changed = (set: Record<string, unknown>, removed: string[] = []): UserEvent => ({
  type: "UserSettingsChanged",
  data: {},
  personal: { set, removed },
});

describe("a user", () => {
  test("changes settings by what differs; what is too large is refused", () => {
    const change = (settings: Record<string, unknown>) =>
      ({ type: "ChangeUserSettings", settings }) as const;
    given(userDecider, [registered])
      .when(change({ a: 1 }))
      .then(changed({ a: 1 }));
    given(userDecider, [registered, changed({ a: 1, b: 2 })])
      .when(change({ b: 3 }))
      .then(changed({ b: 3 }, ["a"]));
    given(userDecider, [registered, changed({ a: 1 })])
      .when(change({ a: 1 }))
      .then();
    given(userDecider, [registered])
      .when(change({ a: "x".repeat(20_000) }))
      .thenRejected("too-large");
    // An erased person's change reads as null.
    const sealed = { ...changed({}), personal: null } as UserEvent;
    expect(
      given(userDecider, [registered, changed({ a: 1 }), sealed]).state.settings.values,
    ).toEqual({ a: 1 });
    expect(isPrivate("UserSettingsChanged")).toBe(true);
    expect(isPrivate("ProfileChanged")).toBe(false);
  });

  test("keeps what the profile says, field by field", () => {
    const events: UserEvent[] = [
      registered,
      { type: "ProfileChanged", data: {}, personal: { phone: "+44", firstName: "Augusta" } },
    ];
    expect(fold(userDecider, events).profile).toEqual({
      firstName: "Augusta",
      lastName: "Byron",
      phone: "+44",
    });
    expect(userDecider.readsPersonal).toBe(true);
  });

  test("is erased once, and again on demand; nothing is known and nothing changes afterwards", () => {
    const order = { reason: "asked" };
    given(userDecider, [registered]).when({ type: "EraseUser", order }).then(erased);
    given(userDecider, [registered, erased]).when({ type: "EraseUser", order }).then();
    given(userDecider, [registered, erased]).when({ type: "EraseAgain", order }).then(erased);
    given(userDecider, [registered]).when({ type: "EraseAgain", order }).then();
    given(userDecider, []).when({ type: "EraseUser", order }).thenRejected("not-found");
    given(userDecider, []).when({ type: "EraseAgain", order }).thenRejected("not-found");
    given(userDecider, [registered, erased])
      .when({ type: "RegisterUser", person })
      .thenRejected("email-taken");
    for (const command of [
      { type: "ChangeProfile", profile: { firstName: "A" } },
      { type: "ChooseDefaultOrganization", organizationId: idOf(9) },
      { type: "ChangeUserSettings", settings: { a: 1 } },
    ] as const) {
      given(userDecider, [registered, erased]).when(command).thenRejected("not-found");
    }
    const chosen: UserEvent = {
      type: "DefaultOrganizationChosen",
      data: { organizationId: idOf(9) },
    };
    expect(fold(userDecider, [registered, chosen, changed({ a: 1 }), erased])).toEqual({
      ...userDecider.initial,
      registered: true,
      erased: true,
    });
  });
});

describe("a solution", () => {
  const data = { organizationId: idOf(9), ownerId: idOf(1), name: "engine", title: "Engine" };
  const solution: SolutionEvent = { type: "SolutionRegistered", data };
  const settings = (set: Record<string, unknown>, removed: string[] = []): SolutionEvent => ({
    type: "SolutionSettingsChanged",
    data: { custom: { set, removed } },
  });
  const change = (custom: Record<string, unknown>, isPatch: boolean) =>
    ({ type: "ChangeSolutionSettings", custom, isPatch }) as const;

  test("has its settings replaced or patched", () => {
    const before = [solution, settings({ a: 1, b: { c: 1 } })];
    given(solutionDecider, before)
      .when(change({ b: { c: 1 } }, false))
      .then(settings({}, ["a"]));
    given(solutionDecider, before)
      .when(change({ a: null, b: { d: 2 } }, true))
      .then(settings({ b: { c: 1, d: 2 } }, ["a"]));
    given(solutionDecider, before)
      .when(change({ a: 1 }, true))
      .then();
    given(solutionDecider, before)
      .when(change({ a: "x".repeat(20_000) }, false))
      .thenRejected("too-large");
  });

  test("is what its changes made it", () => {
    const events: SolutionEvent[] = [
      solution,
      { type: "SolutionDetailsChanged", data: { title: "Machine", category: "Maths" } },
    ];
    expect(fold(solutionDecider, events)).toMatchObject({
      status: "REGISTERED",
      organizationId: idOf(9),
      details: { name: "engine", title: "Machine", category: "Maths" },
    });
    given(solutionDecider, events)
      .when({ type: "ChangeSolutionDetails", details: { title: "Machine" } })
      .then();
    const deleted: SolutionEvent = { type: "SolutionDeleted", data: { organizationId: idOf(9) } };
    expect(fold(solutionDecider, [...events, deleted]).status).toBe("DELETED");
    given(solutionDecider, [solution, deleted]).when(change({}, false)).thenRejected("not-found");
  });
});
