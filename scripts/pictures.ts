/**
 * `npm run pictures`: takes the pictures of the console in docs/pictures, in light and in dark, from the year of
 * `npm run demo`. The demo's people come from a fixed seed; its dates end today.
 */
import { SingleBar } from "cli-progress";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { createMusterClient, unwrap } from "../clients/typescript/src/index.ts";
import { startChromium } from "../test/browser/support/chromium.ts";

interface FirstRun {
  readonly organizationId: string;
  readonly sessionToken: string;
}

/** The pages, each with its path. */
function pagesOf({ organizationId }: FirstRun, userId: string) {
  const organization = `/o/${organizationId}`;
  const month = 30 * 24 * 60 * 60_000;
  const then = new Date(Date.now() - 6 * month).toISOString().slice(0, 10);
  return {
    users: `${organization}/users`,
    user: `${organization}/users/${userId}`,
    "audit-timeline": `${organization}/audit`,
    "audit-as-of": `${organization}/audit?tab=as-of&at=${then}`,
    "audit-difference": `${organization}/audit?tab=difference`,
    usage: `${organization}/usage?from=${then}`,
    "invite-template": `${organization}/settings?tab=templates&template=en`,
    tokens: "/me/tokens",
  };
}

const folder = "docs/pictures";
const dataDir = await mkdtemp(join(tmpdir(), "muster-pictures-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const demo = spawn(process.execPath, ["demo/main.ts"], {
  env: { ...process.env, DEMO_DIR: dataDir, PORT: String(port), LOG_LEVEL: "error" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  process.stdout.write("The demo's year passes; this takes about a minute.\n");
  await isReady();
  const firstRun = JSON.parse(await readFile(join(dataDir, "first-run.json"), "utf8")) as FirstRun;
  await mkdir(folder, { recursive: true });
  await takePictures(firstRun);
} finally {
  demo.kill("SIGINT");
  if (demo.exitCode === null) await once(demo, "exit");
  await rm(dataDir, { recursive: true, force: true });
}

/** The banner's last line says that the demo runs. */
async function isReady(): Promise<void> {
  for await (const line of createInterface({ input: demo.stdout })) {
    if (line.includes("Ctrl-C")) return;
  }
  throw new Error("the demo ended before it was ready: run `npm run demo` to see why");
}

/** Makes what the demo has none of, and finds somebody whose access has a history. @returns their id */
async function prepare({ organizationId, sessionToken }: FirstRun): Promise<string> {
  const muster = createMusterClient({ baseUrl: url, token: sessionToken });
  await unwrap(muster.POST("/v1/users/me/tokens", { body: { name: "laptop" } }));
  const query = { includeRoles: ["ADMIN" as const], sort: "createdAt" as const, limit: 1 };
  const params = { path: { organizationId }, query };
  const page = await unwrap(muster.GET("/v1/organizations/{organizationId}/members", { params }));
  const [admin] = page.items;
  if (admin === undefined) throw new Error("the demo's organization has no admin");
  return admin.userId;
}

async function takePictures(firstRun: FirstRun): Promise<void> {
  const pages = Object.entries(pagesOf(firstRun, await prepare(firstRun)));
  const browser = await startChromium();
  const bar = new SingleBar({ format: "Pictures [{bar}] {value}/{total} | {page}" });
  bar.start(2 * pages.length, 0, { page: "" });
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const window = await browser.newContext({
        colorScheme,
        viewport: { width: 1280, height: 800 },
        locale: "en-US",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      await window.addCookies([{ name: "muster_session", value: firstRun.sessionToken, url }]);
      const page = await window.newPage();
      for (const [name, path] of pages) {
        await page.goto(url + path);
        await isComplete(page);
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
        bar.increment(1, { page: name });
      }
      await window.close();
    }
  } finally {
    bar.stop();
    await browser.close();
  }
}

/** Nothing is loading any more. Plots have no sign of being drawn, so they get time for it. */
async function isComplete(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator("[class*=Skeleton-root]").first().waitFor({ state: "hidden" });
  await page.waitForTimeout(1500);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
