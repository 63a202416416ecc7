/** The console's files and pages, from a small folder that stands for a built console. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiPaths } from "../../../src/http/kit/api-paths.ts";
import { startTestService, type TestService } from "../../support/http.ts";

const html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const script = `export const words = "${"many words ".repeat(200)}";\n`;
const files = {
  "index.html": `<!doctype html><base href="/__BASE__/" /><meta property="csp-nonce" nonce="__NONCE__" /><div id="app"></div>`,
  "mail-preview.html": "<!doctype html><title>Mail</title>",
  "sw.js": "self.skipWaiting();",
  "assets/main-Ab_c-123.js": script,
  "assets/main-Ab_c-123.js.br": brotliCompressSync(script),
  "assets/main-Ab_c-123.js.gz": gzipSync(script),
  "assets/logo-1.svg": "<svg/>",
  ".secret": "hidden",
  "assets/.secret.js": "hidden",
  "assets/going-1.js": script,
  "assets/going-1.js.gz/not-a-file": "",
} as const;

let around: string;
let service: TestService;
/** Where it listens. */
let url: string;

/** Beside the folder is a file that nobody may get. */
async function build(folder: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), "muster-console-"));
  await writeFile(join(around, "outside.js"), "outside");
  await build(join(around, "dist"));
  service = await startTestService({
    consoleFolder: join(around, "dist"),
    environment: { RATE_LIMIT_ADDRESS: "5", RATE_LIMIT_CONSOLE: "60" },
  });
  url = await service.app.listen({ port: 0 });
});

// Each test begins in a new minute, without requests.
beforeEach(() => service.clock.add(60_000));

afterAll(async () => {
  await service.stop();
  await rm(around, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  service.app.inject({ method: method as "GET", url, headers });

/** Sources by directive. */
function policyOf({ headers }: Awaited<ReturnType<typeof get>>): Record<string, string> {
  const directives = String(headers["content-security-policy"]).split("; ");
  return Object.fromEntries(directives.map((each) => each.split(/ (.*)/).slice(0, 2)));
}

describe("a page", () => {
  test.each([
    "/",
    "/index.html",
    "/sign-in",
    "/accept-invitation",
    "/organizations/1/users?role=A",
  ])("is index.html at %s, asked for again each time", async (url) => {
    const answer = await get(url, { accept: html });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(answer.headers).not.toHaveProperty("etag");
    expect(answer.body).toContain('<base href="/" />');
    // A nonce may have two underscores beside each other.
    expect(answer.body).not.toMatch(/__(?:BASE|NONCE)__/);
  });

  test("has its own nonce each time, which its policy allows, and nothing inline without it", async () => {
    const answers = [await get("/"), await get("/")];
    const nonces = answers.map(({ body }) => /nonce="([\w-]{24})"/.exec(body)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [index, answer] of answers.entries()) {
      expect(policyOf(answer)).toEqual({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": `'self' 'nonce-${nonces[index]}'`,
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
      });
    }
  });

  test.each([
    ["https://muster.test/people", "/people/"],
    ["https://muster.test/a/b", "/a/b/"],
    ["https://muster.test//evil.example/", "/evil.example/"],
    ["https://muster.test/\\evil.example", "/evil.example/"],
    ['https://muster.test/?"><script>', "/"],
    ['https://muster.test/"><script>&/', "/%22%3E%3Cscript%3E&amp;/"],
  ])("has the path of the public address %s as its base", async (publicUrl, base) => {
    const before = service.services.publicUrl;
    Object.assign(service.services, { publicUrl: () => publicUrl });
    try {
      expect((await get("/sign-in", { accept: html })).body).toContain(`<base href="${base}" />`);
    } finally {
      Object.assign(service.services, { publicUrl: before });
    }
  });

  test("is answered to HEAD without its body", async () => {
    const answer = await get("/sign-in", { accept: html }, "HEAD");
    expect(answer).toMatchObject({ statusCode: 200, body: "" });
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(policyOf(answer)["style-src"]).toMatch(/nonce-/);
  });

  test("is only for those who name HTML; others get a problem", async () => {
    for (const accept of [
      "*/*",
      "application/json",
      "image/*",
      "text/css,*/*;q=0.1",
      "text/html;q=0, */*",
      "text/html; level=1; q=0.000",
      "application/x.text/html",
    ]) {
      const answer = await get("/sign-in", { accept });
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: "not-found", instance: "/sign-in" });
      expect(answer.headers).toMatchObject({
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cache-control": "no-store",
      });
    }
    expect((await get("/", { accept: "*/*" })).statusCode).toBe(200);
    for (const accept of ["TEXT/HTML", "image/png, text/html;q=0.01", "text/html;level=1"]) {
      expect((await get("/sign-in", { accept })).statusCode).toBe(200);
    }
    expect((await get("/sign-in", { accept: html }, "POST")).statusCode).toBe(404);
  });
});

describe("an address of the API", () => {
  test.each([
    ...apiPaths.map((path) => `${path}/nowhere/at/all`),
    "/v1",
    "/v1/",
    "/%761/nowhere",
    "/v1/sign-in",
    "/v1/users/me",
    "/v1/organizations/%zz",
    "/dev",
  ])("%s is never a page", async (url) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await get(url, { accept: html }, method);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers["content-type"]).toBe("application/problem+json");
    }
  });

  test("is one of the known ones, whichever route is added", () => {
    const tree = service.app.printRoutes({ commonPrefix: false, includeHooks: false });
    const first = [...tree.matchAll(/^[├└]── (\S+)/gm)].map(([, path = ""]) => path);
    expect(first.length).toBeGreaterThan(8);
    const known = new RegExp(`^(${apiPaths.join("|").replaceAll(".", "\\.")})(/|$)`);
    const others = first.filter((path) => !known.test(path));
    expect(others).toEqual(["*"]);
  });

  test("is counted and logged as before: an unknown one is a guess of its address", async () => {
    const answers = [];
    for (let time = 0; time < 6; time += 1) answers.push(await get("/v1/nowhere"));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 429]);
  });
});

describe("a file", () => {
  test("with a hash in its name is kept for good", async () => {
    const answer = await get("/assets/main-Ab_c-123.js", { accept: "*/*" });
    expect(answer).toMatchObject({ statusCode: 200, body: script });
    expect(answer.headers).toMatchObject({
      "content-type": expect.stringMatching(/^(text|application)\/javascript; charset=utf-8$/),
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      vary: "accept-encoding",
      // The sandboxed mail preview, which is no origin, loads its script.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  test("without one is asked for again, and a service worker has the policy of the pages", async () => {
    const answer = await get("/sw.js");
    expect(answer.headers).toMatchObject({
      "cache-control": "no-cache",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect(policyOf(answer)).toMatchObject({ "connect-src": "'self'", "style-src": "'self'" });
  });

  test("is sent compressed, as it was built, to those who take that", async () => {
    for (const [accepted, path] of [
      ["gzip, deflate, br", "assets/main-Ab_c-123.js.br"],
      ["gzip", "assets/main-Ab_c-123.js.gz"],
    ] as const) {
      const answer = await get("/assets/main-Ab_c-123.js", { "accept-encoding": accepted });
      expect(answer.headers["content-encoding"]).toBe(path.endsWith("br") ? "br" : "gzip");
      expect(answer.headers["content-type"]).toMatch(/javascript/);
      expect(answer.rawPayload).toEqual(files[path]);
    }
    const plain = await get("/assets/logo-1.svg", { "accept-encoding": "br" });
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(plain.body).toBe("<svg/>");
  });

  test("is answered to HEAD and to If-None-Match, and whole to those who ask for a range", async () => {
    const file = "/assets/main-Ab_c-123.js";
    const head = await get(file, {}, "HEAD");
    expect(head).toMatchObject({ statusCode: 200, body: "" });
    expect(head.headers["content-length"]).toBe(String(script.length));
    const known = await get(file, { "if-none-match": String(head.headers["etag"]) });
    expect(known).toMatchObject({ statusCode: 304, body: "" });
    for (const range of ["bytes=0-5", "bytes=999999-", "bytes=-1,-2", "lines=1"]) {
      expect(await get(file, { range })).toMatchObject({ statusCode: 200, body: script });
    }
  });

  test("that is missing is a problem, whatever is accepted: a page of another build asks for it", async () => {
    for (const accept of ["*/*", html]) {
      const missing = await get("/assets/old-1.js", { accept });
      expect(missing.statusCode).toBe(404);
      expect(missing.headers["cache-control"]).toBe("no-store");
      expect(missing.json()).toMatchObject({ code: "not-found" });
    }
    expect((await get("/assets", { accept: "*/*" })).statusCode).toBe(404);
    expect((await get("/old.html", { accept: html })).body).toContain('id="app"');
  });

  test("that cannot be sent is refused with nothing that lets the refusal be kept", async () => {
    const refused = { "content-type": "application/problem+json", "cache-control": "no-store" };
    for (const path of ["/assets/main-Ab_c-123.js", "/sw.js", "/mail-preview.html"]) {
      for (const condition of [
        { "if-match": '"other"' },
        { "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT" },
      ]) {
        const answer = await get(path, condition);
        expect(answer.statusCode).toBe(412);
        expect(answer.json()).toMatchObject({ code: "precondition-failed" });
        expect(answer.headers).toMatchObject(refused);
        expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
      }
    }
    // As if the file went while it was sent: a compressed copy that cannot be read.
    const gone = await get("/assets/going-1.js", { "accept-encoding": "gzip" });
    expect(gone.statusCode).toBe(404);
    expect(gone.headers).toMatchObject(refused);
    expect(gone.headers).not.toHaveProperty("content-encoding");
  });

  test.each([
    "/../outside.js",
    "/assets/../../outside.js",
    "/%2e%2e/outside.js",
    "/..%2foutside.js",
    "/assets/..%2f..%2foutside.js",
    "/..%5coutside.js",
    "/%252e%252e/outside.js",
    "//outside.js",
    "/.secret",
    "/%2esecret",
    "/assets/.secret.js",
    "/./sw.js",
    "/sw.js%00.js",
    "/sw.js%00",
    "/assets/",
  ])("is never outside of the folder or hidden: %s", async (url) => {
    // Not by inject, which resolves the address first.
    const answer = await rawGet(url);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/hidden|outside$|skipWaiting/);
  });
});

async function rawGet(path: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end(`GET ${path} HTTP/1.1\r\nHost: muster.test\r\nConnection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

describe("the frame that shows a mail", () => {
  test("has a policy of its own: inline styles and images, no requests, and no origin", async () => {
    const answer = await get("/mail-preview.html", { accept: html });
    expect(answer.body).toBe(files["mail-preview.html"]);
    expect(policyOf(answer)).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self' 'unsafe-inline'",
      "img-src": "'self' data: https:",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'self'",
      sandbox: "allow-scripts",
    });
    expect(answer.headers).toMatchObject({
      "x-frame-options": "SAMEORIGIN",
      "cache-control": "no-cache",
    });
  });
});

describe("the budget", () => {
  test("of the console is its own: files use up no budget of the API, and are bounded", async () => {
    const cookie = `muster_session=${service.owner}`;
    for (let time = 0; time < 59; time += 1) {
      expect((await get("/sw.js", { cookie })).statusCode).toBe(200);
    }
    const last = await get("/", { cookie });
    expect(last.headers).toMatchObject({ ratelimit: '"console";r=0;t=60' });
    expect(await get("/", { cookie, accept: html })).toMatchObject({ statusCode: 429 });
    expect((await get("/version")).headers).toMatchObject({ ratelimit: '"address";r=4;t=60' });
    const me = await get("/v1/users/me", { cookie });
    expect(me.headers["ratelimit"]).toBe('"caller";r=99999999;t=60');
  });
});

describe("without a built console", () => {
  let folder: string;
  let unbuilt: TestService;

  beforeAll(async () => {
    folder = join(around, "later");
    unbuilt = await startTestService({ consoleFolder: folder });
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  afterAll(() => unbuilt.stop());

  test("the page says how to build it, and the API works", async () => {
    const page = await unbuilt.app.inject({ url: "/", headers: { accept: html } });
    expect(page.statusCode).toBe(503);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
    });
    expect(page.body).toContain("<code>npm run build</code>");
    expect(page.body).toContain('href="/docs"');
    expect((await unbuilt.call("GET", "/version")).status).toBe(200);
  });

  test("a console that is built later is served without a restart", async () => {
    await build(folder);
    const page = await unbuilt.app.inject({ url: "/", headers: { accept: html } });
    expect(page).toMatchObject({ statusCode: 200 });
    expect((await unbuilt.app.inject("/sw.js")).body).toBe(files["sw.js"]);
  });
});
