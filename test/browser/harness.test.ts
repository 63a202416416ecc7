/** What the stories stand on: nothing that goes wrong in a browser stays unseen, and no browser outlives its test. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { skipAll } from "../support/skips.ts";
import { expectAccessible } from "./support/accessible.ts";
import { findChromium, startChromium } from "./support/chromium.ts";
import { collectFindings } from "./support/findings.ts";

const found = await findChromium();
skipAll("reason" in found ? found.reason : undefined);

test("errors, warnings, violations, failing requests and requests elsewhere are found, unless announced", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/missing") return response.writeHead(404).end();
    response.setHeader("content-type", "text/html");
    response.setHeader("content-security-policy", "default-src 'self' 'nonce-x'; img-src *");
    return response.end(`<!doctype html><title>x</title><p style="color: red">
<script nonce="x">
console.error("an error");
console.warn("a warning");
console.info("no finding");
fetch("missing");
fetch("v1/session");
new Image().src = "http://muster.example/image.png";
setTimeout(() => { throw new Error("thrown"); });
</script>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await startChromium();
  try {
    const context = await browser.newContext();
    const findings = collectFindings();
    await findings.watch(context);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const expected = [
      "error in the console: an error",
      "warning in the console: a warning",
      "error in the page: Error: thrown",
      "against the policy: style-src-attr blocks inline",
      "404 GET /missing",
      "request beyond this machine: GET http://muster.example/image.png",
      "request failed: GET http://muster.example/image.png: net::ERR_NAME_NOT_RESOLVED",
    ];
    await eventually(() => findings.unexpected().length >= expected.length, "all are found");
    for (const text of expected) {
      expect(findings.unexpected()).toContainEqual(expect.stringContaining(text));
    }
    expect(findings.unexpected()).toHaveLength(expected.length);
    findings.announce("GET /missing");
    findings.announce(/muster\.example/);
    expect(findings.unexpected()).toHaveLength(expected.length - 3);
  } finally {
    await browser.close();
    server.close();
  }
});

test("colours are judged where they end, not on their way from one to another", async () => {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ colorScheme: "light" });
    await page.setContent(`<!doctype html><html lang="en"><title>Colours</title>
<style>
button { background: #fff; color: #000; transition: color 1s, background 1s; }
button:disabled { background: #e9ecef; color: #adb5bd; }
.dark button { background: #000; color: #fff; }
</style>
<main><h1>Colours</h1><button disabled>Download</button></main>
<script>
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => document.documentElement.classList.toggle("dark", dark.matches));
</script>`);
    await page.clock.install();
    await page.evaluate('document.querySelector("button").disabled = false');
    await expectAccessible(page);
    expect(await page.evaluate('getComputedStyle(document.querySelector("button")).color')).toBe(
      "rgb(0, 0, 0)",
    );
    // What stays unreadable is found in the theme that has it.
    await page.addStyleTag({ content: ".dark button { color: #333 }" });
    await expect(expectAccessible(page)).rejects.toThrow(/in dark:\n\ncolor-contrast/);
  } finally {
    await browser.close();
  }
});

test("a browser ends with the process that started it, however that ends", async () => {
  const start = `const { startChromium } = await import(${JSON.stringify(join(import.meta.dirname, "support", "chromium.ts"))});
await startChromium();
console.log("started");
setInterval(() => undefined, 1000);`;
  const options = ["--input-type=module", "--eval", start];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const started = await descendants(child.pid ?? 0);
  expect(started.length).toBeGreaterThan(0);
  child.kill("SIGKILL");
  await eventually(async () => (await processes()).every(({ pid }) => !started.includes(pid)));
});

interface Process {
  readonly pid: number;
  readonly parent: number;
}

async function processes(): Promise<Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const read = pids.map(async (pid): Promise<Process | undefined> => {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // After the command's name, which may contain anything: the state and the parent.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return stat === "" || state === "Z" ? undefined : { pid: Number(pid), parent: Number(parent) };
  });
  return (await Promise.all(read)).filter((each) => each !== undefined);
}

async function descendants(ancestor: number): Promise<readonly number[]> {
  const all = await processes();
  const below = (pid: number): number[] =>
    all.filter(({ parent }) => parent === pid).flatMap((each) => [each.pid, ...below(each.pid)]);
  return below(ancestor);
}
