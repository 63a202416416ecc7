/** Works with the same key run one after the other; others do not wait for them. */
import { expect, test } from "vitest";
import { oneByOne } from "../../../src/commands/kit/one-by-one.ts";

test("works of one key run in turn, whatever became of those before", async () => {
  const owner = {};
  const seen: string[] = [];
  const first = Promise.withResolvers<undefined>();
  const one = oneByOne(owner, "a", async () => {
    seen.push("one begins");
    await first.promise;
    seen.push("one fails");
    throw new Error("failed");
  });
  const two = oneByOne(owner, "a", async () => seen.push("two"));
  await oneByOne(owner, "b", async () => seen.push("another key"));
  await oneByOne({}, "a", async () => seen.push("another owner"));
  expect(seen).toEqual(["one begins", "another key", "another owner"]);
  first.resolve(undefined);
  await expect(one).rejects.toThrow("failed");
  await two;
  expect(seen.slice(3)).toEqual(["one fails", "two"]);
});
