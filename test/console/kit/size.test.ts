/** Sizes of files in words. */
import { expect, test } from "vitest";
import { sizeIn } from "../../../console/src/kit/size.ts";

test("a size is in the largest unit that it fills", () => {
  const size = sizeIn("en");
  expect(size(1)).toBe("1 byte");
  expect(size(999)).toBe("999 bytes");
  expect(size(1_234_567)).toBe("1.2 MB");
});
