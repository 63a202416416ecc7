/** The follower of an organization's log, against a stand-in for the service: it skips nothing and ends only by its signal. */
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createMusterClient, follow, MusterProblem } from "../../clients/typescript/src/index.ts";

const organizationId = "018f6a2c-0000-7000-8000-000000000001";

type Reply = Response | Error;

/** Answers the requests one after the other; the last answer is never repeated. */
function following(answers: readonly (Reply | (() => Reply))[], after?: number) {
  const start = Date.now();
  const asked: string[] = [];
  const seconds: number[] = [];
  const stop = new AbortController();
  const muster = createMusterClient({
    baseUrl: "http://muster.test",
    retries: 0,
    async fetch({ url, signal }) {
      const { pathname, searchParams } = new URL(url);
      expect(pathname).toBe(`/v1/organizations/${organizationId}/events`);
      asked.push(searchParams.toString());
      seconds.push((Date.now() - start) / 1000);
      const answer = answers[asked.length - 1];
      if (answer === undefined) return hang(signal);
      const reply = typeof answer === "function" ? answer() : answer;
      if (reply instanceof Error) throw reply;
      return reply;
    },
  });
  const positions: number[] = [];
  const failures: unknown[] = [];
  const ended = collect();
  return { asked, seconds, positions, failures, ended, stop };

  async function collect(): Promise<void> {
    const { signal } = stop;
    const onRetry = (failure: unknown) => failures.push(failure);
    const options = after === undefined ? {} : { after };
    for await (const event of follow(muster, { organizationId, signal, onRetry, ...options })) {
      positions.push(event.position);
    }
  }
}

/** A long poll that the service does not answer. */
function hang(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

function page(...positions: readonly number[]): Response {
  const items = positions.map((position) => ({ position }));
  return Response.json({ count: items.length, items, nextPosition: positions.at(-1) });
}

const emptyPage = (nextPosition: number) => Response.json({ count: 0, items: [], nextPosition });

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ status, code, detail: code }, { status, headers });
}

describe("with a clock that the test moves", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test("pages follow each other without a pause, each from the position that was reached", async () => {
    const { asked, seconds, positions, stop, ended } = following([page(1, 2, 3), page(4)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(positions).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([
      "after=0&limit=500&wait=25",
      "after=3&limit=500&wait=25",
      "after=4&limit=500&wait=25",
    ]);
    expect(seconds).toEqual([0, 0, 0]);
    stop.abort();
    await ended;
  });

  test("says which event it has, so that a log with another one there is refused", async () => {
    const items = [{ position: 1, eventId: "018f6a2c-0000-7000-8000-00000000000a" }];
    const log = following([Response.json({ count: 1, items, nextPosition: 1 })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(log.asked).toHaveLength(2);
    expect(log.asked[1]).toBe(`after=1&afterEventId=${items[0]?.eventId}&limit=500&wait=25`);
    log.stop.abort();
    await log.ended;
  });

  test("starts after the given position", async () => {
    const { asked, positions, stop, ended } = following([page(42)], 41);
    await vi.advanceTimersByTimeAsync(0);
    expect(positions).toEqual([42]);
    expect(asked[0]).toContain("after=41&");
    stop.abort();
    await ended;
  });

  test("an empty page that comes at once is followed by a pause of a second", async () => {
    const { seconds, positions, stop, ended } = following([emptyPage(0), emptyPage(0), page(1)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seconds).toEqual([0, 1, 2, 2]);
    expect(positions).toEqual([1]);
    stop.abort();
    await ended;
  });

  test("lost connections are tried again after 1, 2, 4 ... 30 seconds; a page starts this anew", async () => {
    const lost = () => new TypeError("fetch failed");
    const answers = [page(1), ...Array.from({ length: 7 }, () => lost), page(2), lost, page(3)];
    const { seconds, positions, failures, stop, ended } = following(answers);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(positions).toEqual([1, 2, 3]);
    expect(seconds).toEqual([0, 0, 1, 3, 7, 15, 31, 61, 91, 91, 92, 92]);
    expect(failures).toHaveLength(8);
    expect(failures[0]).toBeInstanceOf(TypeError);
    stop.abort();
    await ended;
  });

  test.for([408, 429, 500, 502, 503, 504])(
    "status %i is tried again once its Retry-After has passed",
    async (status) => {
      const refusal = problem(status, "later", { "Retry-After": "45" });
      const { seconds, positions, failures, stop, ended } = following([refusal, page(1)]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(seconds).toEqual([0, 45, 45]);
      expect(positions).toEqual([1]);
      expect(failures).toMatchObject([{ status, code: "later" }]);
      stop.abort();
      await ended;
    },
  );

  test("Retry-After may be a date, as proxies send it", async () => {
    vi.setSystemTime("2026-01-01T00:00:00Z");
    const headers = { "Retry-After": "Thu, 01 Jan 2026 00:01:30 GMT" };
    const { seconds, stop, ended } = following([problem(503, "unavailable", headers), page(1)]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(seconds).toEqual([0, 90, 90]);
    stop.abort();
    await ended;
  });

  test.for([400, 401, 403, 404, 410])("status %i is thrown", async (status) => {
    const { ended, positions } = following([page(1), problem(status, "refused")]);
    await expect(ended).rejects.toThrow(MusterProblem);
    await expect(ended).rejects.toMatchObject({ status, code: "refused" });
    expect(positions).toEqual([1]);
  });

  test("an error that is no lost connection is thrown", async () => {
    const { ended } = following([new RangeError("a fault in the program's own fetch")]);
    await expect(ended).rejects.toThrow("a fault in the program's own fetch");
  });

  test.for([
    ["a gap between pages", [page(1, 2), page(4)], "at position 4 instead of 3"],
    ["a gap inside a page", [page(1, 3)], "at position 3 instead of 2"],
    ["an event that comes twice", [page(1, 2), page(2, 3)], "at position 2 instead of 3"],
    ["a log that ends earlier", [page(1, 2), emptyPage(1)], "at position 1 instead of 2"],
    ["an end beyond the events", [page(1, 2), emptyPage(5)], "at position 5 instead of 2"],
  ] as const)("%s is thrown, and nothing after it is yielded", async ([, answers, message]) => {
    const { ended, positions } = following(answers);
    await expect(ended).rejects.toThrow(message);
    expect(positions).toEqual(Array.from(positions, (_, index) => index + 1));
  });

  test.for([
    ["while a request waits", []],
    ["while it waits after a failure", [problem(503, "unavailable", { "Retry-After": "30" })]],
    ["while it waits after an empty page", [emptyPage(0)]],
  ] as const)("the signal ends it quietly %s, and leaves no timer", async ([, answers]) => {
    const { asked, stop, ended } = following(answers);
    await vi.advanceTimersByTimeAsync(500);
    stop.abort();
    await ended;
    expect(asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("no event is yielded after the signal, and an aborted signal asks nothing", async () => {
    const stop = new AbortController();
    let asked = 0;
    const muster = createMusterClient({
      baseUrl: "http://muster.test",
      async fetch() {
        asked += 1;
        return page(1, 2, 3);
      },
    });
    const positions: number[] = [];
    for await (const { position } of follow(muster, { organizationId, signal: stop.signal })) {
      positions.push(position);
      stop.abort();
    }
    expect(positions).toEqual([1]);
    const again = await Array.fromAsync(follow(muster, { organizationId, signal: stop.signal }));
    expect(again).toEqual([]);
    expect(asked).toBe(1);
  });
});

describe("over real connections", () => {
  let server: Server;
  let handle: RequestListener;

  beforeEach(async () => {
    server = createServer((request, response) => handle(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test("connections cut before and inside answers lose and repeat nothing", async () => {
    const total = 60;
    let requests = 0;
    handle = ({ url = "" }, response) => {
      requests += 1;
      const after = Number(new URL(url, "http://muster.test").searchParams.get("after"));
      const count = Math.min(9, total - after);
      const items = Array.from({ length: count }, (_, index) => ({ position: after + index + 1 }));
      const body = JSON.stringify({ count, items, nextPosition: after + count });
      if (requests % 7 === 3) {
        response.destroy();
      } else if (requests % 7 === 5) {
        response.writeHead(200, { "Content-Type": "application/json" });
        response.write(body.slice(0, body.length / 2), () => response.destroy());
      } else {
        response.setHeader("Content-Type", "application/json");
        response.end(body);
      }
    };
    const { port } = server.address() as AddressInfo;
    const muster = createMusterClient({ baseUrl: `http://127.0.0.1:${port}` });
    const positions: number[] = [];
    for await (const { position } of follow(muster, { organizationId })) {
      positions.push(position);
      if (position === total) break;
    }
    expect(positions).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });
});
