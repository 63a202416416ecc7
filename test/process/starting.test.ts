/** Starting and stopping, as an operator sees them: errors in one line, no stack, no orphan, no cut request. */
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { processesOf } from "../../src/platform/database/former-server.ts";
import { removeDataDir, spawnService, startService, temporaryDataDir } from "../support/process.ts";
import { eventually } from "../support/eventually.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(() => removeDataDir(dataDir));

const servers = () => processesOf(join(dataDir, "postgres"));

/** Runs the service until it ends by itself. */
async function failing(environment: Record<string, string>) {
  const child = spawnService(environment);
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, lines: errors.trim().split("\n") };
}

describe("a start that cannot succeed ends with one clear line and exit code 1", () => {
  test("a busy port", async () => {
    const busy = createServer().listen(0, "127.0.0.1");
    await once(busy, "listening");
    const { port } = busy.address() as { port: number };
    const { code, lines } = await failing({ DATA_DIR: dataDir, PORT: String(port) });
    busy.close();
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(`^muster: port ${port} is in use: `)]);
    expect(await servers()).toEqual([]);
  });

  test("a data directory that is not writable", async () => {
    const file = join(dataDir, "file");
    await writeFile(file, "");
    const { code, lines } = await failing({ DATA_DIR: join(file, "below"), PORT: "0" });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^muster: cannot write to the data directory/)]);
  });

  test("a wrong variable", async () => {
    const { code, lines } = await failing({ DATA_DIR: dataDir, PORT: "http" });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^muster: PORT must be a port number/)]);
  });

  test("a data directory in use, a database that does not answer", async () => {
    const service = await startService(dataDir);
    const second = await failing({ DATA_DIR: dataDir, PORT: "0" });
    expect(second.code).toBe(1);
    expect(second.lines).toEqual([expect.stringMatching(/^muster: another service is using/)]);
    expect((await service.call("GET", "/health/live")).status).toBe(200);
    await service.end("SIGTERM");

    const away = await failing({
      DATA_DIR: dataDir,
      PORT: "0",
      DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none",
      MUSTER_MASTER_KEY: Buffer.alloc(32).toString("base64"),
    });
    expect(away.code).toBe(1);
    expect(away.lines).toEqual([expect.stringMatching(/^muster: cannot reach the database/)]);
    expect(away.lines.join()).not.toContain("secret");
  });
});

test("the first start writes first-run.json for its owner only; the banner's command works", async () => {
  const service = await startService(dataDir);
  const path = join(dataDir, "first-run.json");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, "master.key"))).mode & 0o777).toBe(0o600);
  expect(Object.keys(JSON.parse(await readFile(path, "utf8"))).toSorted()).toEqual(
    ["url", "organizationId", "userId", "email", "sessionToken"].toSorted(),
  );
  const pasted = /curl -s -H 'Authorization: (Bearer \S+)' (\S+)/.exec(service.output());
  const answer = await fetch(pasted?.[2] ?? "", { headers: { authorization: pasted?.[1] ?? "" } });
  expect(answer.status).toBe(200);
  const docs = await fetch(`${service.firstRun.url}/docs`);
  expect(docs.headers.get("content-type")).toContain("text/html");
  const document = await (await fetch(`${service.firstRun.url}/openapi.json`)).json();
  expect(document).toMatchObject({ servers: [{ url: service.firstRun.url }] });
  await service.end("SIGTERM");
});

test("as soon as the service is ready, first-run.json exists and works", async () => {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as { port: number };
  free.close();
  const url = `http://127.0.0.1:${port}`;
  const child = spawnService({ DATA_DIR: dataDir, PORT: String(port) });
  try {
    const isReady = async () => {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
      if (answer !== undefined) expect([200, 503]).toContain(answer.status);
      return answer?.status === 200;
    };
    await eventually(isReady, "it is ready");
    const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8"));
    expect(firstRun.url).toBe(url);
    const authorization = `Bearer ${firstRun.sessionToken}`;
    expect((await fetch(`${url}/v1/users/me`, { headers: { authorization } })).status).toBe(200);
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
});

describe("stopping", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "on %s requests in flight finish, the exit code is 0 and no process remains",
    async (signal) => {
      const service = await startService(dataDir);
      const { organizationId, sessionToken: token } = service.firstRun;
      const inFlight = Array.from({ length: 40 }, (_, index) =>
        service.call("POST", `/v1/organizations/${organizationId}/members`, {
          token,
          body: {
            email: `p${index}@example.com`,
            firstName: "P",
            lastName: `${index}`,
            invite: { disabled: true },
          },
        }),
      );
      await Promise.race(inFlight);
      const ended = service.end(signal);
      const settled = await Promise.allSettled(inFlight);
      expect(await ended).toBe(0);
      const last = JSON.parse(service.output().trim().split("\n").at(-1) ?? "");
      expect(last).toMatchObject({ level: "info", signal, msg: "the service has stopped" });
      expect(await servers()).toEqual([]);

      const again = await startService(dataDir);
      const list = await again.call(
        "GET",
        `/v1/organizations/${organizationId}/members?limit=500`,
        {
          token: again.firstRun.sessionToken,
        },
      );
      const found = new Set(list.body.items.map(({ email }: { email: string }) => email));
      const accepted = settled.flatMap((each) =>
        each.status === "fulfilled" && each.value.status === 201 ? [each.value.body.email] : [],
      );
      expect(accepted.length).toBeGreaterThan(0);
      expect(accepted.filter((email) => !found.has(email))).toEqual([]);
      await again.end("SIGTERM");
    },
  );

  test("a SIGKILL leaves no server process behind", async () => {
    const service = await startService(dataDir);
    expect(await servers()).not.toEqual([]);
    await service.end("SIGKILL");
    await eventually(async () => (await servers()).length === 0, "the server is gone");
  });
});
