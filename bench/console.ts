/**
 * `npm run bench -- console`: the console on the demo's year in a Chromium. How much script the first page loads, how
 * long a cold load takes until the list of users can be used, and how long interactions take. Writes bench/CONSOLE.md.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { FirstRun } from "../src/service/bootstrap.ts";
import { startChromium } from "../test/browser/support/chromium.ts";
import { en as text } from "../test/support/texts.ts";
import { line, type Row } from "./row.ts";

const loads = 9;
const repository = join(import.meta.dirname, "..");
const loadBefore = loadavg()[0] ?? 0;
// A demo that was played before saves a minute.
const { DEMO_DIR } = process.env;
const dataDir = DEMO_DIR ?? (await mkdtemp(join(tmpdir(), "muster-bench-")));
const demo = await startDemo();
const browser = await startChromium();
const rows: Row[] = [];
try {
  const first = await signedIn();
  rows.push(await firstLoadBytes(first));
  await first.close();
  const times: number[] = [];
  for (let number = 0; number < loads; number += 1) {
    const context = await signedIn();
    times.push(await usableList(context));
    await context.close();
  }
  const [fastest = 0] = times.toSorted((one, other) => one - other);
  rows.push(
    {
      name: `cold load until the list can be used, median of ${loads}`,
      value: median(times),
      unit: "ms",
      atMost: 1500,
    },
    { name: "the fastest of them", value: fastest, unit: "ms" },
    { name: "the slowest of them", value: Math.max(...times), unit: "ms" },
  );
  const context = await signedIn();
  rows.push(...(await interactions(await context.newPage())));

  /** A new context has an empty cache. */
  async function signedIn(): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-GB",
    });
    const { hostname } = new URL(demo.url);
    const cookie = { name: "muster_session", value: demo.sessionToken, httpOnly: true };
    await context.addCookies([{ ...cookie, domain: hostname, path: "/", sameSite: "Lax" }]);
    return context;
  }
} finally {
  await browser.close();
  await demo.stop();
  if (DEMO_DIR === undefined) await rm(dataDir, { recursive: true, force: true });
}

const [cpu] = cpus();
await writeFile(
  join(import.meta.dirname, "CONSOLE.md"),
  [
    "# The console",
    "",
    "Written by `npm run bench -- console`; the figures come unchanged from one run. The demo's organization of 250 people. Chromium, the service and PostgreSQL share the machine.",
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- load of the machine at the start: ${loadBefore.toFixed(2)}, at the end: ${(loadavg()[0] ?? 0).toFixed(2)}`,
    "",
    "| what | measured | peer | ratio | bar | reached |",
    "|---|---|---|---|---|---|",
    ...rows.map(line),
    "",
  ].join("\n"),
);
process.stdout.write(`${rows.map(line).join("\n")}\nwrote bench/CONSOLE.md\n`);

async function startDemo() {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["demo/main.ts"], {
    cwd: repository,
    env: {
      PATH,
      HOME,
      DEMO_DIR: dataDir,
      PORT: "0",
      RATE_LIMIT_ADDRESS: "999999999",
      RATE_LIMIT_CALLER: "999999999",
      RATE_LIMIT_CONSOLE: "999999999",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes("Muster is running at")) break;
  }
  const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  return {
    ...firstRun,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What the browser fetches for `/`, signed in, as gzip would send it. */
async function firstLoadBytes(context: BrowserContext): Promise<Row> {
  const page = await context.newPage();
  const loaded = new Set<string>();
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (path.endsWith(".js")) loaded.add(path);
  });
  await page.goto(demo.url);
  await firstRow(page).waitFor();
  await page.waitForLoadState("load");
  await page.waitForTimeout(1000);
  let bytes = 0;
  for (const path of loaded) {
    bytes += (await readFile(join(repository, "console", "dist", `${path}.gz`))).length;
  }
  const name = `script of the first load, compressed, in ${loaded.size} files`;
  return { name, value: bytes / 1000, unit: "KB", atMost: 200 };
}

/** Milliseconds from the address to the first rows, with the search field ready to type in. */
async function usableList(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(demo.url, { waitUntil: "commit" });
  await firstRow(page).waitFor();
  await search(page).fill("a");
  return performance.now() - began;
}

/** From each key or click to the next frame, as the browser itself measures it (Event Timing). */
async function interactions(page: Page): Promise<Row[]> {
  await page.addInitScript(`globalThis.measured = [];
new PerformanceObserver((list) => {
  for (const { interactionId, duration, name } of list.getEntries()) if (interactionId) measured.push([duration, name]);
}).observe({ type: "event", durationThreshold: 16, buffered: true });`);
  await page.goto(demo.url);
  await firstRow(page).waitFor();
  await search(page).click();
  await page.keyboard.type("an", { delay: 100 });
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(text.shell.goToPlaceholder).waitFor();
  await page.keyboard.type("sol", { delay: 100 });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: text.shell.account }).click();
  await page.getByRole("menuitemcheckbox", { name: text.shell.darkMode }).click();
  await page.keyboard.press("Escape");
  for (const name of [text.shell.solutions, text.shell.usage, text.shell.users]) {
    await page.getByRole("navigation").getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(300);
  }
  await firstRow(page).waitFor();
  await page.waitForTimeout(500);
  const measured = await page.evaluate<[number, string][]>("measured");
  const [slowest = [0, "none"] as const] = measured.toSorted(([one], [other]) => other - one);
  return [
    {
      name: `slowest of the interactions (${slowest[1]})`,
      value: slowest[0],
      unit: "ms",
      atMost: 100,
    },
    {
      name: `median of ${measured.length} events of 16 ms and more`,
      value: median(measured.map(([duration]) => duration)),
      unit: "ms",
    },
  ];
}

/** Below the row of the headings. */
function firstRow(page: Page): Locator {
  return page.getByRole("main").getByRole("row").nth(1);
}

function search(page: Page): Locator {
  return page.getByRole("main").getByRole("searchbox");
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
