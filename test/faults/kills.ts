/** Processes that are killed, or stopped and continued, at any moment: the service's and PostgreSQL's. */
import { setTimeout as delay } from "node:timers/promises";
import { type Fault, scene, type Scene, type Stage } from "./fault.ts";
import type { StagedInstance } from "./instance.ts";

/** Longer than a leader may be silent and than an idempotency key is held. */
const stoppedMilliseconds = 11_000;
/** Each time PostgreSQL is away for another part of it. */
const mostAwaySeconds = 2;

type Choice = (stage: Stage) => Promise<StagedInstance>;

const anyInstance: Choice = async ({ instances, random }) => random.pick(instances);
const foldingInstance: Choice = (stage) => stage.folding();

/** A supervisor starts it again at once. */
function kill(name: string, choose: Choice, rounds: number): Fault {
  return {
    name: `SIGKILL of ${name}`,
    rounds,
    isKill: true,
    async strike(stage) {
      const instance = await choose(stage);
      await instance.kill();
      return async () => instance.launch();
    },
  };
}

function stop(name: string, choose: Choice, rounds: number): Fault {
  return {
    name: `SIGSTOP and SIGCONT of ${name}`,
    rounds,
    lastsMilliseconds: stoppedMilliseconds,
    async strike(stage) {
      const instance = await choose(stage);
      instance.freeze();
      return async () => instance.thaw();
    },
  };
}

/** The embedded server is started by the service; a foreign one comes back after a while. */
function killServer(isForeign: boolean, rounds: number): Fault {
  return {
    name: `SIGKILL of PostgreSQL's main process${isForeign ? `, away for up to ${mostAwaySeconds} s` : ""}`,
    rounds,
    isKill: true,
    async strike({ server, random }) {
      await server.kill();
      if (isForeign) await delay(random.below(mostAwaySeconds * 1_000));
      return () => server.start();
    },
  };
}

function stopServer(which: "main" | "all", rounds: number): Fault {
  return {
    name: `SIGSTOP and SIGCONT of ${which === "main" ? "PostgreSQL's main process" : "all of PostgreSQL's processes"}`,
    rounds,
    lastsMilliseconds: stoppedMilliseconds,
    ...(which === "all" && { says: { ready: 503, commands: 503 } }),
    async strike({ server }) {
      await server.freeze(which);
      return () => server.thaw();
    },
  };
}

/** What `npm test` plays: PostgreSQL and the folding instance are killed together. */
export const shortScene: Scene = scene({
  name: "two instances",
  instances: 2,
  database: "foreign",
  faults: [
    {
      name: "SIGKILL of the folding instance and of PostgreSQL's main process",
      rounds: 1,
      async strike({ server, folding }) {
        const instance = await folding();
        await Promise.all([instance.kill(), server.kill()]);
        return async () => {
          await server.start();
          instance.launch();
        };
      },
    },
  ],
});

export const kills: readonly Scene[] = [
  scene({
    name: "one instance with its own PostgreSQL",
    instances: 1,
    database: "embedded",
    faults: [
      kill("the service", anyInstance, 5),
      killServer(false, 5),
      stop("the service", anyInstance, 1),
      stopServer("main", 1),
      stopServer("all", 1),
    ],
  }),
  scene({
    name: "one instance",
    instances: 1,
    database: "foreign",
    faults: [kill("the service", anyInstance, 3), killServer(true, 3), stopServer("all", 1)],
  }),
  scene({
    name: "two instances",
    instances: 2,
    database: "foreign",
    faults: [
      kill("one instance", anyInstance, 5),
      kill("the folding instance", foldingInstance, 5),
      killServer(true, 3),
      stop("one instance", anyInstance, 1),
      stop("the folding instance", foldingInstance, 1),
    ],
  }),
  scene({
    name: "three instances",
    instances: 3,
    database: "foreign",
    faults: [
      kill("one instance", anyInstance, 5),
      kill("the folding instance", foldingInstance, 5),
      killServer(true, 2),
      stop("one instance", anyInstance, 1),
      stop("the folding instance", foldingInstance, 1),
      stopServer("main", 1),
    ],
  }),
];
