/** The checks of the fault suite notice what must not be. */
import { expect, test } from "vitest";
import { compareEvents, gaps } from "./checks.ts";

const load = {
  streams: new Set(["member-1", "token-1"]),
  events: new Map([
    ["member-1 MemberInvited", 1],
    ["member-1 OrgRoleChanged", 2],
    ["token-1 TokenIssued", 1],
  ]),
};
const written = [
  { stream: "member-1", type: "MemberInvited" },
  { stream: "member-1", type: "OrgRoleChanged" },
  { stream: "member-1", type: "OrgRoleChanged" },
  { stream: "token-1", type: "TokenIssued" },
  { stream: "member-of-another-load", type: "MemberInvited" },
];

test("what was acknowledged and written is neither lost nor done twice", () => {
  expect(compareEvents(written, [load])).toEqual({ lost: [], twice: [] });
});

test.each(written.slice(0, 4).map((event, index) => ({ event, index })))(
  "event $index is missed, and noticed a second time",
  ({ event, index }) => {
    const name = `${event.stream} ${event.type}`;
    expect(compareEvents(written.toSpliced(index, 1), [load])).toEqual({ lost: [name], twice: [] });
    expect(compareEvents([...written, event], [load])).toEqual({ lost: [], twice: [name] });
  },
);

test("an event that nobody asked for is noticed in a stream of the load", () => {
  const stray = { stream: "token-1", type: "TokenDeleted" };
  expect(compareEvents([...written, stray], [load]).twice).toEqual(["token-1 TokenDeleted"]);
});

test("a gap of positions and one of revisions are noticed", () => {
  const log = [1n, 2n, 3n].map((position, revision) => ({ stream: "a", revision, position }));
  expect(gaps(log, true)).toEqual([]);
  expect(gaps(log.toSpliced(1, 1), true)).toHaveLength(2);
  const sparse = log.map((entry) => ({ ...entry, position: entry.position * 100n }));
  expect(gaps(sparse, false)).toEqual([]);
  expect(gaps(sparse, true)).toHaveLength(3);
});
