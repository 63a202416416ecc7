/** Every type of event has a sentence in every language and a group; unknown ones have a safe fallback. */
import { expect, test } from "vitest";
import { eventGroups } from "../../../console/src/audit/groups.ts";
import { type AuditEvent, sentenceOf } from "../../../console/src/audit/sentences.ts";
import type { Catalogue } from "../../../console/src/text/catalogue.ts";
import { de as german, en as english } from "../../support/texts.ts";
import { definitions } from "../../../src/domain/catalogue.ts";

const types = [...definitions.keys()];
const solutionId = "00000000-0000-4000-8000-000000000003";

function sentence(event: Partial<AuditEvent>, text: Catalogue = english): string {
  const whole: AuditEvent = {
    position: 1,
    eventId: "e",
    type: "OrgRoleChanged",
    schemaVersion: 1,
    stream: "member-o.bo",
    revision: 0,
    occurredAt: "2026-01-01T00:00:00.000Z",
    actor: { userId: "ana", via: "SESSION", name: "Ana" },
    subjectId: "bo",
    data: {},
    changes: {},
    correlationId: "c",
    ...event,
  };
  return sentenceOf(whole, {
    people: { bo: { name: "Bo" }, gone: { erased: true } },
    personName: (id, person) => (person?.erased ? text.common.erasedPerson : (person?.name ?? id)),
    solutionName: (id) => (id === solutionId ? "Payroll" : id),
    languageName: (code) => code,
    dateTime: (time) => time,
    text,
  });
}

test("no type of event lacks a sentence, in any language", () => {
  for (const { audit } of [english, german]) {
    expect(Object.keys(audit.sentences).toSorted()).toEqual(types.toSorted());
  }
});

test("a sentence holds with no facts at all, such as after an erasure", () => {
  for (const text of [english, german]) {
    for (const type of types) {
      const said = sentence({ type, data: {}, subjectId: "gone" }, text);
      expect(said, type).not.toMatch(/undefined|null|NaN|\[object/);
      expect(said.length, type).toBeGreaterThan(10);
    }
  }
});

test("each type is in one group", () => {
  expect(Object.values(eventGroups).flat().toSorted()).toEqual(types.toSorted());
});

test("a role is said with the one before", () => {
  const data = { from: "USER", to: "ADMIN", grantedBy: "ana" };
  expect(sentence({ data })).toBe("Ana made Bo an admin; was: user");
  expect(sentence({ data }, german)).toBe("Ana hat Bo die Rolle Admin gegeben; vorher: Nutzer");
});

test("solutions are named, and whoever acts on themselves is said so", () => {
  const assigned = { type: "SolutionAssigned", data: { solutionId, role: "EDITOR" } };
  expect(sentence(assigned)).toBe("Ana gave Bo the solution Payroll; role: editor");
  expect(sentence({ ...assigned, subjectId: "ana" })).toBe(
    "Ana took the solution Payroll; role: editor",
  );
  expect(sentence({ type: "MemberRemoved", subjectId: "ana" })).toBe("Ana left the organization");
});

test("changed fields are named with their values before and after", () => {
  const changes = { name: { from: "Old", to: "New" }, url: { from: "https://a.example" } };
  expect(sentence({ type: "OrganizationDetailsChanged", changes })).toBe(
    "Ana changed the organization's details: name: Old → New, address: https://a.example → None",
  );
});

test("erased people are said to be erased", () => {
  expect(sentence({ type: "MemberDisabled", subjectId: "gone" })).toBe(
    "Ana disabled erased person",
  );
});

test("a type or a role that the console does not know is shown as the service writes it", () => {
  expect(sentence({ type: "MoonLanded" })).toBe("Ana: MoonLanded");
  expect(sentence({ type: "toString" })).toBe("Ana: toString");
  expect(sentence({ data: { from: "USER", to: "KING" } })).toBe("Ana made Bo KING; was: user");
});

test("a session that was not used ends without an act, and the entry says whose it was", () => {
  const actor = { userId: "00000000-0000-0000-0000-000000000000", via: "SYSTEM" } as const;
  const event = { type: "UserLoggedOut", actor, subjectId: "bo", data: { reason: "IDLE" } };
  expect(sentence(event)).toBe("A session of Bo ended because it was not used");
});
