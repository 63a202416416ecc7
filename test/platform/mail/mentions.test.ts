/** A text holds an address, or another one of which it is a part. */
import { expect, test } from "vitest";
import { mentions } from "../../../src/platform/mail/mentions.ts";

test.each([
  "ob@example.com",
  "OB@Example.com",
  "To: <ob@example.com>",
  "write to ob@example.com.",
  "ob@example.com, bob@example.com",
  "mailto:ob@example.com?subject=x",
])("%s holds it", (text) => {
  expect(mentions(text, "ob@example.com")).toBe(true);
});

test.each([
  "bob@example.com",
  "b.ob@example.com",
  "x+ob@example.com",
  "ob@example.com.org",
  "ob@example.community",
  "ob@exampleXcom",
])("%s does not", (text) => {
  expect(mentions(text, "ob@example.com")).toBe(false);
});
