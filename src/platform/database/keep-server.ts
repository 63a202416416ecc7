/** Keeps the embedded server running: when it ends by itself, it is started again. */
import type { ChildProcess } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { inUse } from "./data-directory.ts";
import { killRest, removeStalePidFile } from "./former-server.ts";
import {
  hasEnded,
  type ServerProgram,
  spawnServer,
  stopServer,
  untilReady,
} from "./server-process.ts";

const startSeconds = 60;
/** Between tries. A disk that is full, for example, must first have room again. */
const retryMilliseconds = 1_000;

/**
 * @param report gets a line when the server has ended, and when it runs again
 * @throws StartupError if the first start fails
 */
export async function keepServer(program: ServerProgram, report: (line: string) => void) {
  let server = await spawnServer(program);
  await untilReady(server, program, AbortSignal.timeout(startSeconds * 1000));
  const stopping = new AbortController();
  const keeping = keep();

  return {
    async stop(): Promise<void> {
      stopping.abort();
      await stopServer(server);
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    for (;;) {
      await endOf(server);
      if (stopping.signal.aborted) return;
      report("the embedded PostgreSQL has ended by itself; starting it again");
      await restart();
      // It may have been started in the moment of the stop.
      if (stopping.signal.aborted) return stopServer(server);
      report("the embedded PostgreSQL runs again");
    }
  }

  /** However long it takes to recover from its log, unless the service stops. */
  async function restart(): Promise<void> {
    let reported: unknown;
    while (!stopping.signal.aborted) {
      try {
        // Another service may have started one meanwhile, also where its processes cannot be seen from here.
        if (await program.isAnswering()) throw inUse(program.cluster);
        await killRest(program.cluster, server.pid, stopping.signal);
        await removeStalePidFile(program.cluster);
        server = await spawnServer(program);
        return await untilReady(server, program, stopping.signal);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== reported && !stopping.signal.aborted) report(`${reason}; trying again`);
        reported = reason;
        const pause = setTimeout(retryMilliseconds, undefined, { signal: stopping.signal });
        await pause.catch(() => undefined);
      }
    }
  }
}

async function endOf(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  await new Promise((resolve) => server.once("exit", resolve));
}
