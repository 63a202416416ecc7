/** A crash of PostgreSQL undoes no change that was answered: rights are never read as they were before it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { processesOf } from "../../src/platform/database/former-server.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { eventually } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";

/** A change that takes rights away, and a request that needs them. */
type Attempt = (service: TestService) => Promise<{
  readonly takeAway: () => Promise<number>;
  readonly use: () => Promise<number>;
}>;

const statusOf = async (answer: ReturnType<TestService["call"]>) => (await answer).status;

const attempts: Readonly<Record<string, Attempt>> = {
  "a demotion": async (service) => {
    const { userId, session } = await service.addMember("ADMIN");
    const members = `/v1/organizations/${service.organizationId}/members`;
    const body = { email: "new@example.com", firstName: "N", lastName: "W" };
    return {
      takeAway: () =>
        statusOf(
          service.call("PATCH", `${members}/${userId}`, {
            token: service.owner,
            body: { userRole: "USER" },
          }),
        ),
      use: () => statusOf(service.call("POST", members, { token: session, body })),
    };
  },
  "a disabling": async (service) => {
    const { userId, session } = await service.addMember("ADMIN");
    const members = `/v1/organizations/${service.organizationId}/members`;
    return {
      takeAway: () =>
        statusOf(service.call("POST", `${members}/${userId}/disable`, { token: service.owner })),
      use: () => statusOf(service.call("GET", members, { token: session })),
    };
  },
  "the deletion of a token": async (service) => {
    const tokens = "/v1/users/me/tokens";
    const made = await service.call("POST", tokens, {
      token: service.owner,
      body: { name: "lost" },
    });
    const { tokenId, secret } = made.body;
    return {
      takeAway: () =>
        statusOf(service.call("DELETE", `${tokens}/${tokenId}`, { token: service.owner })),
      use: () =>
        statusOf(
          service.call("GET", `/v1/organizations/${service.organizationId}`, { token: secret }),
        ),
    };
  },
};

test.each(Object.keys(attempts))("%s is not undone, not for one request", async (name) => {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-crash-"));
  const server = await startEmbedded(dataDir);
  const pool = createPool(server.connection);
  await migrate(pool);
  // A commit that does not wait for the disk is then lost for certain.
  await pool.query("alter system set wal_writer_delay = '10s'");
  await pool.query("select pg_reload_conf()");
  const service = await startTestService({
    database: {
      connection: server.connection,
      pool,
      administer: (text, values = []) => pool.query(text, [...values]),
      drop: () => pool.end(),
    },
  });
  try {
    const { takeAway, use } = (await attempts[name]?.(service)) ?? {};
    expect(await use?.()).toBeLessThan(300);
    expect(await takeAway?.()).toBeLessThan(300);
    // Nothing folds the events again, as in the moment after the crash.
    const stopped = service.group.stop();
    await killServer(join(dataDir, "postgres"));
    await stopped;
    await eventually(
      async () => (await pool.query("select 1")).rowCount === 1,
      "the server is back",
    );
    expect([401, 403, 404]).toContain(await use?.());
  } finally {
    await service.stop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

/** Ends all processes at once, like a loss of power that spares the disk; another server is then started. */
async function killServer(cluster: string): Promise<void> {
  const pids = await processesOf(cluster);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself when its server did.
    }
  }
  await eventually(async () => {
    const left = await processesOf(cluster);
    return !pids.some((pid) => left.includes(pid));
  }, "the server has ended");
}
