/** No HTML page takes long to convert. */
import { test } from "vitest";
import { plainText } from "../../../src/platform/mail/plain-text.ts";

const pages: Record<string, string> = {
  lt: "<".repeat(50_000),
  p: "<p>".repeat(16_000),
  nested: "<div>".repeat(10_000),
  blockquote: "<blockquote>".repeat(4_000),
  ul: "<ul><li>".repeat(6_000),
  amp: "&".repeat(50_000),
  spaces: " ".repeat(50_000),
  mix: "a ".repeat(25_000),
  long: "a".repeat(50_000),
  br: "<br>".repeat(12_000),
  table: "<table><tr><td>".repeat(3_000),
  comment: "<!--".repeat(12_000),
  attr: `<a ${'a="'.repeat(16_000)}`,
  links: '<a href="http://a.b/c">x</a>'.repeat(1_700),
  h1: "<h1>".repeat(12_000),
  pre: "<pre>".repeat(9_000) + "x",
  wbr: "<b>".repeat(16_000),
};
/** The most that is read of a page, four times the longest template: quadratic work would take long. */
const length = 200_000;

test.each(Object.keys(pages))(
  "page %s does not take long to convert",
  { timeout: 30_000 },
  (name) => {
    plainText((pages[name] ?? "").repeat(9).slice(0, length), "http://x.y/z");
  },
);
