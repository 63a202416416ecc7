/**
 * Takes rights away and gives them back, all the time, and tries each on every instance from the moment at
 * which its end was answered: none may work.
 */
import { setTimeout as delay } from "node:timers/promises";
import { openSession } from "../../src/commands/sign-in/sessions.ts";
import { untilFinal } from "../support/keyed-writers.ts";
import { call } from "../support/process.ts";
import { type Activity, createActivity } from "./activity.ts";
import type { Stage } from "./fault.ts";
import type { StagedInstance } from "./instance.ts";

interface EndedRight {
  readonly name: string;
  readonly credential: string;
  readonly path: string;
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

interface Person {
  readonly userId: string;
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
  const { url, owner, organizationId } = stage;
  const organization = `/v1/organizations/${organizationId}`;
  const members = `${organization}/members`;
  const ofOwners = `${organization}/logs?correlationId=none`;
  const ofPeople = "/v1/users/me";
  const tokens = "/v1/users/me/tokens";
  const stopping = new AbortController();
  const ended = new Set<EndedRight>();
  const activity = createActivity();
  const worked: string[] = [];
  const failures: string[] = [];
  const count = { ended: 0, tried: 0 };

  async function command(
    method: string,
    path: string,
    token: string,
    body?: unknown,
    otherStatus?: number,
  ) {
    const key = crypto.randomUUID();
    const { answer } = await untilFinal(url, method, path, { token, body, key });
    if (answer.status >= 300 && answer.status !== otherStatus) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  function note(name: string, credential: string, path: string): EndedRight {
    const right = { name, credential, path, until: Infinity };
    ended.add(right);
    if (ended.size > keptRights) ended.delete(stage.random.pick([...ended]));
    count.ended += 1;
    return right;
  }

  /** Leaves it ended for a while; then it is about to be given back. */
  async function away(right: EndedRight): Promise<void> {
    await delay(awayMilliseconds);
    right.until = performance.now();
    ended.delete(right);
  }

  /** A new credential and the right must work first, or its end would show nothing. */
  async function session({ userId }: Person, path: string): Promise<string> {
    for (;;) {
      stopping.signal.throwIfAborted();
      const token = await signIn(stage, userId).catch(() => undefined);
      const status = token === undefined ? 0 : await statusAt(url, path, token);
      if (token !== undefined && status === 200) return token;
      if (status > 0 && status < 500) throw new Error(`${path} answers ${status} before the end`);
      await delay(awayMilliseconds);
    }
  }

  const kinds: readonly ((person: Person) => Promise<void>)[] = [
    async (person) => {
      const path = `${members}/${person.userId}`;
      const token = await session(person, members);
      await command("POST", `${path}/disable`, owner);
      await away(note("a disabled member", token, members));
      await command("POST", `${path}/enable`, owner);
    },
    async (person) => {
      const path = `${members}/${person.userId}`;
      const token = await session(person, members);
      await command("PATCH", path, owner, { userRole: "USER" });
      await away(note("a demoted admin", token, members));
      await command("PATCH", path, owner, { userRole: "ADMIN" });
    },
    async (person) => {
      const path = `${members}/${person.userId}`;
      await command("PATCH", path, owner, { userRole: "OWNER" });
      const token = await session(person, ofOwners);
      await command("PATCH", path, owner, { userRole: "ADMIN" });
      await away(note("a former owner", token, ofOwners));
    },
    async (person) => {
      const token = await session(person, ofPeople);
      const issued = await command("POST", tokens, token, { name: "right" });
      const { tokenId, secret } = issued.body;
      await command("DELETE", `${tokens}/${tokenId}`, token);
      // A repeat does not show it.
      if (secret !== undefined) note("a deleted token", secret, ofPeople);
    },
    async (person) => {
      const token = await session(person, ofPeople);
      // The repeat of one that was done has no session any more.
      await command("DELETE", "/v1/session", token, undefined, 401);
      note("an ended session", token, ofPeople);
    },
  ];

  async function take(person: Person, first: number): Promise<void> {
    for (let turn = first; !stopping.signal.aborted; turn += 1) {
      await activity.turn(async () => kinds[turn % kinds.length]?.(person).catch(report));
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

  const people = await Promise.all([addPerson(stage), addPerson(stage), addPerson(stage)]);
  const running = Promise.all([
    ...people.map((person, index) => take(person, index * 2)),
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

/** Invites an admin by mail, and accepts for them. */
async function addPerson({ url, owner, organizationId, mails }: Stage): Promise<Person> {
  const email = `right-${crypto.randomUUID()}@example.com`;
  const body = { email, firstName: "R", lastName: "T", userRole: "ADMIN" };
  const path = `/v1/organizations/${organizationId}/members`;
  const key = crypto.randomUUID();
  const { answer } = await untilFinal(url, "POST", path, { token: owner, body, key });
  const [mail] = await mails.server.received(email);
  const token = /#token=(mst_inv_\w+)/.exec(mail?.text ?? "")?.[1];
  await untilFinal(url, "POST", "/v1/invites/accept", {
    body: { token },
    key: crypto.randomUUID(),
  });
  return { userId: answer.body.userId };
}

/** 0 for no answer. */
async function statusAt(url: string, path: string, token: string): Promise<number> {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  const answer = await call(url, "GET", path, { token, signal }).catch(() => undefined);
  return answer?.status ?? 0;
}

async function signIn({ server: { pool } }: Stage, userId: string): Promise<string> {
  const { rows } = await pool.query<{ position: bigint }>(
    "select coalesce(max(position), 0) as position from projection_checkpoints where name = 'directory'",
  );
  const lastPosition = async () => rows[0]?.position ?? 0n;
  const services = { pool, clock: () => new Date(), store: { lastPosition } };
  const { sessionToken } = await openSession(services, userId, crypto.randomUUID());
  return sessionToken;
}
