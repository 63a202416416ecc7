/** The sendings of an invitation as a user's page shows them. */
import { expect, test } from "vitest";
import { sendingsOf } from "../../../console/src/members/sendings.ts";

const actor = { userId: "ada", via: "SESSION", name: "Ada" } as const;
const event = (type: string, minute: number, data: Record<string, unknown> = {}) => ({
  type,
  occurredAt: `2026-03-01T12:0${minute}:00.000Z`,
  data,
  actor,
});
const issued = (sendingId: string, minute: number, language: string) =>
  event("InviteIssued", minute, { sendingId, language, expiresAt: "2026-03-15T12:00:00.000Z" });

test("each sending says who sent it, in which language, what became of it and how it ended", () => {
  const events = [
    issued("1", 0, "en"),
    event("InviteEmailFailed", 1, { sendingId: "1", reason: "550 no such mailbox" }),
    issued("2", 2, "de"),
    event("InviteEmailSent", 3, { sendingId: "2" }),
    event("InviteRevoked", 4),
    issued("3", 5, "de"),
    event("InviteEmailSent", 6, { sendingId: "3" }),
    event("InviteAccepted", 7),
  ];
  const sendings = sendingsOf(events.toReversed());
  expect(
    sendings.map(({ language, result, reason, end }) => [language, result, reason, end?.kind]),
  ).toEqual([
    ["de", "SENT", undefined, "ACCEPTED"],
    ["de", "SENT", undefined, "REVOKED"],
    ["en", "FAILED", "550 no such mailbox", "REPLACED"],
  ]);
  expect(sendings[0]?.by).toEqual(actor);
});

test("the reason of an erased person is gone; an open sending has no end", () => {
  const events = [
    issued("1", 0, "en"),
    event("InviteEmailFailed", 1, { sendingId: "1", reason: null }),
  ];
  expect(sendingsOf(events.toReversed())).toEqual([
    {
      issuedAt: "2026-03-01T12:00:00.000Z",
      by: actor,
      language: "en",
      expiresAt: "2026-03-15T12:00:00.000Z",
      result: "FAILED",
      resultAt: "2026-03-01T12:01:00.000Z",
    },
  ]);
});
