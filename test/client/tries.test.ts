/** The client's further tries: nothing that was asked for is done twice, and nothing waits for ever. */
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  request as forward,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createMusterClient, items, unwrap } from "../../clients/typescript/src/index.ts";
import { startTestService, type TestService } from "../support/http.ts";

const membersPath = "/v1/organizations/{organizationId}/members";
const ada = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };

describe("a lost connection", () => {
  let service: TestService;
  let proxy: CuttingProxy;
  let baseUrl: string;

  beforeAll(async () => {
    service = await startTestService();
    proxy = await startCuttingProxy(await service.app.listen({ host: "127.0.0.1", port: 0 }));
    ({ baseUrl } = proxy);
  });

  beforeEach(() => {
    proxy.keys.length = 0;
  });

  afterAll(async () => {
    proxy.server.close();
    await service.stop();
  });

  const invitations = async (): Promise<number> => {
    const { rows } = await service.database.pool.query<{ count: string }>(
      "select count(*) from events where type = 'MemberInvited'",
    );
    return Number(rows[0]?.count);
  };

  test.for(["before the answer", "in the middle of the answer"] as const)(
    "%s: the command is sent again under the same key, and appends once",
    async (where) => {
      const muster = createMusterClient({ baseUrl, token: service.owner });
      const params = { path: { organizationId: service.organizationId } };
      const body = { ...ada, email: `${where.replaceAll(" ", "-")}@example.com` };
      const before = await invitations();
      proxy.cutNext(where);
      const { data, response } = await muster.POST(membersPath, { params, body });

      expect(data?.email).toBe(body.email);
      expect(response.headers.get("Idempotency-Replayed")).toBe("true");
      expect(proxy.keys).toHaveLength(2);
      expect(proxy.keys[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(proxy.keys[1]).toBe(proxy.keys[0]);
      expect(await invitations()).toBe(before + 1);
      const emails = await Array.fromAsync(items(muster, membersPath, { params }), (m) => m.email);
      expect(emails.filter((email) => email === body.email)).toHaveLength(1);
    },
  );

  test("every command has a key of its own; one that the caller gives stays", async () => {
    const muster = createMusterClient({ baseUrl, token: service.owner });
    const body = { name: "Analytical Engines" };
    await unwrap(muster.POST("/v1/organizations", { body }));
    await unwrap(muster.POST("/v1/organizations", { body }));
    const params = { header: { "Idempotency-Key": "mine" } };
    await unwrap(muster.POST("/v1/organizations", { params, body }));
    expect(new Set(proxy.keys).size).toBe(3);
    expect(proxy.keys[2]).toBe("mine");
  });

  test("with no further tries allowed it is the caller's to handle, and no key is made", async () => {
    const muster = createMusterClient({ baseUrl, token: service.owner, retries: 0 });
    proxy.cutNext("before the answer");
    const create = muster.POST("/v1/organizations", { body: { name: "Lost" } });
    await expect(create).rejects.toThrow(TypeError);
    expect(proxy.keys).toEqual([undefined]);
  });
});

describe("a service that is away", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** Gives the answers one after the other, and notes at which second each was asked for. */
  function answering(...answers: readonly (Response | Error)[]) {
    const start = Date.now();
    const seconds: number[] = [];
    const muster = createMusterClient({
      baseUrl: "http://muster.test",
      async fetch() {
        const answer = answers[seconds.length];
        seconds.push((Date.now() - start) / 1000);
        if (answer === undefined) throw new Error("asked too often");
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    return { muster, seconds };
  }

  const away = (retryAfter: string, status = 503) =>
    Response.json(
      { status, code: status === 503 ? "unavailable" : "idempotency-in-progress" },
      { status, headers: { "Retry-After": retryAfter } },
    );
  const lost = () => new TypeError("fetch failed");
  const create = { body: { name: "Works" } };

  test("is asked again when it says so", async () => {
    const { muster, seconds } = answering(away("2"), away("3"), Response.json({}));
    const asked = muster.POST("/v1/organizations", create);
    await vi.runAllTimersAsync();
    expect((await asked).response.status).toBe(200);
    expect(seconds).toEqual([0, 2, 5]);
  });

  test("and says nothing is asked again after 0.25 s, then after twice as long each time; 5 times in all", async () => {
    const { muster, seconds } = answering(lost(), lost(), lost(), lost(), lost());
    const asked = expect(muster.GET("/v1/users/me")).rejects.toThrow("fetch failed");
    await vi.runAllTimersAsync();
    await asked;
    expect(seconds).toEqual([0, 0.25, 0.75, 1.75, 3.75]);
  });

  test("and stays away: the last answer is the caller's", async () => {
    const { muster, seconds } = answering(...Array.from({ length: 5 }, () => away("1")));
    const asked = muster.GET("/v1/users/me");
    await vi.runAllTimersAsync();
    expect((await asked).error).toMatchObject({ code: "unavailable" });
    expect(seconds).toEqual([0, 1, 2, 3, 4]);
  });

  test("for longer than 30 s, or for who knows how long, is not waited for", async () => {
    for (const retryAfter of ["31", "Mon, 01 Jan 2035 00:00:00 GMT"]) {
      const { muster, seconds } = answering(away(retryAfter));
      expect((await muster.GET("/v1/users/me")).response.status).toBe(503);
      expect(seconds).toEqual([0]);
    }
  });

  test("and still works at the first try of the command is asked again soon", async () => {
    const { muster, seconds } = answering(lost(), away("60", 409), Response.json({}));
    const asked = muster.POST("/v1/organizations", create);
    await vi.runAllTimersAsync();
    expect((await asked).response.status).toBe(200);
    expect(seconds).toEqual([0, 0.25, 0.75]);
  });

  test("other refusals are answers: they are not asked for again", async () => {
    for (const status of [400, 401, 404, 409, 429, 500]) {
      const { muster, seconds } = answering(Response.json({ status, code: "c" }, { status }));
      expect((await muster.POST("/v1/organizations", create)).response.status).toBe(status);
      expect(seconds).toEqual([0]);
    }
  });

  test("is not waited for by who has given up", async () => {
    const { muster, seconds } = answering(away("20"));
    const giveUp = new AbortController();
    const asked = muster.GET("/v1/users/me", { signal: giveUp.signal });
    await vi.advanceTimersByTimeAsync(1000);
    giveUp.abort();
    await expect(asked).rejects.toThrow("aborted");
    expect(seconds).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

type Cut = "before the answer" | "in the middle of the answer";

interface CuttingProxy {
  readonly server: Server;
  readonly baseUrl: string;
  /** The idempotency keys that passed through, as they came. */
  readonly keys: (string | undefined)[];
  /** Cuts the connection of the next request, after the service has done what it asks. */
  cutNext(where: Cut): void;
}

async function startCuttingProxy(to: string): Promise<CuttingProxy> {
  const keys: (string | undefined)[] = [];
  let cut: Cut | undefined;
  const server = createServer((asked, answer) => {
    const { method, headers, url } = asked;
    keys.push(headers["idempotency-key"] as string | undefined);
    const onwards = forward(to + url, { method, headers }, (answered) => {
      void passBack(answered, answer);
    });
    asked.pipe(onwards);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    server,
    baseUrl: `http://127.0.0.1:${port}`,
    keys,
    cutNext(where) {
      cut = where;
    },
  };

  async function passBack(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
    const whole = Buffer.concat(await Array.fromAsync<Buffer>(answered));
    const where = cut;
    cut = undefined;
    if (where === "before the answer") {
      answer.destroy();
      return;
    }
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    if (where === undefined) answer.end(whole);
    else answer.write(whole.subarray(0, whole.length / 2), () => answer.destroy());
  }
}
