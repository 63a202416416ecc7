/** Under overload the service refuses requests at once, answers health and loses no acknowledged change. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { organizationStream } from "../../../src/domain/streams.ts";
import { type Answer, startTestService, type TestService } from "../../support/http.ts";
import { eventually } from "../../support/eventually.ts";

let service: TestService;

afterEach(() => service.stop());

const create = (name: string): Promise<Answer> =>
  service.call("POST", "/v1/organizations", { token: service.owner, body: { name } });

/** Holds all appends until they are released. */
function holdAppends(): () => void {
  const { store } = service.services;
  const { append } = store;
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(store, {
    append: async (...args: Parameters<typeof append>) => {
      await promise;
      return append(...args);
    },
  });
  return () => {
    Object.assign(store, { append });
    resolve();
  };
}

const inFlight = async (): Promise<number> => {
  const text = await service.services.metrics.text();
  return Number(/^muster_http_requests_in_flight (\d+)$/m.exec(text)?.[1]);
};

describe("with more requests than MAX_IN_FLIGHT", () => {
  test("some are done, the others get 503 with Retry-After, health answers and nothing is lost", async () => {
    service = await startTestService({ environment: { MAX_IN_FLIGHT: "4" } });
    const letGo = holdAppends();
    const burst = Array.from({ length: 40 }, (_, number) => create(`Organization ${number}`));
    const refused = await Promise.all(burst.slice(4));
    for (const answer of refused) {
      expect(answer).toMatchObject({
        status: 503,
        headers: { "retry-after": "1" },
        body: { code: "unavailable" },
      });
    }
    expect((await service.call("GET", "/health/live")).status).toBe(200);
    expect((await service.call("GET", "/health/ready")).status).toBe(200);
    letGo();
    const done = await Promise.all(burst.slice(0, 4));
    for (const { status, body } of done) {
      expect(status).toBe(201);
      const stream = organizationStream(body.organizationId);
      expect(await service.services.store.readStream(stream)).not.toHaveLength(0);
    }
    expect(await inFlight()).toBe(0);
    expect((await create("After the burst")).status).toBe(201);
  });

  test("a request whose client disconnected counts until its work ends", async () => {
    service = await startTestService({ environment: { MAX_IN_FLIGHT: "1" } });
    const port = Number(new URL(await service.app.listen({ port: 0, host: "127.0.0.1" })).port);
    const letGo = holdAppends();
    const body = JSON.stringify({ name: "Abandoned" });
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST /v1/organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${service.owner}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await eventually(async () => (await inFlight()) === 1);
    socket.destroy();
    await once(socket, "close");
    expect((await create("Meanwhile")).status).toBe(503);
    letGo();
    await eventually(async () => (await inFlight()) === 0);
    expect((await create("Afterwards")).status).toBe(201);
  });

  test("a slow client does not take up a place", async () => {
    service = await startTestService({ environment: { MAX_IN_FLIGHT: "1" } });
    const port = Number(new URL(await service.app.listen({ port: 0, host: "127.0.0.1" })).port);
    const parsing = new Promise((resolve) => {
      service.app.server.prependOnceListener("request", resolve);
    });
    const socket = connect(port, "127.0.0.1");
    socket.write(
      "POST /v1/invites/preview HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" +
        'Content-Length: 100\r\n\r\n{"tok',
    );
    await parsing;
    await eventually(async () => (await inFlight()) === 0);
    expect((await create("Meanwhile")).status).toBe(201);
    socket.destroy();
  });
});

test("while the event loop is late, requests are refused and health answers", async () => {
  service = await startTestService({ environment: { MAX_EVENT_LOOP_DELAY: "50" } });
  await eventually(async () => (await create("At first")).status === 201);
  const busy = setInterval(() => {
    const end = performance.now() + 200;
    while (performance.now() < end);
  });
  try {
    await eventually(async () => (await create("Too much")).status === 503);
    expect((await service.call("GET", "/health/live")).status).toBe(200);
  } finally {
    clearInterval(busy);
  }
  await eventually(async () => (await create("Afterwards")).status === 201);
});
