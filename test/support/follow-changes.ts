/** A client of live changes that resumes elsewhere when its instance dies or hangs. */
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { type ChangeStream, openChanges } from "./change-stream.ts";
import type { Cluster } from "./cluster.ts";

export interface Follower {
  readonly positions: readonly string[];
  /** The last position received. */
  readonly last: () => string | undefined;
  readonly resumed: () => number;
  stop(): Promise<void>;
}

/** A client that follows the changes through the proxy, and reconnects when its stream ends or is silent. */
export function followChanges(
  { proxy, organizationId, owner: token }: Cluster,
  after: string,
): Follower {
  const positions: string[] = [];
  let lastEventId = after;
  let connections = 0;
  const stopping = new AbortController();
  const { signal } = stopping;
  let stream: ChangeStream | undefined;

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      stream = await openChanges(proxy.url, organizationId, { token, lastEventId }).catch(
        () => undefined,
      );
      if (stream === undefined) continue;
      connections += stream.status === 200 ? 1 : 0;
      let length = -1;
      while (!signal.aborted && !stream.isOver && stream.text.length > length) {
        length = stream.text.length;
        await delay(2_000);
      }
      stream.leave();
      expect(stream.resets).toBe(0);
      positions.push(...stream.changes.map(({ position }) => position));
      lastEventId = stream.lastEventId;
    }
  }

  const running = follow();
  running.catch(() => undefined);
  return {
    positions,
    last: () => stream?.changes.at(-1)?.position ?? positions.at(-1),
    resumed: () => connections - 1,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
