/** A shared text is equal to what was given, however many others came before. */
import { expect, test } from "vitest";
import { sharedTexts } from "../../src/platform/shared-texts.ts";

test("every text comes back as it is", () => {
  const shared = sharedTexts();
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 2_500; number += 1) {
      expect(shared(`text ${number}`)).toBe(`text ${number}`);
    }
  }
});
