/** A browser window of one person: nothing in it depends on the machine, and it shares nothing with other windows. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { patience } from "../../support/eventually.ts";
import type { Findings } from "./findings.ts";
import type { Person, Site } from "./site.ts";

export interface Window {
  /** Whose session the browser has; left out: nobody's. */
  readonly as?: Pick<Person, "userId">;
  /** Beginning with the site's address, or with a slash. */
  readonly path?: string;
  /** The browser's language. */
  readonly locale?: string;
  /** The system's setting. */
  readonly theme?: "light" | "dark";
}

export async function openWindow(
  browser: Browser,
  site: Site,
  findings: Findings,
  { as, path = "/", locale = "en-GB", theme = "light" }: Window,
): Promise<Page> {
  const context = await browser.newContext({
    locale,
    timezoneId: "Europe/Vienna",
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 900 },
  });
  // Every wait of playwright.
  context.setDefaultTimeout(patience);
  await findings.watch(context);
  if (as !== undefined) {
    const cookie = { name: "muster_session", value: await site.signIn(as), httpOnly: true };
    const { hostname } = new URL(site.url);
    await context.addCookies([{ ...cookie, domain: hostname, path: "/", sameSite: "Lax" }]);
  }
  const page = await context.newPage();
  countRequests(page);
  await page.clock.install({ time: site.clock.now() });
  await page.goto(path.startsWith("/") ? site.url + path : path);
  return page;
}

const linesShown = 150;
const tabsAtMost = 60;
const inFlight = new WeakMap<Page, Set<Request>>();
/** After an answer a page draws, and perhaps asks again. */
const quietMilliseconds = 150;

function countRequests(page: Page): void {
  const requests = new Set<Request>();
  inFlight.set(page, requests);
  page.on("request", (request) => {
    // The stream of changes never ends, nor does waiting for new entries of the log.
    const isWaiting = new URL(request.url()).searchParams.has("wait");
    if (request.resourceType() !== "eventsource" && !isWaiting) requests.add(request);
  });
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
}

/** Waits until the page has its heading and all that it asks for. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").filter({ visible: true }).first().waitFor();
  const requests = inFlight.get(page) ?? new Set();
  for (let quiet = 0; quiet < quietMilliseconds; quiet += 50) {
    await page.waitForTimeout(50);
    if (requests.size > 0) quiet = 0;
  }
}

/** Shows what the page was when a story failed: its text here, a picture in a file. */
export async function keepPicture(story: string, page: Page): Promise<void> {
  const path = join(tmpdir(), `muster-${story.replaceAll(/\W+/g, "-").slice(0, 60)}.png`);
  await page.screenshot({ path });
  const lines = (await page.locator("body").ariaSnapshot()).split("\n");
  const shown = lines.slice(0, linesShown).join("\n");
  process.stderr.write(`\n${page.url()} when "${story}" failed (${path}):\n${shown}\n`);
}

/** Presses Tab until the element has the focus, as somebody without a mouse reaches it. */
export async function tabTo(element: Locator): Promise<void> {
  await element.waitFor();
  for (let pressed = 0; pressed < tabsAtMost; pressed += 1) {
    if ((await element.and(element.page().locator(":focus")).count()) > 0) return;
    await element.page().keyboard.press("Tab");
  }
  throw new Error(`${tabsAtMost} tabs do not lead to ${element.toString()}`);
}
