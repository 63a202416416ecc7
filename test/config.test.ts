/** Configuration: a wrong variable is named, an empty one counts as not set, no value is repeated. */
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config.ts";

const key = Buffer.alloc(32, 1).toString("base64");

test("nothing set gives the defaults", () => {
  expect(loadConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 3000,
    DATA_DIR: ".data",
    LOG_LEVEL: "info",
    BOOTSTRAP_EMAIL: "owner@example.com",
  });
});

describe("a wrong variable is named, and what to write instead", () => {
  test.each([
    [{ PORT: "abc" }, /^PORT must be a port number/],
    [{ PORT: "70000" }, /^PORT must be at most 65535/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be/],
    [{ DATABASE_URL: "mysql://x", MUSTER_MASTER_KEY: key }, /^DATABASE_URL must be/],
    [{ EVENTSTORE_URL: "http://x", MUSTER_MASTER_KEY: key }, /^EVENTSTORE_URL must be/],
    [{ MUSTER_MASTER_KEY: "c2hvcnQ=" }, /^MUSTER_MASTER_KEY must be/],
    [{ BOOTSTRAP_EMAIL: "nobody" }, /^BOOTSTRAP_EMAIL must be/],
    [{ DATABASE_URL: "postgres://h/d" }, /^MUSTER_MASTER_KEY must be set/],
  ])("%o", (environment, message) => {
    expect(() => loadConfig(environment)).toThrow(message);
  });

  test("all of them at once, and none of their values", () => {
    const wrong = { PORT: "sesame", DATABASE_URL: "hunter2" };
    expect(() => loadConfig(wrong)).toThrow(/DATABASE_URL[^]*PORT|PORT[^]*DATABASE_URL/);
    expect(() => loadConfig(wrong)).not.toThrow(/sesame|hunter2/);
  });
});
