/**
 * The operator's and the auditor's commands as processes: verify, replay, erase-user and the two rotations,
 * with and without a running service. Nothing of an erased person may remain in the database, the mail
 * folder, the log or a new export.
 */
import { execFile } from "node:child_process";
import { copyFile, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
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
let files: string;
let service: Service;
let organization: string;
let key: string;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  files = await temporaryDataDir();
  service = await startService(dataDir);
  organization = `/v1/organizations/${service.firstRun.organizationId}`;
  key = (await service.call("GET", "/v1/keys")).body.items[0].publicKey;
});

afterAll(async () => {
  await service.end("SIGTERM");
  await removeDataDir(dataDir);
  await removeDataDir(files);
});

const run = promisify(execFile);

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function muster(...words: readonly string[]): Promise<Outcome> {
  const cli = join(import.meta.dirname, "../../src/cli.ts");
  const options = { env: cleanEnvironment({ DATA_DIR: dataDir }) };
  try {
    return { code: 0, ...(await run(process.execPath, [cli, ...words], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

const asOwner = (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token: service.firstRun.sessionToken, body });

async function exportTo(name: string, format = "bundle"): Promise<string> {
  const path = join(files, name);
  const answer = await fetch(`${service.firstRun.url}${organization}/export?format=${format}`, {
    headers: { authorization: `Bearer ${service.firstRun.sessionToken}` },
  });
  expect(answer.status).toBe(200);
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

/** Invites the canary by mail and accepts through the mailed link. */
async function canary(): Promise<{ userId: string; session: string }> {
  const body = {
    email: "canary@example.com",
    firstName: "Canary",
    lastName: "Canaryson",
    userRole: "ADMIN",
  };
  const { userId } = (await asOwner("POST", `${organization}/members`, body)).body;
  await eventually(
    () => /#token=[\w-]+/.test(service.output()),
    "the invitation's link is in the log",
  );
  const token = /#token=([\w-]+)/.exec(service.output())?.[1];
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  return { userId, session: accepted.body.sessionToken };
}

/** All rows of all tables, as text. */
async function databaseText(): Promise<string> {
  const connection = await attachEmbedded(dataDir);
  if (connection === undefined) throw new Error("the service runs the server");
  const pool = createPool(connection);
  try {
    const { rows } = await pool.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const found = await pool.query<{ text: string }>(
        `select to_jsonb(t)::text as text from ${name} t`,
      );
      texts.push(...found.rows.map(({ text }) => text));
    }
    return texts.join("\n");
  } finally {
    await pool.end();
  }
}

async function mailText(): Promise<string> {
  const folder = join(dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}

test("verify, replay, erase-user and both rotations work through a whole life of an organization", async () => {
  const { userId, session } = await canary();
  await asOwner("PATCH", `${organization}/members/${userId}`, { userRole: "CREATOR" });
  await service.call("POST", "/v1/sign-in", { body: { email: "canary@example.com" } });
  await eventually(
    async () =>
      (await mailText()).includes("Canary") || (await mailText()).split("To: ").length > 2,
    "the code is mailed",
  );
  const first = await exportTo("first.zip");

  const pinned = await muster("verify", first, "--key", key);
  expect(pinned).toMatchObject({ code: 0 });
  expect(pinned.stdout).toMatch(/^VERIFIED\n/);
  expect(pinned.stdout).toContain("Trust: PINNED KEY");
  const embedded = await muster("verify", first, "--json");
  expect(JSON.parse(embedded.stdout)).toMatchObject({
    isVerified: true,
    trust: { kind: "EMBEDDED" },
  });
  const foreign = Buffer.alloc(32, 9).toString("base64");
  const refused = await muster("verify", first, "--key", foreign);
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.stdout).toMatch(/^REFUSED\n[^]*key-mismatch/);
  expect(await muster("verify", first, "--key", "nonsense")).toMatchObject({ code: 1 });
  for (const unreadable of [join(files, "none.zip"), files]) {
    const unread = await muster("verify", unreadable);
    expect(unread).toMatchObject({ code: 1, stdout: "" });
    expect(unread.stderr).toMatch(
      /^muster: cannot read \S+: (no such file|illegal operation)[^\n]*\n$/,
    );
  }
  expect(await muster("verify", first, "--previous", "none")).toMatchObject({
    code: 1,
    stdout: "",
  });

  const story = await muster("replay", "--organization", service.firstRun.organizationId);
  expect(story.stdout).toMatch(/Canary Canaryson was invited as ADMIN, by First Owner \(OWNER\)/);
  expect(story.stdout).toMatch(/Canary Canaryson changed from ADMIN to CREATOR, by First Owner/);
  const now = new Date().toISOString();
  const one = ["--member", "canary@example.com", "--at", now];
  const then = await muster("replay", "--organization", service.firstRun.organizationId, ...one);
  expect(then.stdout).toMatch(/At .*:\n {2}Canary Canaryson: CREATOR \(ACTIVE/);
  expect(then.stdout).not.toContain("First Owner joined");
  expect(await muster("replay", "--organization", crypto.randomUUID())).toMatchObject({ code: 1 });
  const ahead = ["--at", "2199-01-01"];
  expect(
    await muster("replay", "--organization", service.firstRun.organizationId, ...ahead),
  ).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("is in the future") });

  // The last owner cannot be erased; the canary can, while the service runs.
  const owner = await muster("erase-user", "--user", service.firstRun.userId, "--yes");
  expect(owner).toMatchObject({ code: 1 });
  expect(owner.stderr).toContain("Make somebody else an owner first");
  expect(await databaseText()).toMatch(/canary/i);
  expect(await mailText()).toMatch(/canary/i);
  const person = ["erase-user", "--email", "canary@example.com", "--reason", "ticket 4711"];
  expect(await muster(...person)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /Canary Canaryson\n {2}canary@example.com\n.*: CREATOR \(ACTIVE\)/,
    ),
    stderr: expect.stringContaining("pass --yes"),
  });
  expect(await databaseText()).toMatch(/canary/i);
  const erased = await muster(...person, "--operator", "night shift", "--yes");
  expect(erased).toMatchObject({ code: 0, stdout: expect.stringContaining("is erased") });
  expect((await service.call("GET", "/v1/users/me", { token: session })).status).toBe(401);
  await eventually(
    async () => !/canary/i.test(await databaseText()),
    "every read model has forgotten",
  );
  expect(await mailText()).not.toMatch(/canary/i);
  expect(service.output()).not.toMatch(/canary/i);
  for (const format of ["ndjson", "csv", "cloudevents"]) {
    expect(await readFile(await exportTo(format, format), "utf8")).not.toMatch(/canary/i);
  }
  await eventually(async () => {
    const path = `${organization}/events?types=PersonalDataErased`;
    const recorded = [{ data: { reason: "ticket 4711", operator: "night shift" } }];
    expect((await asOwner("GET", path)).body.items).toMatchObject(recorded);
  });
  expect(await muster(...person, "--yes")).toMatchObject({ code: 1 });

  // After the signing key is rotated, a verifier that pinned the old key still trusts new bundles.
  const rotated = await muster("rotate-signing-key");
  expect(rotated.stdout).toContain("signs from now on");
  const second = await exportTo("second.zip");
  const goesOn = await muster("verify", second, "--key", key, "--previous", first);
  expect(goesOn).toMatchObject({ code: 0 });
  expect(goesOn.stdout).toContain("1 succession");

  // The master key can be rotated only while no service runs.
  const busy = await muster("rotate-master-key");
  expect(busy).toMatchObject({ code: 1 });
  expect(busy.stderr).toContain("stop it first");
  await service.end("SIGTERM");
  const path = join(dataDir, "master.key");
  const before = await readFile(path, "utf8");
  await copyFile(path, join(files, "old.key"));
  expect(await muster("rotate-master-key")).toMatchObject({ code: 0 });
  const after = await readFile(path, "utf8");
  expect(after).not.toBe(before);
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  // After an interruption between database and file, the service names the command that finishes the rotation.
  await rename(path, join(dataDir, "master.key.next"));
  await copyFile(join(files, "old.key"), path);
  await expect(startService(dataDir)).rejects.toThrow(/rotate-master-key/);
  expect(await muster("rotate-master-key")).toMatchObject({ code: 0 });
  expect(await readFile(path, "utf8")).toBe(after);

  service = await startService(dataDir);
  expect((await asOwner("GET", "/v1/users/me")).body.email).toBe(service.firstRun.email);
  const third = await exportTo("third.zip");
  expect(await muster("verify", third, "--key", key, "--previous", second)).toMatchObject({
    code: 0,
  });
});
