/** The fuzz finds what it looks for. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { publishedSchemas } from "../support/published-schemas.ts";
import type { Cast } from "./cast.ts";
import { faultsOf } from "./judge.ts";
import { seededRandom } from "./random.ts";
import type { FuzzedRequest } from "./requests.ts";
import { curlOf } from "./send.ts";

const document = JSON.parse(await readFile("openapi.json", "utf8")) as object;
const published = publishedSchemas(document);
const nothing = {
  organization: [],
  user: [],
  solution: [],
  token: [],
  notification: [],
  session: [],
};
const cast: Cast = {
  own: nothing,
  foreign: { ...nothing, solution: ["0190-foreign"] },
  callers: {},
  emails: [],
  secrets: [],
  foreignTexts: ["Xanadu"],
};
const asked: FuzzedRequest = {
  operation: { operationId: "GetVersion", method: "GET", path: "/version", parameters: [] },
  caller: "owner",
  method: "GET",
  path: "/version",
  headers: {},
};
const version = { name: "muster", version: "1", node: "24" };
const refusal = {
  type: "http://muster.test/problems/x",
  title: "t",
  status: 400,
  detail: "d",
  instance: "/version",
  code: "x",
  correlationId: "c",
};
const faultsIn = (status: number, body: object, type: string, caller = "owner") =>
  faultsOf(
    published,
    cast,
    { ...asked, caller },
    {
      status,
      headers: { "content-type": type },
      text: JSON.stringify(body),
    },
  );

const json = "application/json; charset=utf-8";
const problem = "application/problem+json";

test("a published answer has no fault", () => {
  expect(faultsIn(200, version, json)).toEqual([]);
  expect(faultsIn(400, refusal, problem)).toEqual([]);
});

test.each([
  ["a 500", 500, { ...refusal, status: 500 }, problem, /answered 500/],
  [
    "a 503 that nobody asked for",
    503,
    { ...refusal, code: "unavailable" },
    problem,
    /answered 503/,
  ],
  ["a refusal that is no problem", 404, version, json, /answered 404 as application\/json/],
  ["a problem without its code", 400, { ...refusal, code: undefined }, problem, /schema/],
  ["a status that is not published", 202, version, json, /does not publish the status 202/],
  ["a field that is missing", 200, { name: "muster" }, json, /against its schema/],
  ["a name of others", 200, { ...version, name: "Xanadu" }, json, /shows Xanadu/],
  ["an id of others", 200, { ...version, name: "0190-foreign" }, json, /shows 0190-foreign/],
])("%s is found", (_, status, body, type, fault) => {
  expect(faultsIn(status, body, type).join()).toMatch(fault);
});

test("an id of others in a log entry is shown as it was sent, and only there", () => {
  const answer = {
    status: 200,
    headers: { "content-type": json },
    text: JSON.stringify({ items: [{ message: "0190-foreign" }] }),
  };
  const foundBy = (operationId: string, logged: string) => {
    const request = { ...asked, operation: { ...asked.operation, operationId } };
    return faultsOf(published, cast, request, answer, logged).join();
  };
  expect(foundBy("ListMyLogs", '{"message":"0190-foreign"}')).not.toMatch(/shows/);
  expect(foundBy("ExportMyData", '{"message":"0190-foreign"}')).not.toMatch(/shows/);
  expect(foundBy("ExportMyData", "")).toMatch(/shows 0190-foreign/);
  expect(foundBy("ListMyLogs", "")).toMatch(/shows 0190-foreign/);
  expect(foundBy("ListMembers", '{"message":"0190-foreign"}')).toMatch(/shows 0190-foreign/);
});

test("others may see what is theirs", () => {
  expect(faultsIn(200, { ...version, name: "Xanadu" }, json, "owner of another")).toEqual([]);
});

test("a finding is repeated by a command line", () => {
  const headers = { "x-odd": "it's" };
  const body = Buffer.from('{"a":1}');
  expect(curlOf("http://localhost", { ...asked, method: "POST", headers, body })).toBe(
    `curl -sS -i --path-as-is -X POST 'http://localhost/version' -H 'x-odd: it'\\''s' --data-binary '{"a":1}'`,
  );
});

test("a seed makes the same choices again", () => {
  const choices = (seed: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.below(1_000));
  };
  expect(choices(5)).toEqual(choices(5));
  expect(choices(5)).not.toEqual(choices(6));
});
