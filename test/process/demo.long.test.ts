/** `npm run demo` plays a year through the public API and leaves the service running at today's time. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanEnvironment, removeDataDir, temporaryDataDir } from "../support/process.ts";

let parent: string;

beforeAll(async () => {
  parent = await temporaryDataDir();
});

afterAll(() => removeDataDir(parent));

test("250 people, 12 solutions, varied roles and histories; no request can move the clock", async () => {
  const dataDir = join(parent, "demo");
  const child = spawn(process.execPath, ["demo/main.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: cleanEnvironment({
      DEMO_DIR: dataDir,
      PORT: "0",
      PUBLIC_URL: "http://localhost:5173/people",
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/not-the-demo's",
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Muster is running at")) resolve();
    });
    child.once("exit", () => reject(new Error(`the demo ended: ${output}`)));
  });
  const { url, organizationId, sessionToken } = JSON.parse(
    await readFile(join(dataDir, "first-run.json"), "utf8"),
  );
  const read = async (path: string) => {
    const answer = await fetch(`${url}/v1/organizations/${organizationId}/${path}`, {
      headers: { authorization: `Bearer ${sessionToken}`, date: "Mon, 01 Jan 2035 00:00:00 GMT" },
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { items: { [field: string]: string }[] };
  };
  const { items } = await read("members?limit=500");
  expect(items).toHaveLength(250);
  const values = (field: string) => new Set(items.map((item) => item[field]));
  expect(values("userRole")).toEqual(new Set(["OWNER", "ADMIN", "CREATOR", "USER"]));
  expect(values("userStatus")).toEqual(new Set(["INVITED", "ACTIVE", "DISABLED"]));
  const years = items.map(({ createdAt = "" }) => Date.parse(createdAt));
  const spanDays = (Math.max(...years) - Math.min(...years)) / 86_400_000;
  expect(spanDays).toBeGreaterThan(300);
  expect((await read("solutions")).items).toHaveLength(12);
  const [, fragment] = /http:\/\/localhost:5173\/people\/sign-in#(\S+)/.exec(output) ?? [];
  const { email, code } = Object.fromEntries(new URLSearchParams(fragment));
  const signedIn = await fetch(`${url}/v1/sign-in/verify`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, code }),
  });
  expect(signedIn.status).toBe(200);
  const mails = await readdir(join(dataDir, "mail"));
  expect(mails.length).toBeGreaterThanOrEqual(249);
  child.kill("SIGTERM");
  await once(child, "exit");
});
