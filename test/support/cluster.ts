/** Several instances as real processes on the same stores, behind a proxy. */
import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { databaseUrl, type TestDatabase } from "./database.ts";
import { cleanEnvironment, repository, spawnService } from "./process.ts";
import { freePort, startProxy, type Proxy } from "./proxy.ts";

export interface ClusterInstance {
  readonly url: string;
  /** Of its newest process. */
  pid(): number;
  /** Has it been started and not ended? */
  isRunning(): boolean;
  /** Standard output and error of all its processes so far. */
  output(): string;
  /** Starts it, and waits until it answers. */
  start(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export interface Cluster {
  readonly instances: readonly ClusterInstance[];
  readonly proxy: Proxy;
  readonly organizationId: string;
  readonly ownerId: string;
  /** The owner's session. */
  readonly owner: string;
  /** Runs a command of `muster`. @returns standard output */
  muster(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly database: TestDatabase;
  readonly masterKey: Buffer;
  readonly size: number;
  readonly environment: Record<string, string>;
}

/** Creates the first organization, and starts the instances and the proxy. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "muster-cluster-"));
  const shared = {
    DATABASE_URL: databaseUrl(options.database.connection),
    MUSTER_MASTER_KEY: options.masterKey.toString("base64"),
    LOG_FORMAT: "json",
    ...options.environment,
  };
  const muster = async (...words: readonly string[]): Promise<string> => {
    const env = cleanEnvironment({ ...shared, DATA_DIR: join(folder, "cli") });
    const program = [join(repository, "src/cli.ts"), ...words];
    return (await promisify(execFile)(process.execPath, program, { env })).stdout;
  };
  const founding = ["bootstrap", "--email", "owner@example.com", "--organization", "Cluster"];
  const { organizationId, userId, sessionToken } = JSON.parse(await muster(...founding));
  const ports = await Promise.all(Array.from({ length: options.size }, freePort));
  const instances = ports.map((port) =>
    instanceAt(port, { ...shared, PORT: String(port), DATA_DIR: join(folder, String(port)) }),
  );
  await Promise.all(instances.map((instance) => instance.start()));
  const proxy = await startProxy(ports);
  return {
    instances,
    proxy,
    organizationId,
    ownerId: userId,
    owner: sessionToken,
    muster,
    async stop() {
      await proxy.close();
      await Promise.all(instances.map((instance) => instance.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function instanceAt(port: number, environment: Record<string, string>): ClusterInstance {
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = "";
  const isRunning = (): boolean => child?.exitCode === null && child.signalCode === null;
  return {
    url,
    pid: () => child?.pid ?? 0,
    isRunning,
    output: () => output,

    async start() {
      const starting = spawnService(environment);
      child = starting;
      await new Promise<void>((resolve, reject) => {
        const begun = output.length;
        const take = (chunk: Buffer): void => {
          output += chunk.toString();
          if (output.includes(`Muster is running at ${url}`, begun)) resolve();
        };
        starting.stdout?.on("data", take);
        starting.stderr?.on("data", take);
        starting.once("exit", () => reject(new Error(`an instance ended:\n${output}`)));
      });
    },

    async kill() {
      if (child === undefined || !isRunning()) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },

    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
  };
}
