/** `npx muster` with a running service: an operator sees a stopped projection and gets it going again. */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attachEmbedded } from "../../src/platform/database/embedded.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import {
  cleanEnvironment,
  removeDataDir,
  type Service,
  startService,
  temporaryDataDir,
} from "../support/process.ts";
import { eventually } from "../support/eventually.ts";

let dataDir: string;
let service: Service;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  service = await startService(dataDir);
});

afterAll(async () => {
  await service.end("SIGTERM");
  await removeDataDir(dataDir);
});

const run = promisify(execFile);

const muster = (...values: readonly string[]) => musterIn(dataDir, ...values);

async function musterIn(directory: string, ...values: readonly string[]) {
  const cli = join(import.meta.dirname, "../../src/cli.ts");
  const options = { env: cleanEnvironment({ DATA_DIR: directory }) };
  return run(process.execPath, [cli, ...values], options);
}

test("a poison event: readiness and status name it, commands are refused, and a recorded skip ends the stop", async () => {
  expect((await muster("projections", "status")).stdout).toContain("directory");

  const connection = await attachEmbedded(dataDir);
  if (connection === undefined) throw new Error("the service runs the server");
  const pool = createPool(connection);
  const { rows } = await pool.query<{ position: bigint }>(
    `insert into events (position, stream, revision, id, type, data, metadata)
     select max(position) + 1, 'user-poison', 0, gen_random_uuid(), 'EmailClaimed', '{}',
            '{"schemaVersion":1}' from events
     returning position`,
  );
  await pool.query("select pg_notify('muster_events', '')");
  const position = String(rows[0]?.position);
  const ready = () => service.call("GET", "/health/ready?commands=true");
  await eventually(
    async () =>
      (await ready()).body.projections.every(
        ({ status }: { readonly status: string }) => status === "stopped",
      ),
    "readiness shows every projection as stopped",
  );
  const { projections } = (await ready()).body;
  expect(projections).toContainEqual(
    expect.objectContaining({
      name: "directory",
      status: "stopped",
      failure: expect.objectContaining({ position, eventType: "EmailClaimed" }),
    }),
  );
  const token = service.firstRun.sessionToken;
  const rename = { token, body: { firstName: "New" } };
  expect(await service.call("PATCH", "/v1/users/me", rename)).toMatchObject({
    status: 503,
    body: { code: "unavailable" },
  });
  expect((await muster("projections", "status")).stdout).toContain("EmailClaimed");

  // No projection can fold it.
  const names = projections.map(({ name }: { readonly name: string }) => name).toSorted();
  for (const name of names) {
    await muster("projections", "skip", position, "--reason", "a test", "--projection", name);
  }
  await eventually(async () => (await ready()).status === 200, "it is ready again");
  expect((await service.call("PATCH", "/v1/users/me", rename)).status).toBe(200);
  const skips = await pool.query(
    "select name, event_type, reason from projection_skips order by 1",
  );
  expect(skips.rows).toEqual(
    names.map((name: string) => ({ name, event_type: "EmailClaimed", reason: "a test" })),
  );
  await pool.end();
});

test("bootstrap founds an organization and prints a session that works", async () => {
  const founding = ["--email", "ops@example.com", "--organization", "By hand"];
  const founded = JSON.parse((await muster("bootstrap", ...founding)).stdout);
  const organization = await service.call("GET", `/v1/organizations/${founded.organizationId}`, {
    token: founded.sessionToken,
  });
  expect(organization).toMatchObject({ status: 200, body: { name: "By hand" } });
});

test.each([
  ["projections", "skip", "999999", "--reason", "none"],
  ["bootstrap", "--email", "nobody", "--organization", "None"],
])("a wrong use gives one line and exit code 1: %s %s", async (...command) => {
  const failed = await muster(...command).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.not.stringContaining("    at ") });
});

test("a command whose reader stops early ends well", async () => {
  const line = 'set -o pipefail; "$0" "$1" projections status | true';
  const cli = join(import.meta.dirname, "../../src/cli.ts");
  const options = { env: cleanEnvironment({ DATA_DIR: dataDir }) };
  expect(await run("bash", ["-c", line, process.execPath, cli], options)).toMatchObject({
    stderr: "",
  });
});

test.each([
  ["projections", "status"],
  ["rotate-master-key"],
  ["erase-user", "--email", "ada@example.com", "--yes"],
])(
  "in a directory without a database a command says so and makes nothing: %s",
  async (...command) => {
    const elsewhere = await temporaryDataDir();
    const failed = await musterIn(elsewhere, ...command).catch((error: unknown) => error);
    const line = `muster: there is no database in ${elsewhere}: set DATA_DIR to the directory of the service, or DATABASE_URL\n`;
    expect(failed).toMatchObject({ code: 1, stderr: line });
    expect(await readdir(elsewhere)).toEqual([]);
    await removeDataDir(elsewhere);
  },
);

test("bootstrap makes a database where there is none", async () => {
  const elsewhere = await temporaryDataDir();
  const founding = ["bootstrap", "--email", "ops@example.com", "--organization", "By hand"];
  const founded = JSON.parse((await musterIn(elsewhere, ...founding)).stdout);
  expect(founded.organizationId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await musterIn(elsewhere, "projections", "status")).stdout).toContain("directory");
  await removeDataDir(elsewhere);
});
