/** The client's retries: no command is executed twice, and no call waits for ever. */
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
    "%s: the command is retried with the same key and appends once",
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

  test("every command has its own key; the caller's key is kept", async () => {
    const muster = createMusterClient({ baseUrl, token: service.owner });
    const body = { name: "Analytical Engines" };
    await unwrap(muster.POST("/v1/organizations", { body }));
    await unwrap(muster.POST("/v1/organizations", { body }));
    const params = { header: { "Idempotency-Key": "mine" } };
    await unwrap(muster.POST("/v1/organizations", { params, body }));
    expect(new Set(proxy.keys).size).toBe(3);
    expect(proxy.keys[2]).toBe("mine");
  });

  test("is an error for the caller if retries is 0, and no key is sent", async () => {
    const muster = createMusterClient({ baseUrl, token: service.owner, retries: 0 });
    proxy.cutNext("before the answer");
    const create = muster.POST("/v1/organizations", { body: { name: "Lost" } });
    await expect(create).rejects.toThrow(TypeError);
    expect(proxy.keys).toEqual([undefined]);
  });
});

describe("an unavailable service", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** Returns the answers one after the other and records the second of each request. */
  function answering(...answers: readonly (Response | Error)[]) {
    const start = Date.now();
    const seconds: number[] = [];
    const muster = createMusterClient({
      baseUrl: "http://muster.test",
      async fetch() {
        const answer = answers[seconds.length];
        seconds.push((Date.now() - start) / 1000);
        if (answer === undefined)
          throw new Error("the client sent more requests than the test has answers");
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    return { muster, seconds };
  }

  const unavailable = (retryAfter: string, status = 503) =>
    Response.json(
      { status, code: status === 503 ? "unavailable" : "idempotency-in-progress" },
      { status, headers: { "Retry-After": retryAfter } },
    );
  const lost = () => new TypeError("fetch failed");
  const create = { body: { name: "Works" } };

  test("is retried after its Retry-After", async () => {
    const { muster, seconds } = answering(unavailable("2"), unavailable("3"), Response.json({}));
    const asked = muster.POST("/v1/organizations", create);
    await vi.runAllTimersAsync();
    expect((await asked).response.status).toBe(200);
    expect(seconds).toEqual([0, 2, 5]);
  });

  test("that gives no Retry-After is retried after 0.25 s, then after twice as long each time; 5 attempts in all", async () => {
    const { muster, seconds } = answering(lost(), lost(), lost(), lost(), lost());
    const asked = expect(muster.GET("/v1/users/me")).rejects.toThrow("fetch failed");
    await vi.runAllTimersAsync();
    await asked;
    expect(seconds).toEqual([0, 0.25, 0.75, 1.75, 3.75]);
  });

  test("that stays unavailable: the caller gets the last response", async () => {
    const { muster, seconds } = answering(...Array.from({ length: 5 }, () => unavailable("1")));
    const asked = muster.GET("/v1/users/me");
    await vi.runAllTimersAsync();
    expect((await asked).error).toMatchObject({ code: "unavailable" });
    expect(seconds).toEqual([0, 1, 2, 3, 4]);
  });

  test("is retried after a Retry-After that is a date, in each of its forms", async () => {
    for (const form of [
      "Fri, 06 Nov 2026 08:49:37 GMT",
      "Friday, 06-Nov-26 08:49:37 GMT",
      "Fri Nov  6 08:49:37 2026",
    ]) {
      vi.setSystemTime("2026-11-06T08:49:27.000Z");
      const { muster, seconds } = answering(unavailable(form), Response.json({}));
      const asked = muster.POST("/v1/organizations", create);
      await vi.runAllTimersAsync();
      expect((await asked).response.status).toBe(200);
      expect(seconds).toEqual([0, 10]);
    }
  });

  test("is not retried if Retry-After is longer than 30 s or neither a number nor a date", async () => {
    for (const retryAfter of ["31", "Mon, 01 Jan 2035 00:00:00 GMT", "soon"]) {
      const { muster, seconds } = answering(unavailable(retryAfter));
      expect((await muster.GET("/v1/users/me")).response.status).toBe(503);
      expect(seconds).toEqual([0]);
    }
  });

  test("that still runs the first attempt of the command is retried soon", async () => {
    const { muster, seconds } = answering(lost(), unavailable("60", 409), Response.json({}));
    const asked = muster.POST("/v1/organizations", create);
    await vi.runAllTimersAsync();
    expect((await asked).response.status).toBe(200);
    expect(seconds).toEqual([0, 0.25, 0.75]);
  });

  test("whose instance died with the command is retried once more when the key is free again", async () => {
    const busy = () => unavailable("9", 409);
    const { muster, seconds } = answering(lost(), busy(), busy(), busy(), Response.json({}));
    const asked = muster.POST("/v1/organizations", create);
    await vi.runAllTimersAsync();
    expect((await asked).response.status).toBe(200);
    expect(seconds).toEqual([0, 0.25, 0.75, 1.75, 10.75]);
  });

  test("other refusals are not retried", async () => {
    for (const status of [400, 401, 404, 409, 429, 500]) {
      const { muster, seconds } = answering(Response.json({ status, code: "c" }, { status }));
      expect((await muster.POST("/v1/organizations", create)).response.status).toBe(status);
      expect(seconds).toEqual([0]);
    }
  });

  test("is not retried after the caller aborts", async () => {
    const { muster, seconds } = answering(unavailable("20"));
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
  /** The idempotency keys of the requests, in order. */
  readonly keys: (string | undefined)[];
  /** Cuts the connection of the next request after the service has executed it. */
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
