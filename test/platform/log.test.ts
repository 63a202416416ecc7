/** The log: no secret is in it, nor what a database says of a row. */
import { expect, test } from "vitest";
import { createLog } from "../../src/platform/log.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  write(createLog("info", { write: (line: string) => void (text += line) }));
  return text;
}

test("secrets are cut out, at any of the depths at which they come", () => {
  const text = logged((log) => {
    log.info({ token: "canary", request: { headers: { authorization: "Bearer canary" } } }, "one");
    log.info({ body: { sessionToken: "canary", secret: "canary" } }, "two");
  });
  expect(text).not.toContain("canary");
  expect(text.match(/\[redacted\]/g)).toHaveLength(4);
});

test("an error shows its message and stack, and none of the fields that may repeat a row", () => {
  const error = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(canary@example.com) already exists.",
  });
  const text = logged((log) => log.error({ err: error }, "failed"));
  expect(text).toContain("duplicate key");
  expect(text).toContain("23505");
  expect(text).not.toContain("canary");
});
