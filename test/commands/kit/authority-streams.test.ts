/** What the streams say of somebody's rights, at their edges (docs/decisions/0017-authority.md). */
import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  endsForAuthority,
  lostRightTo,
  requireAuthority,
  RightLost,
  standingInStreams,
} from "../../../src/commands/kit/authority.ts";
import type { Authority } from "../../../src/commands/kit/authorize.ts";
import { systemActor as actor } from "../../../src/commands/kit/system-context.ts";
import type { MemberEvent } from "../../../src/domain/member/events.ts";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import { memberStream, organizationStream, userStream } from "../../../src/domain/streams.ts";
import { createCodec } from "../../../src/eventstore/codec.ts";
import type { EventStore, StoredRecord } from "../../../src/eventstore/port.ts";
import { idOf } from "../../domain/given.ts";

const [organizationId, userId, solutionId] = [idOf(7), idOf(1), idOf(9)];
const member = memberStream(organizationId, userId);
const key = createSecretKey(Buffer.alloc(32, 7));
const codec = createCodec({ forWriting: async () => key, forReading: async () => new Map() });
const at = "2026-03-01T12:00:00.000Z";

const founded: MemberEvent = {
  type: "MemberFounded",
  data: {},
  personal: { email: "ada@example.com" },
};
const roleChanged = (from: OrganizationRole, to: OrganizationRole): MemberEvent => ({
  type: "OrgRoleChanged",
  data: { from, to, grantedBy: idOf(2) },
});
const assigned: MemberEvent = { type: "SolutionAssigned", data: { solutionId, role: "ADMIN" } };
const lowered: MemberEvent = {
  type: "SolutionRoleChanged",
  data: { solutionId, from: "ADMIN", to: "USER" },
};
const removed: MemberEvent = { type: "MemberRemoved", data: {} };
const disabled: MemberEvent = { type: "MemberDisabled", data: {} };

/** An event store with the member's events, and perhaps the end of the person or of the organization. */
async function storeWith(events: readonly MemberEvent[], ended: readonly string[] = []) {
  const metadata = { occurredAt: at, organizationId, subjectId: userId, actor, correlationId: "c" };
  const toWrite = events.map((event, index) => ({ event, eventId: idOf(index), metadata }));
  const records = (await codec.encode(member, toWrite)).map(
    ({ id, type, data, metadata: text }, revision): StoredRecord => ({
      id,
      type,
      data,
      metadata: text,
      stream: member,
      revision,
      position: BigInt(revision + 1),
    }),
  );
  const reads: string[] = [];
  const store = {
    async readStream(stream: string) {
      reads.push(stream);
      return stream === member ? records : [];
    },
    async endsOf(streams: readonly string[]) {
      return streams.map((stream) => {
        if (stream === member) return records.at(-1);
        const type = ended.find((each) => stream.startsWith(each.split(" ")[0] ?? ""));
        return { type: type?.split(" ")[1] ?? "SomethingElse", revision: 0 };
      });
    },
  };
  return { services: { store: store as unknown as EventStore, codec }, reads };
}

const erased = "user PersonalDataErased";
const deleted = "organization OrganizationDeleted";
const authority = (more: Partial<Authority> = {}): Authority => ({
  organizationId,
  userId,
  role: "OWNER",
  permission: "users:manage",
  revision: 0,
  ...more,
});

async function refusal(
  events: readonly MemberEvent[],
  more: Partial<Authority> = {},
  ended: readonly string[] = [],
): Promise<string> {
  const { services } = await storeWith(events, ended);
  try {
    await requireAuthority(services, authority(more));
    return "none";
  } catch (error) {
    if (!(error instanceof RightLost)) throw error;
    expect(error.detail).toMatch(/^\p{Lu}.+[.]$/su);
    return error.code;
  }
}

describe("rights that the read model showed", () => {
  test("hold if nothing was appended since, and nothing is read for that", async () => {
    const { services, reads } = await storeWith([founded]);
    await requireAuthority(services, authority());
    expect(reads).toEqual([]);
    await requireAuthority(services, authority({ revision: 5 }));
    expect(reads).toEqual([member]);
  });

  test("are asked of the membership, the person and the organization", async () => {
    const asked: string[] = [];
    const endsOf = async (streams: readonly string[]) => {
      asked.push(...streams);
      return [];
    };
    await endsForAuthority({ endsOf }, { organizationId, userId });
    expect(asked).toEqual([member, userStream(userId), organizationStream(organizationId)]);
  });

  test.each<[string, readonly MemberEvent[], Partial<Authority>, string]>([
    ["no membership", [], {}, "not-found"],
    ["a removal", [founded, removed], {}, "not-found"],
    ["a removal, and a new beginning", [founded, removed, founded], {}, "not-found"],
    ["a removal that the read model showed", [founded, removed, founded], { revision: 1 }, "none"],
    ["a disabling", [founded, disabled], {}, "not-found"],
    ["a role without the permission", [founded, roleChanged("OWNER", "USER")], {}, "forbidden"],
    ["a lower role with the permission", [founded, roleChanged("OWNER", "ADMIN")], {}, "forbidden"],
    ["the same role as shown", [founded, roleChanged("OWNER", "ADMIN")], { role: "ADMIN" }, "none"],
    [
      "a lower role, where all may",
      [founded, roleChanged("OWNER", "ADMIN")],
      { role: "ADMIN", permission: undefined },
      "none",
    ],
    ["a solution that does not matter", [founded, assigned], {}, "none"],
    [
      "the role in the solution as shown",
      [founded, assigned],
      { solutions: new Map([[solutionId, "ADMIN"]]) },
      "none",
    ],
    [
      "another role in the solution",
      [founded, assigned, lowered],
      { solutions: new Map([[solutionId, "ADMIN"]]) },
      "forbidden",
    ],
    [
      "one of two",
      [founded, assigned, lowered],
      {
        solutions: new Map([
          [solutionId, "ADMIN"],
          [idOf(8), undefined],
        ]),
      },
      "forbidden",
    ],
  ])("with %s", async (_, events, more, expected) => {
    expect(await refusal(events, more)).toBe(expected);
  });

  test("end with the person and with the organization", async () => {
    expect(await refusal([founded], {}, [erased])).toBe("not-found");
    expect(await refusal([founded], {}, [deleted])).toBe("not-found");
    expect(await refusal([founded], {}, ["user UserRegistered"])).toBe("none");
  });

  test("the refusal says what to do", async () => {
    const { services } = await storeWith([founded, roleChanged("OWNER", "ADMIN")]);
    await expect(requireAuthority(services, authority())).rejects.toMatchObject({
      detail: "Your role was changed while this was being done. Try again.",
    });
    const lost = await storeWith([founded, roleChanged("OWNER", "USER")]);
    await expect(requireAuthority(lost.services, authority())).rejects.toMatchObject({
      detail: "Your role, USER, does not allow this.",
    });
  });

  test("may have been read ahead", async () => {
    const { services } = await storeWith([founded]);
    const ahead = Promise.resolve([undefined]);
    await expect(requireAuthority(services, authority(), ahead)).rejects.toThrow("not-found");
  });
});

describe("what a person is", () => {
  const standing = async (events: readonly MemberEvent[], ended: readonly string[] = []) =>
    standingInStreams((await storeWith(events, ended)).services, organizationId, userId);

  test("is what their membership says, unless they or the organization have ended", async () => {
    expect(await standing([])).toEqual({ status: "NONE", role: "USER" });
    expect(await standing([founded])).toEqual({ status: "ACTIVE", role: "OWNER" });
    expect(await standing([founded, removed])).toEqual({ status: "REMOVED", role: "USER" });
    expect(await standing([founded], [erased])).toEqual({ status: "ERASED", role: "OWNER" });
    expect(await standing([founded], [deleted])).toEqual({ status: "REMOVED", role: "OWNER" });
  });

  test("decides whether they have lost a right", async () => {
    const lost = async (events: readonly MemberEvent[], ended: readonly string[] = []) =>
      lostRightTo(
        (await storeWith(events, ended)).services,
        "users:manage",
        organizationId,
        userId,
      );
    expect(await lost([founded])).toBeUndefined();
    expect(await lost([founded, roleChanged("OWNER", "ADMIN")])).toBeUndefined();
    expect(await lost([founded, roleChanged("OWNER", "USER")])).toEqual({
      userId,
      status: "ACTIVE",
      role: "USER",
    });
    expect(await lost([founded, disabled])).toEqual({ userId, status: "DISABLED" });
    expect(await lost([founded], [erased])).toEqual({ userId, status: "ERASED" });
  });
});
