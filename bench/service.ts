/** Starts the service as a separate process and fills it with members, for benchmarks over HTTP. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { categoryOf, memberStream, userStream } from "../src/domain/streams.ts";
import type { FirstRun } from "../src/service/bootstrap.ts";
import { loadConfig } from "../src/platform/config.ts";
import type { Connection } from "../src/platform/database/pool.ts";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import type { Metadata } from "../src/eventstore/codec.ts";
import { openStoresForOperator, type Stores } from "../src/service/stores.ts";

export interface MeasuredService extends FirstRun {
  readonly dataDir: string;
  readonly connection: Connection;
  /** A personal access token of the owner. */
  readonly token: string;
  stop(): Promise<void>;
}

const repository = join(import.meta.dirname, "..");

/**
 * Starts the service as `npm start` does, with further variables if given.
 * @returns the milliseconds until its banner, its address, its pid, and `stop`
 */
export async function startMain(dataDir: string, variables: NodeJS.ProcessEnv = {}) {
  const args = await startArguments();
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: dataDir,
      PORT: "0",
      LOG_LEVEL: "warn",
      // A few callers do the work of thousands.
      LIMIT_ENTRIES_PER_HOUR: "999999999",
      LIMIT_TOKENS_PER_PERSON: "999999999",
      LIMIT_LOG_ENTRIES_PER_DAY: "999999999",
      LIMIT_LOG_BYTES_PER_DAY: "999999999",
      LIMIT_LOG_BYTES_PER_MEMBER_AND_DAY: "999999999",
      ...variables,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let url: string | undefined;
  for await (const chunk of child.stdout) {
    url = /Muster is running at (\S+)/.exec(String(chunk))?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error("the service ended before it was running; see above");
  const milliseconds = performance.now() - began;
  return {
    milliseconds,
    url,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What `npm start` passes to Node.js: its flags, and the service's file. */
export async function startArguments(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  return manifest.scripts.start.split(" ").slice(1);
}

/** Runs `work` against a service with `members` members and passes it their ids. */
export async function withService<Result>(
  members: number,
  work: (service: MeasuredService, userIds: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-bench-"));
  const main = await startMain(dataDir);
  try {
    const firstRun = JSON.parse(
      await readFile(join(dataDir, "first-run.json"), "utf8"),
    ) as FirstRun;
    const stores = await openStoresForOperator(loadConfig({ DATA_DIR: dataDir }));
    const userIds = await fill(stores, firstRun, members);
    await waitUntilFolded(stores);
    await stores.pool.query("vacuum analyze");
    const { connection } = stores;
    await stores.close();
    const token = await createToken(firstRun);
    return await work({ ...firstRun, dataDir, connection, token, stop: main.stop }, userIds);
  } finally {
    await main.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const appendsAtOnce = 128;

/** Adds active members to the first organization, with three events each. */
export async function fill(
  { store, codec }: Pick<Stores, "store" | "codec">,
  { organizationId, userId: inviterId }: Omit<FirstRun, "url">,
  members: number,
): Promise<string[]> {
  const userIds: string[] = [];
  const occurredAt = new Date().toISOString();
  const write = async (stream: string, subjectId: string, events: readonly DomainEvent[]) => {
    const actor = { userId: inviterId, role: "OWNER", via: "SESSION" } as const;
    const isPersonal = categoryOf(stream) === "user";
    const metadata: Metadata = {
      occurredAt,
      ...(isPersonal ? {} : { organizationId }),
      subjectId,
      actor,
      correlationId: "bench",
    };
    const toWrite = events.map((event) => ({ event, eventId: randomUUID(), metadata }));
    await store.append(stream, "none", await codec.encode(stream, toWrite));
  };
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < members) {
      const number = next;
      next += 1;
      const userId = randomUUID();
      userIds.push(userId);
      const person = {
        email: `person-${number}@example.com`,
        firstName: `Name${number % 977}`,
        lastName: `Family${number % 3989}`,
      };
      await write(userStream(userId), userId, [
        { type: "UserRegistered", data: {}, personal: person },
      ]);
      await write(memberStream(organizationId, userId), userId, [
        { type: "MemberInvited", data: { role: "USER", grantedBy: inviterId }, personal: person },
        { type: "InviteAccepted", data: { acceptedAt: occurredAt } },
      ]);
    }
  };
  await Promise.all(Array.from({ length: appendsAtOnce }, writer));
  return userIds;
}

export async function waitUntilFolded({ pool, store }: Stores): Promise<void> {
  const end = await store.lastPosition();
  for (;;) {
    const { rows } = await pool.query<{ position: bigint }>(
      "select position from projection_checkpoints where name = 'directory'",
    );
    if ((rows[0]?.position ?? 0n) >= end) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** Makes a personal access token of the owner. @returns its secret */
export async function createToken({
  url,
  sessionToken,
}: Pick<FirstRun, "url" | "sessionToken">): Promise<string> {
  const answer = await fetch(`${url}/v1/users/me/tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${sessionToken}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "bench" }),
  });
  const { secret } = (await answer.json()) as { secret: string };
  return secret;
}
