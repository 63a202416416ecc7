/** The page at /docs in a DOM: searching it, opening what an address names, sending requests; and its size. */
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { type HTMLInputElement, Window } from "happy-dom";
import type { OpenAPIV3_1 as OpenApi } from "openapi-types";
import { afterEach, expect, test, vi } from "vitest";
import { docsPage } from "../../../src/http/plugins/docs-page.ts";
import { eventually } from "../../support/eventually.ts";

const page = docsPage(JSON.parse(await readFile("openapi.json", "utf8")) as OpenApi.Document);
const script = await readFile("src/http/plugins/docs.js", "utf8");

let window: Window;
afterEach(() => window.happyDOM.close());

/** The page as a browser has it at that address, whose own loading of files is left out. */
function open(address = "http://127.0.0.1:3000/docs") {
  window = new Window({
    url: address,
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      handleDisabledFileLoadingAsSuccess: true,
    },
  });
  window.document.write(page);
  window.eval(script);
  return window.document;
}

function type(into: string, text: string): void {
  const input = window.document.querySelector(into) as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new window.Event("input", { bubbles: true }));
}

const shown = () =>
  [...window.document.querySelectorAll("main section:not([hidden]) details:not([hidden])")].map(
    ({ id }) => id,
  );

test("a search leaves the operations, problems and schemas that have all its words, and comes back", () => {
  open();
  const all = shown();
  type("#search", "disable");
  expect(shown()).toEqual(["DisableMember", "problem-member-disabled"]);
  type("#search", "GET  Custom");
  expect(shown()).toEqual(["GetCustomSettings"]);
  type("#search", "no such thing");
  expect(shown()).toEqual([]);
  expect(window.document.querySelectorAll("main section:not([hidden])")).toHaveLength(0);
  type("#search", "");
  expect(shown()).toEqual(all);
});

test("an address with a name opens it, also when it changes later", () => {
  const document = open("http://127.0.0.1:3000/docs#problem-last-owner");
  const isOpen = (id: string) => document.getElementById(id)?.hasAttribute("open");
  expect([isOpen("problem-last-owner"), isOpen("DisableMember")]).toEqual([true, false]);
  window.location.hash = "#DisableMember";
  window.dispatchEvent(new window.Event("hashchange"));
  expect(isOpen("DisableMember")).toBe(true);
});

test("a form sends its request below the page's base path, with the token, and shows the answer", async () => {
  const document = open("http://127.0.0.1:3000/people/docs");
  const answer = { status: 200, headers: { "content-type": "application/json" } };
  const fetched = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>(async () =>
    Promise.resolve(new Response('{"count":0}', answer)),
  );
  Object.assign(window, { fetch: fetched });
  type("#token", "mst_pat_mine");
  const form = document.querySelector("#ListMembers form");
  type('#ListMembers input[name="organizationId"]', "a/b");
  type('#ListMembers input[name="limit"]', "5");
  form?.dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
  await eventually(() =>
    expect(form?.querySelector("output")?.textContent).toContain('"count": 0'),
  );
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(String(url)).toBe("http://127.0.0.1:3000/people/v1/organizations/a%2Fb/members?limit=5");
  expect(init).toMatchObject({ method: "GET", headers: { authorization: "Bearer mst_pat_mine" } });
  expect(window.sessionStorage.getItem("token")).toBe("mst_pat_mine");
});

test("it is small, and needs nothing but its own script and style to be shown", () => {
  const document = open();
  expect(Buffer.byteLength(page)).toBeLessThan(600_000);
  expect(gzipSync(page).length).toBeLessThan(60_000);
  expect(Buffer.byteLength(script)).toBeLessThan(10_000);
  const loaded = [...document.querySelectorAll("script, link, img, iframe, style")];
  expect(loaded.map((each) => each.getAttribute("src") ?? each.getAttribute("href"))).toEqual([
    "docs/docs.css",
    "docs/docs.js",
  ]);
  expect(document.querySelector("script")?.hasAttribute("defer")).toBe(true);
});
