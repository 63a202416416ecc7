/** A text mentions an address, or only a longer address that includes it. */
import { expect, test } from "vitest";
import { mentions } from "../../../src/platform/mail/mentions.ts";

test.each([
  "ob@example.com",
  "OB@Example.com",
  "To: <ob@example.com>",
  "write to ob@example.com.",
  "ob@example.com, bob@example.com",
  "mailto:ob@example.com?subject=x",
])("%s mentions the address", (text) => {
  expect(mentions(text, "ob@example.com")).toBe(true);
});

test.each([
  "bob@example.com",
  "b.ob@example.com",
  "x+ob@example.com",
  "ob@example.com.org",
  "ob@example.community",
  "ob@exampleXcom",
])("%s does not mention the address", (text) => {
  expect(mentions(text, "ob@example.com")).toBe(false);
});
