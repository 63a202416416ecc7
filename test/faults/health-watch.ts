/**
 * Asks every instance again and again: what does health say, is a read answered, is a command done? So it
 * knows when the service works, and where health says anything else than is so.
 */
import { setTimeout as delay } from "node:timers/promises";
import { call, type CallOptions } from "../support/process.ts";
import { type Activity, createActivity } from "./activity.ts";
import type { Health } from "./fault.ts";
import type { StagedInstance } from "./instance.ts";

interface Watched {
  readonly organizationId: string;
  /** The owner's session. */
  readonly owner: string;
}

/** Statuses of answers to questions that were asked at once; 0 for none. */
interface Sample {
  /** When it began, by `performance.now()`. */
  readonly begun: number;
  readonly live: number;
  readonly ready: number;
  readonly commands: number;
  readonly read: number;
  readonly command: number;
}

export interface HealthWatch extends Pick<Activity, "pause" | "resume"> {
  /** What was not true for longer than it may take to notice. */
  readonly untrue: readonly string[];
  /** Resolves once every instance has worked, asked from now on. @throws Error if one never does */
  works(): Promise<void>;
  /** Where a running instance says something else, asked from now on; empty if nowhere. */
  check(expected: Health): Promise<string[]>;
  stop(): Promise<void>;
}

/** How long an answer is waited for. */
const patienceMilliseconds = 4_000;
/** A cause is noticed later than it begins, and its end likewise: health may be wrong for so long. */
const noticedMilliseconds = 4_000;
const restMilliseconds = 400;
/**
 * While the service is waited for: how long after an answer it is asked again, and how long after a question
 * without one.
 */
const askedAgainMilliseconds = 200;
const askedBesideMilliseconds = 1_000;
const lookedEveryMilliseconds = 20;
const hopelessMilliseconds = 120_000;

/** @param slowness how many times longer than usual health may lag, and an answer may take */
export function watchHealth(
  instances: readonly StagedInstance[],
  watched: Watched,
  slowness: number,
): HealthWatch {
  const patience = patienceMilliseconds * slowness;
  const stopping = new AbortController();
  const activity = createActivity();
  const untrue: string[] = [];
  const running = Promise.all(instances.map((instance) => watch(instance)));

  async function watch(instance: StagedInstance): Promise<void> {
    const since = new Map<string, number>();
    while (!stopping.signal.aborted) {
      if (hasEnded(instance) && !untrue.includes(endedByItself)) untrue.push(endedByItself);
      await activity.turn(async () => note(since, await take(instance)));
      await delay(restMilliseconds);
    }
  }

  /** @returns the status; 0 for no answer */
  async function ask(url: string, method: string, path: string, token?: string): Promise<number> {
    return (await answerOf(url, method, path, { token }))?.status ?? 0;
  }

  function answerOf(url: string, method: string, path: string, options: CallOptions) {
    const signal = AbortSignal.timeout(patience);
    return call(url, method, path, { ...options, signal }).catch(() => undefined);
  }

  /** Issues a token and deletes it again. @returns the status of the command that was not done, if any */
  async function tryCommands(url: string, token: string): Promise<number> {
    const path = "/v1/users/me/tokens";
    const issued = await answerOf(url, "POST", path, { token, body: { name: "watch" } });
    if (issued?.status !== 201) return issued?.status ?? 0;
    return ask(url, "DELETE", `${path}/${issued.body.tokenId}`, token);
  }

  /** Undefined if it was away for any of the time. */
  async function take(instance: StagedInstance): Promise<Sample | undefined> {
    if (instance.isAbsent()) return undefined;
    const { url } = instance;
    const absences = instance.absences();
    const begun = performance.now();
    const [live, ready, commands, read, command] = await Promise.all([
      ask(url, "GET", "/health/live"),
      ask(url, "GET", "/health/ready"),
      ask(url, "GET", "/health/ready?commands=true"),
      ask(url, "GET", `/v1/organizations/${watched.organizationId}`, watched.owner),
      tryCommands(url, watched.owner),
    ]);
    if (instance.absences() !== absences) return undefined;
    return { begun, live, ready, commands, read, command };
  }

  /** @param since when each contradiction of the instance began */
  function note(since: Map<string, number>, sample: Sample | undefined): void {
    const wrong = sample === undefined ? [] : contradictions(sample);
    for (const what of since.keys()) if (!wrong.includes(what)) since.delete(what);
    for (const what of wrong) {
      const now = sample?.begun ?? 0;
      const begun = since.get(what) ?? now;
      since.set(what, begun);
      if (now - begun >= noticedMilliseconds * slowness && !untrue.includes(what))
        untrue.push(what);
    }
  }

  /** Questions overlap, so that one that is answered late does not hide when the service worked. */
  async function firstWorking(instance: StagedInstance): Promise<void> {
    const begun = performance.now();
    let nextAt = begun;
    let newest: Sample | undefined;
    const first = Promise.withResolvers<"works">();
    const question = async () => {
      const sample = await take(instance);
      newest = sample ?? newest;
      if (sample !== undefined && isWorking(sample)) first.resolve("works");
      nextAt = Math.min(nextAt, performance.now() + askedAgainMilliseconds);
    };
    for (;;) {
      if (hasEnded(instance)) {
        throw new Error(`${endedByItself}: ${instance.output().slice(-2_000)}`);
      }
      if (performance.now() - begun > hopelessMilliseconds * slowness) {
        throw new Error(`an instance does not work again: ${JSON.stringify(newest)}`);
      }
      if (!instance.isAbsent() && performance.now() >= nextAt) {
        nextAt = performance.now() + askedBesideMilliseconds;
        void question();
      }
      if ((await Promise.race([first.promise, delay(lookedEveryMilliseconds)])) === "works") return;
    }
  }

  return {
    pause: activity.pause,
    resume: activity.resume,
    untrue,
    async works() {
      await Promise.all(instances.map((instance) => firstWorking(instance)));
    },
    async check(expected) {
      const present = instances.filter((instance) => !instance.isAbsent());
      const found = await Promise.all(
        present.map(async (instance) => {
          const sample = await take(instance);
          return (["ready", "commands"] as const).flatMap((what) => {
            const wanted = expected[what];
            const said = sample?.[what];
            if (wanted === undefined || said === undefined || wanted === said) return [];
            return [`an instance answers ${said} for ${what} instead of ${wanted}`];
          });
        }),
      );
      return found.flat();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

const endedByItself = "an instance ended by itself";

function hasEnded(instance: StagedInstance): boolean {
  return !instance.isAbsent() && !instance.isRunning();
}

function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

function isWorking({ live, ready, commands, read, command }: Sample): boolean {
  return [live, ready, commands, read, command].every((status) => isDone(status));
}

/** Where health says something else than is so. */
function contradictions({ live, ready, commands, read, command }: Sample): string[] {
  const reads = isDone(read);
  const does = isDone(command);
  return [
    live !== 200 && `an instance runs, but answers ${live} for live`,
    ready === 0 && "an instance runs, but gives no answer for ready",
    ready === 200 && !reads && `an instance says that it serves, but reads are answered ${read}`,
    ready === 503 && reads && "an instance says that it does not serve, but answers reads",
    commands === 200 && !does && `an instance says that it takes commands, but answers ${command}`,
    commands === 503 &&
      does &&
      reads &&
      "an instance says that it takes no commands, but does them",
  ].filter((each) => each !== false);
}
