/** A slow reader does not hold up what makes the content, and nothing is left of it. */
import { expect, test } from "vitest";
import { spooled } from "../../src/platform/spool.ts";
import { eventually } from "../support/eventually.ts";

const mebibyte = Buffer.alloc(1_048_576, "a");

test("content is made to its end although nobody reads, and arrives unchanged", async () => {
  let made = 0;
  async function* content() {
    for (let piece = 0; piece < 5; piece += 1) {
      made += 1;
      yield piece % 2 === 0 ? mebibyte : "ü".repeat(piece);
    }
  }
  let isMade = false;
  const reading = spooled(content(), () => (isMade = true));
  const first = await reading.next();
  await eventually(() => isMade);
  expect(made).toBe(5);
  const chunks = [first.value ?? Buffer.alloc(0)];
  for await (const chunk of reading) chunks.push(chunk);
  const wanted = [mebibyte, Buffer.from("ü"), mebibyte, Buffer.from("üüü"), mebibyte];
  expect(Buffer.compare(Buffer.concat(chunks), Buffer.concat(wanted))).toBe(0);
});

test("half of a content that fails never looks complete", async () => {
  async function* content() {
    yield "half";
    throw new Error("broken");
  }
  let isMade = false;
  const reading = spooled(content(), () => (isMade = true));
  expect(String(Buffer.from((await reading.next()).value ?? []))).toBe("half");
  await expect(reading.next()).rejects.toThrow("broken");
  expect(isMade).toBe(true);
});

test("content is not made on for a reader who has left", async () => {
  let isEnded = false;
  async function* content() {
    try {
      for (;;) {
        yield "more";
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      isEnded = true;
    }
  }
  let isMade = false;
  const reading = spooled(content(), () => (isMade = true));
  await reading.next();
  await reading.return(undefined);
  await eventually(() => isEnded && isMade);
});
