/** Requests that no client library sends get a problem and a closed connection, and stop nobody else. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";
import { lastAnswerIn, say } from "../../support/raw-http.ts";

let service: TestService;
let port: number;

beforeAll(async () => {
  service = await startTestService();
  const address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  port = Number(new URL(address).port);
});

afterAll(() => service.stop());

/** Sends the lines and closes the connection after the answer. */
const ask = async (...lines: readonly string[]) =>
  lastAnswerIn(await say(port, [...lines, "Connection: close", "", ""].join("\r\n")));

const authorized = () => `Authorization: Bearer ${service.owner}`;

describe("is answered by a problem", () => {
  test.each<[string, readonly string[], number, string]>([
    ["a request without a Host", ["GET /version HTTP/1.1"], 400, "invalid-input"],
    [
      "a request with two Hosts",
      ["GET /version HTTP/1.1", "Host: a", "Host: b"],
      400,
      "invalid-input",
    ],
    [
      "an unknown expectation",
      ["GET /version HTTP/1.1", "Host: a", "Expect: x"],
      417,
      "expectation-failed",
    ],
    [
      "a request with two credentials",
      ["GET /version HTTP/1.1", "Host: a", "Authorization: Bearer x", "Authorization: Basic eDp5"],
      400,
      "invalid-input",
    ],
    [
      "a request with two keys",
      ["GET /version HTTP/1.1", "Host: a", "Idempotency-Key: a", "Idempotency-Key: b"],
      400,
      "invalid-input",
    ],
    ["CONNECT", ["CONNECT example.com:443 HTTP/1.1", "Host: example.com"], 404, "not-found"],
    ["TRACE", ["TRACE /version HTTP/1.1", "Host: a"], 404, "not-found"],
    ["a method of WebDAV", ["PROPFIND /version HTTP/1.1", "Host: a"], 404, "not-found"],
    ["a method that nobody knows", ["NONSENSE /version HTTP/1.1", "Host: a"], 400, "invalid-input"],
    ["OPTIONS for the whole server", ["OPTIONS * HTTP/1.1", "Host: a"], 404, "not-found"],
    [
      "an address of another server",
      ["GET http://evil.example/v1/nowhere HTTP/1.1", "Host: a"],
      404,
      "not-found",
    ],
    ["bytes in an address", ["GET /version?a=\u00e9 HTTP/1.1", "Host: a"], 400, "invalid-input"],
    [
      "a folded header",
      ["GET /version HTTP/1.1", "Host: a", "X-One: 1", " 2"],
      400,
      "invalid-input",
    ],
  ])("%s", async (_, lines, status, code) => {
    const answer = await ask(...lines);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.head).toMatch(/content-type: application\/problem\+json/i);
    expect(answer.head).toMatch(/x-request-id: /i);
  });
});

test("a body in a transfer coding that is not decoded is refused by the header's name", async () => {
  const answer = await ask(
    "POST /v1/organizations HTTP/1.1",
    "Host: a",
    authorized(),
    "Content-Type: application/json",
    "Transfer-Encoding: gzip, chunked",
  );
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "Transfer-Encoding" }] },
  });
});

test("an upgrade is not made: the request is answered as if it did not ask for one", async () => {
  for (const upgrade of ["websocket", "h2c"]) {
    const heard = await say(
      port,
      `GET /version HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: ${upgrade}\r\n\r\n`,
    );
    expect(lastAnswerIn(heard)).toMatchObject({ status: 200, body: { name: "muster" } });
  }
});

test("HTTP/1.0 needs no Host", async () => {
  const heard = await say(port, "GET /version HTTP/1.0\r\n\r\n");
  expect(lastAnswerIn(heard)).toMatchObject({ status: 200 });
});

test("a client that waits for permission to send its body gets it", async () => {
  const heard = await say(
    port,
    `POST /v1/organizations HTTP/1.1\r\nHost: a\r\n${authorized()}\r\nExpect: 100-continue\r\n` +
      'Content-Type: application/json\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{"name":"ok"}',
  );
  expect(heard).toMatch(/^HTTP\/1.1 100 Continue\r\n/);
  expect(lastAnswerIn(heard)).toMatchObject({ status: 201, body: { name: "ok" } });
});

describe("the body is not awaited", () => {
  const unsent = ["Host: a", "Content-Type: application/json", "Content-Length: 60000"];

  test("at an unknown address", async () => {
    expect(await ask("POST /v1/nowhere HTTP/1.1", ...unsent)).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
  });

  test("of a caller without a credential", async () => {
    expect(await ask("POST /v1/organizations HTTP/1.1", ...unsent)).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
  });

  test("if it is announced as too large", async () => {
    const lines = ["Host: a", "Content-Type: application/json", "Content-Length: 70000"];
    expect(await ask("POST /v1/organizations HTTP/1.1", authorized(), ...lines)).toMatchObject({
      status: 413,
      body: { code: "too-large" },
    });
  });
});

describe("a body is never guessed:", () => {
  const send = async (payload: string | Buffer, headers: Record<string, string>) => {
    const answer = await service.app.inject({
      method: "POST",
      url: "/v1/organizations",
      headers: { authorization: `Bearer ${service.owner}`, ...headers },
      payload,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const json = { "content-type": "application/json" };

  test.each(["gzip", "br", "deflate", "zstd", "x-unknown", "gzip, identity"])(
    "compressed with %s it is refused, and the answer says what is accepted",
    async (coding) => {
      const answer = await send('{"name":"n"}', { ...json, "content-encoding": coding });
      expect(answer).toMatchObject({ status: 415, body: { code: "unsupported-media-type" } });
      expect(answer.body.detail).toContain(coding);
      expect(answer.headers["accept-encoding"]).toBe("identity");
    },
  );

  test.each(["iso-8859-1", "utf-16", "utf-7", "nonsense"])(
    "in the charset %s it is refused",
    async (charset) => {
      for (const parameter of [charset, `"${charset}"`]) {
        const type = `application/json; charset=${parameter}`;
        const answer = await send('{"name":"n"}', { "content-type": type });
        expect(answer).toMatchObject({ status: 415, body: { code: "unsupported-media-type" } });
        expect(answer.body.detail).toContain(charset);
      }
    },
  );

  test.each(["application/json;charset=UTF-8", 'application/json; charset="utf-8"'])(
    "as %s it is taken",
    async (type) => {
      const headers = { "content-type": type, "content-encoding": "identity" };
      expect((await send('{"name":"n"}', headers)).status).toBe(201);
    },
  );

  test.each([
    ["a lone continuation byte", [0x80]],
    ["a long form of a slash", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a character that is cut off", [0xe2, 0x82]],
    ["a value beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["Latin-1", [0xe9]],
  ])("with %s it is refused, not mended", async (_, bytes) => {
    const payload = Buffer.concat([
      Buffer.from('{"name":"'),
      Buffer.from(bytes),
      Buffer.from('"}'),
    ]);
    expect(await send(payload, json)).toMatchObject({
      status: 400,
      body: { code: "invalid-input", detail: "The body must be valid UTF-8." },
    });
  });
});

test.each(["%FF", "%E0%A4%A", "%ED%A0%80", "%C0%AF", "a%"])(
  "a query with %s is refused by name, not read as something else",
  async (value) => {
    const path = `/v1/users?limit=5&search=${value}`;
    expect(await service.call("GET", path, { token: service.owner })).toMatchObject({
      status: 400,
      body: { code: "invalid-input", errors: [{ pointer: "?search" }] },
    });
  },
);
