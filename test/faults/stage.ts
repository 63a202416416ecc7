/** Starts the processes of a scene: PostgreSQL, the instances behind relays and a proxy, and a mail server. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Random } from "../fuzz/random.ts";
import { databaseUrl } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { startMailServer } from "../support/mail-server.ts";
import { cleanEnvironment, repository } from "../support/process.ts";
import { freePort, startProxy } from "../support/proxy.ts";
import { type DatabaseServer, embeddedServer, startForeignServer } from "./database-server.ts";
import type { Scene, Stage } from "./fault.ts";
import { memoryModule, type StagedInstance, stagedInstance } from "./instance.ts";
import { type Relay, startRelay } from "./relay.ts";

const masterKey = Buffer.alloc(32, 7).toString("base64");

/** Few callers do the work of many, and a busy machine must not refuse requests for being late. */
const unlimited = {
  RATE_LIMIT_ADDRESS: "100000000",
  RATE_LIMIT_CALLER: "100000000",
  MAX_EVENT_LOOP_DELAY: "60000",
  LIMIT_ENTRIES_PER_HOUR: "999999999",
  LIMIT_TOKENS_PER_PERSON: "999999999",
  LIMIT_SOLUTIONS_PER_ORGANIZATION: "999999999",
  LIMIT_PENDING_INVITATIONS: "999999999",
  LIMIT_MEMBERS_PER_ORGANIZATION: "999999999",
  LIMIT_REQUESTS_AT_ONCE_PER_CALLER: "1000",
  LIMIT_REQUESTS_AT_ONCE_WHEN_SHARED: "1000",
  LIMIT_READS_PER_CALLER: "1000",
  LIMIT_READS_PER_ORGANIZATION: "1000",
};

export interface OpenStage {
  readonly stage: Stage;
  /** Of the parts of the scene. */
  readonly parts: unknown;
  /** A solution of the organization. */
  readonly solutionId: string;
  /** How the instances and `muster` are configured. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openStage(scene: Scene, random: Random): Promise<OpenStage> {
  const endings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  try {
    return { ...(await open(scene, random, (end) => endings.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  scene: Scene,
  random: Random,
  atEnd: (end: () => Promise<unknown>) => void,
): Promise<Omit<OpenStage, "close">> {
  const folder = await mkdtemp(join(tmpdir(), "muster-faults-"));
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  // Also after a Ctrl-C.
  process.once("exit", clean);
  atEnd(async () => {
    process.off("exit", clean);
    clean();
  });
  const started = await scene.parts?.(folder);
  if (started !== undefined) atEnd(started.stop);
  const mailServer = await startMailServer();
  atEnd(mailServer.stop);
  const smtp = new URL(mailServer.url);
  const mailPort = Number(smtp.port);
  const mailRelay = await startRelay(() => ({ port: mailPort }));
  atEnd(mailRelay.close);
  smtp.port = String(mailRelay.port);

  const isEmbedded = scene.database === "embedded";
  const dataDirs = Array.from({ length: scene.instances }, (_, index) => join(folder, `${index}`));
  const ground = await scene.ground?.(folder);
  if (ground !== undefined) atEnd(ground.stop);
  const server: DatabaseServer = isEmbedded
    ? embeddedServer(dataDirs[0] ?? "")
    : await (scene.server ?? startForeignServer)(ground?.folder ?? folder, ground?.settings);
  atEnd(server.stop);

  const shared: Record<string, string> = {
    ...unlimited,
    MUSTER_MASTER_KEY: masterKey,
    LOG_FORMAT: "json",
    LOG_LEVEL: "warn",
    SMTP_URL: smtp.href,
    PUBLIC_URL: "https://app.muster.example",
    ...(!isEmbedded && { DATABASE_URL: databaseUrl(server.connection) }),
    ...started?.environment,
  };
  const muster = async (...words: readonly string[]): Promise<string> => {
    const env = cleanEnvironment({ ...shared, DATA_DIR: dataDirs[0] ?? "" });
    const program = [join(repository, "src/cli.ts"), ...words];
    return (await promisify(execFile)(process.execPath, program, { env })).stdout;
  };
  const founding = ["bootstrap", "--email", "owner@example.com", "--organization", "Faults"];
  const founded = JSON.parse(await muster(...founding)) as Record<string, string>;
  const { organizationId = "", sessionToken: owner = "" } = founded;

  const instances: StagedInstance[] = [];
  for (const dataDir of dataDirs) {
    const relay = isEmbedded ? undefined : await relayTo(server);
    if (relay !== undefined) atEnd(relay.close);
    const modules = [memoryModule, ...(scene.preload ?? [])];
    const port = await freePort();
    const instance = stagedInstance(port, dataDir, relay, {
      ...shared,
      ...(relay && { DATABASE_URL: throughRelay(server, relay) }),
      PORT: String(port),
      DATA_DIR: dataDir,
      NODE_OPTIONS: modules.map((module) => `--import=${module}`).join(" "),
    });
    instances.push(instance);
    atEnd(instance.kill);
    instance.launch();
  }
  await eventually(() => instances.every((instance) => !instance.isAbsent()), "the instances run");
  const ports = instances.map(({ url }) => Number(new URL(url).port));
  const proxy = await startProxy(ports);
  atEnd(proxy.close);
  const stage: Stage = {
    instances,
    server,
    mails: { server: mailServer, relay: mailRelay },
    url: proxy.url,
    organizationId,
    owner,
    random,
    muster,
    folding: (projection = "directory") => findFolding(server, instances, projection),
  };
  atEnd(() => server.pool.end());
  const solution = await createSolution(stage);
  return { stage, parts: started?.parts, solutionId: solution, environment: shared };
}

function relayTo({ connection }: DatabaseServer): Promise<Relay> {
  if (!("host" in connection)) throw new Error("the server of a scene has a host");
  return startRelay(() => connection);
}

function throughRelay({ connection }: DatabaseServer, { port }: Relay): string {
  if (!("host" in connection)) throw new Error("the server of a scene has a host");
  return databaseUrl({ ...connection, port });
}

/** By the session that holds the projection's lock: its client is the relay of the instance. */
async function findFolding(
  { pool }: DatabaseServer,
  instances: readonly StagedInstance[],
  projection: string,
): Promise<StagedInstance> {
  const [only] = instances;
  if (instances.length === 1 && only !== undefined) return only;
  return eventually(async () => {
    const { rows } = await pool.query<{ client_port: number }>(
      `select leader.client_port
       from (select hashtextextended($1, 0) as key) wanted
       join pg_locks held on held.locktype = 'advisory' and held.objsubid = 1 and held.granted
         and held.classid = ((key >> 32) & 4294967295)::oid and held.objid = (key & 4294967295)::oid
         and held.mode = 'ExclusiveLock'
       join pg_stat_activity leader on leader.pid = held.pid`,
      [`projection ${projection}`],
    );
    const ports = new Set(rows.map(({ client_port: port }) => port));
    const found = instances.find(({ database }) =>
      database?.ports().some((port) => ports.has(port)),
    );
    if (found === undefined) throw new Error(`no instance folds ${projection} at the moment`);
    return found;
  });
}

async function createSolution({ url, owner, organizationId }: Stage): Promise<string> {
  const answer = await fetch(`${url}/v1/organizations/${organizationId}/solutions`, {
    method: "POST",
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "faults", title: "Faults" }),
  });
  if (answer.status !== 201) throw new Error(`no solution: ${await answer.text()}`);
  return ((await answer.json()) as { solutionId: string }).solutionId;
}
