/** The service's commands with an event store that is away or refuses: no stack, and JSON stays JSON. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../support/esdb-server/server.ts";
import { eventually } from "../support/eventually.ts";
import { cleanEnvironment, removeDataDir, temporaryDataDir } from "../support/process.ts";

let dataDir: string;
let server: StandIn;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  server = await startStandIn();
});

afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

function muster(eventStoreUrl: string, ...words: readonly string[]) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../src", words.length > 0 ? "cli.ts" : "main.ts"), ...words],
    {
      env: cleanEnvironment({
        DATA_DIR: dataDir,
        PORT: "0",
        EVENTSTORE_URL: eventStoreUrl,
        MUSTER_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
      }),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number, ...output }));
  return { output, ended };
}

test("bootstrap waits for an event store that is away, and prints only JSON on standard output", async () => {
  await server.link.down();
  const { output, ended } = muster(
    server.connectionString,
    "bootstrap",
    "--email",
    "ada@example.com",
    "--organization",
    "Tests",
  );
  await eventually(() => expect(output.stderr).toContain("waiting up to 60 seconds"));
  await server.link.up();
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ email: "ada@example.com" });
  expect(stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/^muster: EventStoreDB did not answer .*ECONNREFUSED/),
  ]);
});

test.each([[], ["bootstrap", "--email", "bob@example.com", "--organization", "Others"]])(
  "the start and the command %s name a wrong setting in one line",
  async (...words) => {
    const url = server.connectionString.replace("?tls=false", "").replace("//", "//me:secret@");
    const { code, stdout, stderr } = await muster(url, ...words).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.replace(/^\(.*\n/gm, "")).toBe(
      "muster: the event store does not speak TLS: add ?tls=false to EVENTSTORE_URL\n",
    );
  },
);
