/**
 * A steady load of keyed commands, and a record of what was acknowledged: which events must be in the log,
 * which members must be listed, and which answer each key has.
 */
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { memberStream, tokenStream } from "../../src/domain/streams.ts";
import { type Answer, call } from "./process.ts";

/** A command that was answered for good. */
export interface Acknowledged {
  /** Sends it again with the same key. */
  readonly repeat: () => Promise<Acknowledged>;
  readonly answer: Answer;
}

export interface Keyed {
  readonly token: string;
  readonly body?: unknown;
  readonly key: string;
}

export interface Load {
  /** How many commands were answered for good so far. */
  count(): number;
  /** Resolves once so many more were. */
  progress(more: number): Promise<void>;
  /** Finishes the commands that have begun. */
  stop(): Promise<LoadRecord>;
}

export interface LoadRecord {
  readonly acknowledged: readonly Acknowledged[];
  /** How often each event must be in the log, by `stream type`; of these streams there are no others. */
  readonly events: ReadonlyMap<string, number>;
  readonly streams: ReadonlySet<string>;
  /** The role of each member that must be listed, by their address. */
  readonly members: ReadonlyMap<string, string>;
  /** Those that must not be listed. */
  readonly removed: ReadonlySet<string>;
}

export interface Target {
  readonly url: string;
  readonly token: string;
  readonly organizationId: string;
  readonly solutionId: string;
}

/** Shorter than an instance is frozen, so that the repeat reaches another one. */
const answerMilliseconds = 2_000;
const pauseMilliseconds = 200;
/** Between the commands of one writer: a steady load, which leaves the machine time for starts. */
const restMilliseconds = 25;

/**
 * Repeats a command with its key until the answer is final.
 * @param milliseconds how long to wait for each answer
 */
export async function untilFinal(
  url: string,
  method: string,
  path: string,
  command: Keyed,
  milliseconds = answerMilliseconds,
): Promise<Acknowledged> {
  const { token, body, key } = command;
  for (;;) {
    const signal = AbortSignal.timeout(milliseconds);
    const headers = { "idempotency-key": key };
    const sent = call(url, method, path, { token, body, headers, signal });
    const answer = await sent.catch(() => undefined);
    const isRunning = answer?.body?.code === "idempotency-in-progress";
    if (answer !== undefined && answer.status < 500 && !isRunning) {
      return { answer, repeat: () => untilFinal(url, method, path, command, milliseconds) };
    }
    await delay(pauseMilliseconds);
  }
}

/** What both answers to a key must have in common. A secret is shown only once. */
export function outcomeOf({ status, body }: Answer): unknown {
  if (typeof body !== "object" || body === null) return { status, body };
  const { secret: _secret, ...shown } = body as { secret?: string };
  return { status, body: shown };
}

export function startLoad(target: Target, writers: number): Load {
  const { url, token, organizationId, solutionId } = target;
  const members = `/v1/organizations/${organizationId}/members`;
  const acknowledged: Acknowledged[] = [];
  const events = new Map<string, number>();
  const streams = new Set<string>();
  const listed = new Map<string, string>();
  const removed = new Set<string>();
  const stopping = new AbortController();
  const failing = new AbortController();

  async function command(status: number, method: string, path: string, body?: unknown) {
    const key = crypto.randomUUID();
    const one = await untilFinal(url, method, path, { token, body, key });
    expect({ method, path, ...one.answer }).toMatchObject({ status });
    acknowledged.push(one);
    await delay(restMilliseconds);
    return one.answer;
  }

  function expectEvents(stream: string, ...types: readonly string[]): void {
    streams.add(stream);
    for (const type of types) {
      const name = `${stream} ${type}`;
      events.set(name, (events.get(name) ?? 0) + 1);
    }
  }

  async function write(writer: number): Promise<void> {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const email = `writer-${writer}-${turn}@example.com`;
      const body = { email, firstName: "W", lastName: "R", invite: { disabled: true } };
      const { userId } = (await command(201, "POST", members, body)).body;
      const stream = memberStream(organizationId, userId);
      const path = `${members}/${userId}`;
      await command(409, "POST", members, { ...body, userRole: "ADMIN" });
      await command(200, "PATCH", path, { userRole: "CREATOR" });
      await command(404, "PATCH", `${members}/${crypto.randomUUID()}`, { userRole: "ADMIN" });
      await command(200, "PUT", `${path}/solutions/${solutionId}`, { userRole: "EDITOR" });
      expectEvents(stream, "MemberInvited", "OrgRoleChanged", "SolutionAssigned");
      listed.set(email, "CREATOR");
      if (turn % 2 === 0) {
        await command(200, "PATCH", path, { userRole: "USER" });
        expectEvents(stream, "OrgRoleChanged");
        listed.set(email, "USER");
      }
      if (turn % 3 === 0) {
        await command(204, "DELETE", path);
        expectEvents(stream, "MemberRemoved");
        listed.delete(email);
        removed.add(email);
      }
      const tokens = "/v1/users/me/tokens";
      const { tokenId } = (await command(201, "POST", tokens, { name: email })).body;
      await command(204, "DELETE", `${tokens}/${tokenId}`);
      expectEvents(tokenStream(tokenId), "TokenIssued", "TokenDeleted");
    }
  }

  const running = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  running.catch((error: unknown) => failing.abort(error));

  return {
    count: () => acknowledged.length,
    async progress(more) {
      const wanted = acknowledged.length + more;
      while (acknowledged.length < wanted) {
        failing.signal.throwIfAborted();
        await delay(20);
      }
    },
    async stop() {
      stopping.abort();
      await running;
      return { acknowledged, events, streams, members: listed, removed };
    },
  };
}
