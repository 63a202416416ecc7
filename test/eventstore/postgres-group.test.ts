/** Which of the waiting appends are written in one transaction. */
import { describe, expect, test } from "vitest";
import { takeGroup, type Append } from "../../src/eventstore/postgres/group.ts";
import { records } from "./contract/subject.ts";

function append(stream: string, { size = 1, bytes = 100 } = {}): Append {
  return { stream, expected: "none", records: records(size), bytes };
}

function namesOf(appends: readonly Append[]): string {
  return appends.map(({ stream }) => stream).join("");
}

describe("a group", () => {
  test("takes all waiting appends, oldest first", () => {
    const queue = [append("a"), append("b"), append("c")];
    expect(namesOf(takeGroup(queue))).toBe("abc");
    expect(queue).toEqual([]);
  });

  test("has one append per stream; later ones wait, in order", () => {
    const queue = [append("a"), append("b"), append("a"), append("c"), append("a"), append("b")];
    const appends = [...queue];
    expect(takeGroup(queue)).toEqual([appends[0], appends[1], appends[3]]);
    expect(takeGroup(queue)).toEqual([appends[2], appends[5]]);
    expect(takeGroup(queue)).toEqual([appends[4]]);
    expect(takeGroup(queue)).toEqual([]);
  });

  test.each([
    ["events", { size: 500 }],
    ["bytes", { bytes: 1_000_001 }],
  ])("is closed once it has more %s than the bound, and is never empty", (_, size) => {
    const queue = ["a", "b", "c", "d", "e"].map((stream) => append(stream, size));
    const groups = [];
    while (queue.length > 0) groups.push(namesOf(takeGroup(queue)));
    expect(groups).toEqual(["ab", "cd", "e"]);
  });
});
