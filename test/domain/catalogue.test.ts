/** The catalogue of events, what upcasters make of older versions, and the bounds of an organization's settings. */
import { describe, expect, test } from "vitest";
import { budgetEntries, budgets, limitsWith, variableOf } from "../../src/domain/budgets.ts";
import { catalogue, definitions, schemaVersions } from "../../src/domain/catalogue.ts";
import { emailEvents } from "../../src/domain/email/events.ts";
import { isEventIn } from "../../src/domain/event.ts";
import { notificationContent } from "../../src/domain/notification/events.ts";
import { organizationSettings } from "../../src/domain/organization/events.ts";
import { upcasters } from "../../src/domain/upcasters.ts";

test("the catalogue names the newest version of every event, with an upcaster for each older one", () => {
  const versions = schemaVersions(catalogue);
  expect(Object.keys(versions)).toEqual([...definitions.keys()]);
  for (const [type, { definition }] of definitions) {
    expect(versions[type]).toBe(definition.version);
    expect(catalogue.upcasters[type] ?? []).toHaveLength(definition.version - 1);
  }
  expect(catalogue.definitions).toBe(definitions);
});

test("a founder's first version had no address", () => {
  const data = { some: "data" };
  const [upcast] = upcasters["MemberFounded"] ?? [];
  expect(upcast?.({ data, personal: undefined })).toEqual({ data, personal: null });
});

test("an event is one of the definitions that name its type", () => {
  expect(isEventIn(emailEvents, { type: "EmailClaimed", data: {} })).toBe(true);
  expect(isEventIn(emailEvents, { type: "UserRegistered", data: {} })).toBe(false);
});

test("the limits are those of the table, unless some are replaced", () => {
  const usual = Object.fromEntries(budgetEntries.map(([name, { limit }]) => [name, limit]));
  expect(limitsWith()).toEqual(usual);
  expect(limitsWith({ eventsPerStream: 5 })).toEqual({ ...usual, eventsPerStream: 5 });
  expect(limitsWith().eventsPerStream).toBe(budgets.eventsPerStream.limit);
  expect(variableOf("eventsPerStream")).toBe("LIMIT_EVENTS_PER_STREAM");
});

const messagesOf = (settings: object): readonly string[] | undefined =>
  organizationSettings.safeParse(settings).error?.issues.map(({ message }) => message);

describe("a setting of an organization", () => {
  test.each([
    { idleLogoutMinutes: 1 },
    { idleLogoutMinutes: 43_200 },
    { inviteExpiryDays: 1 },
    { inviteExpiryDays: 365 },
    { memberLimit: 1 },
    { memberLimit: 10_000_000 },
    { memberLimit: null },
  ])("can be %j", (settings) => {
    expect(messagesOf(settings)).toBeUndefined();
  });

  test.each([
    [{ idleLogoutMinutes: 0 }, "must be at least 1 minute"],
    [{ idleLogoutMinutes: 43_201 }, "must be at most 43200 minutes (30 days)"],
    [{ idleLogoutMinutes: 1.5 }, "must be a whole number of minutes"],
    [{ inviteExpiryDays: 0 }, "must be at least 1 day"],
    [{ inviteExpiryDays: 366 }, "must be at most 365 days"],
    [{ inviteExpiryDays: 1.5 }, "must be a whole number of days"],
    [{ memberLimit: 0 }, "must be at least 1"],
    [{ memberLimit: 10_000_001 }, "must be at most 10000000"],
    [{ memberLimit: 1.5 }, "must be a whole number"],
  ])("cannot be %j", (settings, message) => {
    expect(messagesOf(settings)).toEqual([message]);
  });
});

test("a notification has a text", () => {
  const { error } = notificationContent.safeParse({ text: "" });
  expect(error?.issues.map(({ message }) => message)).toEqual(["must not be empty"]);
});
