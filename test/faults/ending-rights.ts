/**
 * Takes rights away and gives them back, all the time, and tries each on every instance from the moment at
 * which its end was answered: none may work.
 */
import { setTimeout as delay } from "node:timers/promises";
import { call } from "../support/process.ts";
import { addPerson, type Right, rightKinds } from "../support/rights.ts";
import { type Activity, createActivity } from "./activity.ts";
import type { Stage } from "./fault.ts";
import type { StagedInstance } from "./instance.ts";

interface EndedRight extends Pick<Right, "credential" | "path"> {
  readonly name: string;
  /** When it began to be given back, by `performance.now()`; endless for a credential. */
  until: number;
}

export interface EndingRights extends Pick<Activity, "pause" | "resume"> {
  /** Answers that a right brought after its end. */
  readonly worked: readonly string[];
  /** Commands that were refused, though nothing speaks against them. */
  readonly failures: readonly string[];
  /** How many rights ended, and how many requests tried one afterwards. */
  counts(): { readonly ended: number; readonly tried: number };
  stop(): Promise<void>;
}

/** Longer than an instance is frozen: what waits there must be refused too. */
const patienceMilliseconds = 15_000;
/** How long a right stays away that is given back. */
const awayMilliseconds = 300;
/** Between two rights of a person: ownerships fill the organization's stream. */
const restMilliseconds = 1_000;
const tryMilliseconds = 50;
const keptRights = 200;

export async function endRights(stage: Stage): Promise<EndingRights> {
  const setting = { ...stage, mailServer: stage.mails.server, pool: stage.server.pool };
  const stopping = new AbortController();
  const ended = new Set<EndedRight>();
  const activity = createActivity();
  const worked: string[] = [];
  const failures: string[] = [];
  const count = { ended: 0, tried: 0 };

  /** It must work first, or its end would show nothing. */
  async function works({ path, credential }: Right): Promise<void> {
    for (;;) {
      stopping.signal.throwIfAborted();
      const status = await statusAt(stage.url, path, credential);
      if (status === 200) return;
      if (status > 0 && status < 500) throw new Error(`${path} answers ${status} before the end`);
      await delay(awayMilliseconds);
    }
  }

  async function endOne(userId: string, turn: number): Promise<void> {
    const kind = rightKinds[turn % rightKinds.length];
    if (kind === undefined) return;
    const right = await kind.hold(setting, userId);
    await works(right);
    await right.end(stage.url);
    const { credential, path, giveBack } = right;
    const noted = { name: kind.name, credential, path, until: Infinity };
    ended.add(noted);
    if (ended.size > keptRights) ended.delete(stage.random.pick([...ended]));
    count.ended += 1;
    if (giveBack === undefined) return;
    await delay(awayMilliseconds);
    noted.until = performance.now();
    ended.delete(noted);
    await giveBack();
  }

  async function take(userId: string, first: number): Promise<void> {
    for (let turn = first; !stopping.signal.aborted; turn += 1) {
      await activity.turn(() => endOne(userId, turn).catch(report));
      await delay(restMilliseconds);
    }
  }

  function report(error: unknown): void {
    if (!stopping.signal.aborted) failures.push(`a right could not be ended: ${String(error)}`);
  }

  async function attempt({ url: at }: StagedInstance): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(tryMilliseconds);
      if (ended.size === 0) continue;
      const right = stage.random.pick([...ended]);
      await activity.turn(async () => {
        const status = await statusAt(at, right.path, right.credential);
        if (status > 0) count.tried += 1;
        // Given back meanwhile, it may work.
        if (status === 200 && performance.now() < right.until) {
          worked.push(`${right.name} could still GET ${right.path} at ${at}`);
        }
      });
    }
  }

  const people = await Promise.all([addPerson(setting), addPerson(setting), addPerson(setting)]);
  const running = Promise.all([
    ...people.map((userId, index) => take(userId, index * 2)),
    ...stage.instances.flatMap((instance) => [attempt(instance), attempt(instance)]),
  ]);
  return {
    ...activity,
    worked,
    failures,
    counts: () => ({ ...count }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** 0 for no answer. */
async function statusAt(url: string, path: string, token: string): Promise<number> {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  const answer = await call(url, "GET", path, { token, signal }).catch(() => undefined);
  return answer?.status ?? 0;
}
