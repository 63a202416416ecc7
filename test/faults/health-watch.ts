/**
 * Asks every instance again and again: what does health say, is a read answered, is a command done? So it
 * knows when the service works, and where health says anything else than is so.
 */
import { setTimeout as delay } from "node:timers/promises";
import { call } from "../support/process.ts";
import { type Activity, createActivity } from "./activity.ts";
import type { Health } from "./fault.ts";
import type { StagedInstance } from "./instance.ts";

interface Watched {
  readonly organizationId: string;
  /** The owner's session. */
  readonly owner: string;
}

/** Statuses of answers; 0 for none. */
interface Sample {
  /** When it began and ended, by `performance.now()`. */
  readonly begun: number;
  readonly ended: number;
  readonly live: number;
  readonly ready: number;
  readonly commands: number;
  readonly read: number;
  readonly command: number;
}

export interface HealthWatch extends Pick<Activity, "pause" | "resume"> {
  /** What was not true for longer than it may take to notice. */
  readonly untrue: readonly string[];
  /** Resolves to the moment at which every instance worked, asked after `since`. */
  works(since: number): Promise<number>;
  /** Where a running instance says something else, asked from now on; empty if nowhere. */
  check(expected: Health): Promise<string[]>;
  stop(): Promise<void>;
}

const patienceMilliseconds = 3_000;
/** A cause is noticed later than it begins, and its end likewise: health may be wrong for so long. */
const noticedMilliseconds = 4_000;
const restMilliseconds = 150;

export function watchHealth(instances: readonly StagedInstance[], watched: Watched): HealthWatch {
  const stopping = new AbortController();
  const activity = createActivity();
  const untrue: string[] = [];
  const newest = new Map<StagedInstance, Sample>();
  const running = Promise.all(instances.map((instance) => watch(instance)));

  async function watch(instance: StagedInstance): Promise<void> {
    const tokens = issuing(instance.url, watched);
    const since = new Map<string, number>();
    while (!stopping.signal.aborted) {
      await activity.turn(async () => note(instance, since, await take(instance, tokens)));
      await delay(restMilliseconds);
    }
  }

  /** Undefined if it was away for any of the time. */
  async function take(
    instance: StagedInstance,
    tokens: () => Promise<number>,
  ): Promise<Sample | undefined> {
    if (instance.isAbsent()) return undefined;
    const absences = instance.absences();
    const begun = performance.now();
    const get = (path: string, token?: string) =>
      statusOf(instance.url, "GET", path, { token });
    const [live, ready, commands, read, command] = await Promise.all([
      get("/health/live"),
      get("/health/ready"),
      get("/health/ready?commands=true"),
      get(`/v1/organizations/${watched.organizationId}`, watched.owner),
      tokens(),
    ]);
    if (instance.absences() !== absences) return undefined;
    return { begun, ended: performance.now(), live, ready, commands, read, command };
  }

  /** @param since when each contradiction of the instance began */
  function note(instance: StagedInstance, since: Map<string, number>, sample?: Sample): void {
    if (sample === undefined) newest.delete(instance);
    else newest.set(instance, sample);
    const wrong = sample === undefined ? [] : contradictions(instance, sample);
    for (const what of since.keys()) if (!wrong.includes(what)) since.delete(what);
    for (const what of wrong) {
      const begun = since.get(what) ?? sample?.begun ?? 0;
      since.set(what, begun);
      const lasted = (sample?.begun ?? 0) - begun;
      if (lasted >= noticedMilliseconds && !untrue.includes(what)) untrue.push(what);
    }
  }

  function doesWork(instance: StagedInstance, since: number): boolean {
    const sample = newest.get(instance);
    if (sample === undefined || sample.begun < since) return false;
    const { live, ready, commands, read, command } = sample;
    return [live, ready, commands, read, command].every((status) => isDone(status));
  }

  return {
    ...activity,
    untrue,
    async works(since) {
      while (!instances.every((instance) => doesWork(instance, since))) {
        if (performance.now() - since > 120_000) throw new Error(`never works again: ${told()}`);
        await delay(10);
      }
      return Math.max(...[...newest.values()].map(({ ended }) => ended));
    },
    async check(expected) {
      const begun = performance.now();
      const present = instances.filter((instance) => !instance.isAbsent());
      while (present.some((each) => (newest.get(each)?.begun ?? 0) < begun)) await delay(10);
      return present.flatMap((instance) =>
        (["ready", "commands"] as const).flatMap((what) => {
          const said = newest.get(instance)?.[what];
          const wanted = expected[what];
          if (wanted === undefined || wanted === said) return [];
          return [`${instance.url} answers ${said} for ${what} instead of ${wanted}`];
        }),
      );
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };

  function told(): string {
    return instances
      .map((each) => `${each.url} ${JSON.stringify(newest.get(each) ?? "is away")}`)
      .join("; ");
  }
}

function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Issues a token and deletes it the next time. @returns the status */
function issuing(url: string, { owner: token }: Watched): () => Promise<number> {
  const path = "/v1/users/me/tokens";
  let issued: string | undefined;
  return async () => {
    const deleted = issued;
    if (deleted !== undefined) {
      const status = await statusOf(url, "DELETE", `${path}/${deleted}`, { token });
      // Not answered, it may have been done.
      if (status !== 503 && status !== 0) issued = undefined;
      return status === 404 ? 204 : status;
    }
    const body = { name: "watch" };
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const answer = await call(url, "POST", path, { token, body, signal }).catch(() => undefined);
    issued = answer?.body?.tokenId;
    return answer?.status ?? 0;
  };
}

async function statusOf(
  url: string,
  method: string,
  path: string,
  { token }: { readonly token?: string | undefined },
): Promise<number> {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  const answer = await call(url, method, path, { token, signal }).catch(() => undefined);
  return answer?.status ?? 0;
}

/** Where health says something else than is so. */
function contradictions(
  { url }: StagedInstance,
  { live, ready, commands, read, command }: Sample,
): string[] {
  const readWorks = isDone(read);
  const commandWorks = isDone(command);
  return [
    live !== 200 && `${url} runs, but answers ${live} for live`,
    ready === 0 && `${url} runs, but does not answer for ready`,
    ready === 200 && !readWorks && `${url} says that it serves, but answers reads with ${read}`,
    ready === 503 && readWorks && `${url} says that it does not serve, but answers reads`,
    commands === 200 && !commandWorks && `${url} says that it takes commands, but not: ${command}`,
    commands === 503 && commandWorks && `${url} says that it takes no commands, but it does`,
  ].filter((each) => each !== false);
}
