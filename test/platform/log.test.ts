/** The log contains no secrets and no row contents; it is readable on a terminal and JSON elsewhere. */
import { expect, test } from "vitest";
import { createLog } from "../../src/platform/log.ts";

type Log = ReturnType<typeof createLog>;
type Format = Parameters<typeof createLog>[1];

function logged(
  write: (log: Log) => void,
  { isTTY = false, ...format }: { isTTY?: boolean } & Partial<Format> = {},
): string {
  let text = "";
  const output = { isTTY, write: (line: string) => void (text += line) };
  write(createLog("info", { LOG_FORMAT: "auto", ...format }, output));
  return text;
}

const withSecrets = (log: Log) => {
  log.info({ token: "canary", request: { headers: { authorization: "Bearer canary" } } }, "one");
  log.info({ body: { sessionToken: "canary", secret: "canary" } }, "two");
};

test.each([[false], [true]])("secrets are removed at any depth; on a terminal: %s", (isTTY) => {
  const text = logged(withSecrets, { isTTY });
  expect(text).not.toContain("canary");
  expect(text.match(/\[redacted\]/g)).toHaveLength(4);
});

test.each([[false], [true]])(
  "an error shows its message and stack, and none of the fields that may repeat a row; on a terminal: %s",
  (isTTY) => {
    const error = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (email)=(canary@example.com) already exists.",
    });
    const text = logged((log) => log.error({ err: error }, "failed"), { isTTY });
    expect(text).toContain("duplicate key");
    expect(text).toContain("23505");
    expect(text).toContain("log.test.ts");
    expect(text).not.toContain("canary");
  },
);

test("JSON has one object per line, with an ISO 8601 time and the level's name", () => {
  const began = new Date().toISOString();
  const line = JSON.parse(logged((log) => log.warn({ position: "7" }, "behind")));
  expect(line).toMatchObject({ level: "warn", position: "7", msg: "behind" });
  expect(new Date(line.time).toISOString()).toBe(line.time);
  expect(line.time >= began).toBe(true);
});

test("a terminal shows readable lines, unless LOG_FORMAT asks for JSON", () => {
  const write = (log: Log) => log.info({ port: 3000 }, "listening");
  const shown = logged(write, { isTTY: true });
  expect(shown.split("\n")).toHaveLength(2);
  expect(shown).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z.*INFO.*listening.*"port":3000/);
  expect(JSON.parse(logged(write, { isTTY: true, LOG_FORMAT: "json" }))).toMatchObject({
    port: 3000,
  });
});
