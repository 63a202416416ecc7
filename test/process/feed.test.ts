/**
 * A follower of an organization's log, killed and restarted at random under load, ends with exactly the log.
 * The instances that it asks are killed and restarted, too. `npm run test:long` takes ten minutes of it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startCluster } from "../support/cluster.ts";
import { createTestDatabase } from "../support/database.ts";
import { isLong } from "../support/effort.ts";
import { eventually } from "../support/eventually.ts";
import { call, cleanEnvironment, repository } from "../support/process.ts";
import { masterKey } from "../support/services.ts";

/** 60 seconds would be a tenth of what all tests may take. */
const seconds = isLong ? 600 : 8;
const writers = 4;

test("a follower that is killed and restarted at random under load ends with exactly the log", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const environment = { MAX_EVENT_LOOP_DELAY: "60000" };
  const cluster = await startCluster({ database, masterKey, size: 2, environment });
  onTestFinished(() => cluster.stop());
  const { proxy, organizationId, owner: token, instances } = cluster;
  const folder = await mkdtemp(join(tmpdir(), "muster-feed-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "log");

  let starts = 0;
  const start = (): ChildProcess => {
    starts += 1;
    const mediaType = starts % 3 === 0 ? "application/x-ndjson" : "application/json";
    const program = join(repository, "test/support/feed-follower.ts");
    const args = [program, proxy.url, organizationId, file, mediaType];
    const env = cleanEnvironment({ TOKEN: token });
    return spawn(process.execPath, args, { env, stdio: "ignore" });
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };

  const writing = new AbortController();
  let written = 0;
  const write = async (): Promise<void> => {
    while (!writing.signal.aborted) {
      written += 1;
      const body = { name: `Name ${written}` };
      const path = `/v1/organizations/${organizationId}`;
      // A change that a killed instance did not answer may have been made or not.
      await call(proxy.url, "PATCH", path, { token, body }).catch(() => delay(50));
    }
  };
  const allWritten = Promise.all(Array.from({ length: writers }, write));

  let follower = start();
  onTestFinished(() => kill(follower).catch(() => undefined));
  const end = performance.now() + seconds * 1_000;
  for (let round = 0; performance.now() < end; round += 1) {
    await delay(200 + Math.random() * 2_000);
    await kill(follower);
    const instance = instances[round % 2];
    if (round % 6 === 2) await instance?.kill();
    follower = start();
    if (round % 6 === 2) await instance?.start();
  }
  writing.abort();
  await allWritten;

  const log = async (): Promise<string> => {
    const { rows } = await database.pool.query<{ line: string }>(
      `select position || ' ' || (record::jsonb ->> 'eventId') as line from audit_entries
       where organization_id = $1 order by position`,
      [organizationId],
    );
    return rows.map(({ line }) => `${line}\n`).join("");
  };
  await eventually(async () => expect(await readFile(file, "utf8")).toBe(await log()));
  expect(starts).toBeGreaterThan(3);
  expect((await log()).split("\n").length).toBeGreaterThan(50);
});
