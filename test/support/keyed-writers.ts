/**
 * A steady load of keyed commands, and a record of what was acknowledged: which events must be in the log,
 * which members must be listed, and which answer each key has.
 */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { memberStream, solutionStream, tokenStream } from "../../src/domain/streams.ts";
import { type Answer, call } from "./process.ts";

/** A command that was answered for good. */
export interface Acknowledged {
  /** Sends it again with the same key. */
  readonly repeat: () => Promise<Acknowledged>;
  readonly answer: Answer;
}

export interface Keyed {
  readonly token?: string;
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
  /** Begins the addresses of members; two loads of an organization have different ones. */
  readonly name?: string;
}

/** Shorter than an instance is frozen, so that the repeat reaches another one. */
const answerMilliseconds = 2_000;
const pauseMilliseconds = 200;
/** Between the commands of one writer: a steady load, which leaves the machine time for starts. */
const restMilliseconds = 25;
/** A killed instance holds its keys for longer, and the load goes on meanwhile. */
const stallMilliseconds = 1_000;
/** Of each writer. */
const mostTurns = 3;
/** Seldom, because each fills the stream of the owner's membership. */
const solutionTurns = 16;

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
  const { url, token, organizationId, solutionId, name = "writer" } = target;
  const organization = `/v1/organizations/${organizationId}`;
  const members = `${organization}/members`;
  const acknowledged: Acknowledged[] = [];
  const events = new Map<string, number>();
  const streams = new Set<string>();
  const listed = new Map<string, string>();
  const removed = new Set<string>();
  const stopping = new AbortController();
  const failing = new AbortController();
  const playing = new Set<Promise<void>>();
  let turns = 0;

  async function command(
    onStall: () => void,
    status: number,
    method: string,
    path: string,
    body?: unknown,
  ) {
    const key = crypto.randomUUID();
    const stall = setTimeout(onStall, stallMilliseconds);
    const one = await untilFinal(url, method, path, { token, body, key });
    clearTimeout(stall);
    const told = `${method} ${path}: ${JSON.stringify(one.answer.body)}`;
    assert.equal(one.answer.status, status, told);
    if (status >= 400) assert.equal(one.answer.body.status, status, told);
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

  async function play(turn: number, onStall: () => void): Promise<void> {
    const send = command.bind(undefined, onStall);
    const email = `${name}-${turn}@example.com`;
    const body = { email, firstName: "W", lastName: "R", invite: { disabled: true } };
    const { userId } = (await send(201, "POST", members, body)).body;
    const stream = memberStream(organizationId, userId);
    const path = `${members}/${userId}`;
    await send(409, "POST", members, { ...body, userRole: "ADMIN" });
    await send(200, "PATCH", path, { userRole: "CREATOR" });
    await send(404, "PATCH", `${members}/${crypto.randomUUID()}`, { userRole: "ADMIN" });
    await send(200, "PUT", `${path}/solutions/${solutionId}`, { userRole: "EDITOR" });
    expectEvents(stream, "MemberInvited", "OrgRoleChanged", "SolutionAssigned");
    listed.set(email, "CREATOR");
    if (turn % 2 === 0) {
      await send(200, "PATCH", path, { userRole: "USER" });
      expectEvents(stream, "OrgRoleChanged");
      listed.set(email, "USER");
    }
    if (turn % 3 === 0) {
      await send(204, "DELETE", path);
      expectEvents(stream, "MemberRemoved");
      listed.delete(email);
      removed.add(email);
    }
    const tokens = "/v1/users/me/tokens";
    const { tokenId } = (await send(201, "POST", tokens, { name: email })).body;
    await send(204, "DELETE", `${tokens}/${tokenId}`);
    expectEvents(tokenStream(tokenId), "TokenIssued", "TokenDeleted");
    if (turn % solutionTurns === 0) {
      const body = { name: `${name}-${turn}`, title: "S" };
      const { solutionId } = (await send(201, "POST", `${organization}/solutions`, body)).body;
      await send(204, "DELETE", `${organization}/solutions/${solutionId}`);
      expectEvents(solutionStream(solutionId), "SolutionRegistered", "SolutionDeleted");
    }
  }

  /** Plays one turn after the other; begins the next one early while an answer is long in coming. */
  async function write(): Promise<void> {
    while (!stopping.signal.aborted) {
      const stalled = Promise.withResolvers<void>();
      const turn = play(turns, () => stalled.resolve());
      turns += 1;
      playing.add(turn);
      turn.then(() => playing.delete(turn)).catch((error: unknown) => failing.abort(error));
      await Promise.race([turn, stalled.promise]);
      while (playing.size > mostTurns * writers && !stopping.signal.aborted) await delay(20);
    }
  }

  const running = Promise.all(Array.from({ length: writers }, write));
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
      await Promise.all(playing);
      return { acknowledged, events, streams, members: listed, removed };
    },
  };
}
