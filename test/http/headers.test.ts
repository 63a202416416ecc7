/** Every header that the service reads is understood in each form of its RFC, or refused by its name. */
import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let cookie: string;
/** Of the owner's profile, which no form changes. */
let etag: string;

beforeAll(async () => {
  service = await startTestService();
  cookie = `muster_session=${service.owner}`;
  const profile = await service.call("GET", "/v1/users/me", { token: service.owner });
  etag = String(profile.headers["etag"]);
});

afterAll(() => service.stop());

interface Form {
  /** `{etag}`, `{token}` and `{cookie}` stand for the owner's. Several values are several lines. */
  readonly sent: string | readonly string[];
  /** `PATCH` changes nothing of the profile. */
  readonly method?: "GET" | "HEAD" | "PATCH" | "POST";
  readonly url?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly status?: number;
  /** In the refusal. */
  readonly says?: string;
  /** Of the answer. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const span = "00f067aa0ba902b7";
const withCookie = { url: "/v1/session", more: { cookie: "{cookie}" } };
const changeWithCookie = { method: "PATCH", more: { cookie: "{cookie}" } } as const;
const review = { url: "/v1/organizations/{organization}/access-review" };
const asCsv = { ...review, headers: { "content-type": "text/csv; charset=utf-8" } };
const asJson = { ...review, headers: { "content-type": "application/json; charset=utf-8" } };
const batch = {
  method: "POST",
  url: "/v1/organizations/{organization}/members/batch?dryRun=true",
  payload: "email,firstName,lastName\nada@example.com,Ada,L\n",
} as const;
const feed = { url: "/v1/organizations/{organization}/changes?follow=false" };
const refused = (name: string) => ({ status: 400, says: name });
const compressed = { status: 415, headers: { "accept-encoding": "identity" } };

const forms: Readonly<Record<string, readonly Form[]>> = {
  authorization: [
    { sent: "Bearer {token}" },
    { sent: "bearer {token}" },
    { sent: "BEARER   {token}  " },
    { sent: "Bearer", status: 401 },
    { sent: "Bearer {token} {token}", status: 401 },
    { sent: "Bearers {token}", status: 401 },
    { sent: "Basic dXNlcjpwYXNzd29yZA==", status: 401 },
    // A proxy's credential stands beside the browser's cookie, and opens nothing by itself.
    ...[
      "Basic dXNlcjpwYXNzd29yZA==",
      "Digest username=a, realm=b",
      "Negotiate YII=",
      "NTLM TlRM",
      "",
    ].map((sent) => ({ ...withCookie, sent })),
    { ...changeWithCookie, sent: "Basic dTpw", status: 403 },
    // Any other credential is meant for the service: the cookie must not stand in for it.
    ...[
      "Bearer",
      "Bearer\t{token}",
      "Bearers {token}",
      "Token {token}",
      "{token}",
      "Basic:dTpw",
    ].map((sent) => ({ ...withCookie, sent, status: 401, says: "The header Authorization" })),
    { ...withCookie, sent: "bearer nonsense", status: 401 },
    { sent: ["Basic dTpw", "Bearer {token}"], ...refused("Authorization") },
    { sent: ["Bearer {token}", "Basic dTpw"], ...refused("Authorization") },
  ],
  cookie: [
    ...["{cookie}", "a=b; {cookie}", "a={}; {cookie};c=d", "{cookie};"].map((sent) => ({
      ...withCookie,
      sent,
    })),
    { ...withCookie, sent: ["a=b", "{cookie}"] },
    ...["muster_session=x", "muster_session=", "MUSTER_SESSION={token}", "x{cookie}", ""].map(
      (sent) => ({ ...withCookie, sent, status: 401 }),
    ),
  ],
  origin: [
    { ...changeWithCookie, sent: "http://muster.test" },
    { ...changeWithCookie, sent: "null", status: 403 },
    { ...changeWithCookie, sent: "http://muster.test:8080", status: 403 },
    { ...changeWithCookie, sent: "https://muster.test", status: 403 },
    { ...changeWithCookie, sent: ["http://muster.test", "null"], status: 403 },
  ],
  "sec-fetch-site": [
    { ...review, more: { cookie: "{cookie}" }, sent: "same-origin" },
    { ...review, more: { cookie: "{cookie}" }, sent: "none", status: 403 },
    { ...review, more: { cookie: "{cookie}" }, sent: "same-site", status: 403 },
  ],
  "content-type": [
    ...[
      "application/json",
      "Application/JSON ; charset=utf-8",
      "application/json;charset=UTF-8",
      'application/json; charset="utf-8"',
      'application/json; CHARSET="utf\\-8"',
      "application/json; charset=utf8",
      'application/json; profile="a;charset=latin1"',
      "application/merge-patch+json",
    ].map((sent) => ({ method: "PATCH" as const, sent })),
    ...["utf-16", "iso-8859-1", '"Windows-1252"', "nonsense", "us-ascii"].map((charset) => ({
      method: "PATCH" as const,
      sent: `application/json; charset=${charset}`,
      status: 415,
      says: charset.replaceAll('"', ""),
    })),
    { method: "PATCH", sent: "text/plain", status: 415 },
    { method: "PATCH", sent: ["application/json", "text/csv"], ...refused("Content-Type") },
    { ...batch, sent: "text/csv", status: 207 },
    { ...batch, sent: "text/csv; header=present; charset=utf-8", status: 207 },
    { ...batch, sent: "text/csv; header=absent", status: 415, says: "header=absent" },
    { ...batch, sent: "text/csv; charset=iso-8859-1", status: 415, says: "iso-8859-1" },
  ],
  "content-encoding": [
    { method: "PATCH", sent: "identity" },
    { method: "PATCH", sent: "Identity, identity" },
    { method: "PATCH", sent: "" },
    ...["gzip", "GZIP", "x-gzip", "br", "identity, gzip"].map((sent) => ({
      method: "PATCH" as const,
      sent,
      ...compressed,
      says: sent,
    })),
    { method: "PATCH", sent: ["identity", "zstd"], ...compressed, says: "zstd" },
    { ...batch, more: { "content-type": "text/csv" }, sent: "gzip", ...compressed, says: "gzip" },
  ],
  "content-range": [
    { method: "PATCH", sent: "bytes 0-1/2", ...refused("Content-Range") },
    { sent: "bytes 0-1/2" },
  ],
  "content-length": [
    { method: "PATCH", sent: "2", payload: "{}" },
    { method: "PATCH", sent: "3", payload: "{}", ...refused("Content-Length") },
  ],
  "transfer-encoding": [
    { method: "PATCH", sent: "chunked" },
    { method: "PATCH", sent: "Chunked" },
    { method: "PATCH", sent: "gzip, chunked", ...refused("Transfer-Encoding") },
  ],
  "if-match": [
    ...["{etag}", "W/{etag}", '"0" ,, {etag}', "*"].map((sent) => ({
      method: "PATCH" as const,
      sent,
    })),
    { method: "PATCH", sent: ['"0"', "{etag}"] },
    ...["{etag}", "*", '"0", {etag}'].map((sent) => ({ sent })),
    // RFC 9110, 13.1.1: a weak tag does not say that a read gets the same bytes.
    ...["W/{etag}", '"x", W/{etag}'].map((sent) => ({ sent, status: 412 })),
    { sent: "{etag}", more: { "if-none-match": "{etag}" }, status: 304 },
    { sent: '"999"', more: { "if-none-match": "{etag}" }, status: 412 },
    { sent: '"999"', method: "HEAD", status: 412 },
    { sent: "", status: 412 },
    { sent: '"999"', url: "/v1/users/me/tokens" },
    ...['"999"', "999", "", '{etag}"'].map((sent) => ({
      method: "PATCH" as const,
      sent,
      status: 412,
    })),
  ],
  "if-none-match": [
    ...["{etag}", "W/{etag}", '"x", {etag}', "*"].map((sent) => ({ sent, status: 304 })),
    { sent: "{etag}", method: "HEAD", status: 304 },
    { sent: ['"x"', "{etag}"], status: 304 },
    { sent: "*", url: "/openapi.json", status: 304 },
    ...['"x"', "x", "", "{etag"].map((sent) => ({ sent, headers: { etag: expect.any(String) } })),
    { sent: "{etag}", url: "/v1/users/me/tokens" },
    { sent: "*", method: "PATCH", status: 412, says: "If-None-Match" },
  ],
  "if-unmodified-since": [
    { sent: "Fri, 06 Nov 2026 08:49:37 GMT" },
    {
      sent: "Fri, 06 Nov 2026 08:49:37 GMT",
      method: "PATCH",
      status: 412,
      says: "If-Unmodified-Since",
    },
  ],
  accept: [
    ...[
      "text/csv",
      "TEXT/CSV",
      "text/*",
      "text/csv; charset=utf-8",
      'text/csv;charset="UTF-8"',
      "text/csv;q=0.5, application/json;q=0.4",
      "application/json;q=0, */*",
    ].map((sent) => ({ ...asCsv, sent })),
    { ...asCsv, sent: ["text/csv", "application/json;q=0.9"] },
    ...[
      "*/*",
      "",
      "application/json",
      "application/json;charset=utf-8",
      "application/*, text/csv;q=0.9",
      "text/csv;q=0, */*;q=0.1",
      "image/png",
    ].map((sent) => ({ ...asJson, sent })),
  ],
  expect: [
    { sent: "100-continue" },
    { sent: "100-Continue, 100-continue" },
    { sent: "x", status: 417, says: "100-continue" },
    { sent: "100-continue, x=y", status: 417 },
  ],
  host: [{ sent: "muster.test:80" }, { sent: ["muster.test", "a"], ...refused("Host") }],
  traceparent: [
    ...[`00-${trace}-${span}-01`, `00-${trace}-${span}-ff`, `cc-${trace}-${span}-01-new-field`].map(
      (sent) => ({ sent, headers: { "x-request-id": trace } }),
    ),
    ...[
      `00-${trace}-${span}-01-more`,
      `cc-${trace}-${span}-01.more`,
      `ff-${trace}-${span}-01`,
      `00-${trace.toUpperCase()}-${span}-01`,
      `00-${trace}-${"0".repeat(16)}-01`,
      `00-${trace}-${span}`,
    ].map((sent) => ({ sent, headers: { "x-request-id": expect.not.stringMatching(trace) } })),
    {
      sent: [`00-${trace}-${span}-01`, `00-${trace}-${span}-01`],
      headers: { "x-request-id": expect.not.stringMatching(trace) },
    },
  ],
  "x-request-id": [
    { sent: "order-66", headers: { "x-request-id": "order-66" } },
    { sent: ["a", "b"], headers: { "x-request-id": expect.stringMatching("^[0-9a-f-]{36}$") } },
  ],
  "idempotency-key": [
    { method: "PATCH", sent: "8e03978e-40d5-43dd-bc93-6894a57f9324" },
    { method: "PATCH", sent: '"8e03978e-40d5-43dd-bc93-6894a57f9324"' },
    { method: "PATCH", sent: "", ...refused("Idempotency-Key") },
    { method: "PATCH", sent: "k".repeat(201), ...refused("Idempotency-Key") },
    { sent: "read" },
  ],
  "last-event-id": [
    { ...feed, sent: "1" },
    ...["x", "-1", "0x1", "1e1", "1.0", " "].map((sent) => ({
      ...feed,
      sent,
      ...refused("last-event-id"),
    })),
  ],
  "muster-min-position": [
    { sent: "1" },
    ...["x", "-1", "0x1", "1e1", "1.0", ""].map((sent) => ({
      sent,
      ...refused("Muster-Min-Position"),
    })),
    { sent: ["1", "2"], ...refused("Muster-Min-Position") },
  ],
  "muster-background": [
    { sent: "true" },
    ...["TRUE", "1", ""].map((sent) => ({ sent, ...refused("Muster-Background") })),
    { method: "PATCH", sent: "true", ...refused("Muster-Background") },
  ],
};

test("the table has every header that is read", () => {
  const read = globSync("src/http/**/*.ts").flatMap((file) =>
    Array.from(
      readFileSync(file, "utf8").matchAll(/\bheaders(?:\.(?!ts\b)(\w+)|\["([\w-]+)"\])/g),
      ([, field, name]) => field ?? name ?? "",
    ),
  );
  expect(read.length).toBeGreaterThan(15);
  expect(read.filter((name) => !Object.hasOwn(forms, name))).toEqual([]);
});

const filled = (text: string): string =>
  text
    .replace("{etag}", etag)
    .replace("{etag", etag.slice(0, -1))
    .replaceAll("{token}", service.owner)
    .replace("{cookie}", cookie)
    .replace("{organization}", service.organizationId);

const rows = Object.entries(forms).flatMap(([name, each]) =>
  each.map((form) => ({
    name,
    form,
    title: `${form.method ?? "GET"} with ${[form.sent].flat().join(" and ").slice(0, 90)}`,
  })),
);

describe.each(Object.keys(forms))("%s", (header) => {
  test.each(rows.filter(({ name }) => name === header))("$title", async ({ form }) => {
    const { method = "GET", url = "/v1/users/me", more = {}, sent, status = 200 } = form;
    const { payload = method === "PATCH" ? "{}" : undefined, says, headers = {} } = form;
    const isInCookie = "cookie" in more;
    const given = {
      ...(!isInCookie && { authorization: "Bearer {token}" }),
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...more,
    };
    const answer = await service.app.inject({
      method,
      url: filled(url),
      headers: {
        ...Object.fromEntries(Object.entries(given).map(([key, text]) => [key, filled(text)])),
        [header]: typeof sent === "string" ? filled(sent) : sent.map(filled),
      },
      ...(payload !== undefined && { payload }),
    });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.headers).toMatchObject(headers);
    if (says !== undefined) expect(answer.body).toContain(says);
    if (status === 304) expect(answer.body).toBe("");
  });
});
