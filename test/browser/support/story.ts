/**
 * Stories of people in a browser. A test gets a service (`site`, one a file, with its own database, clock and mail
 * server), opens pages (`open`, each in a window of its own, signed in as somebody or as nobody), lets time pass
 * (`pass`) and says which failures it expects (`announce`). See README.md in this folder.
 */
import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { skipAll } from "../../support/skips.ts";
import { findChromium, startChromium } from "./chromium.ts";
import { collectFindings, type Findings } from "./findings.ts";
import { type Person, type Site, startSite } from "./site.ts";

export { expect } from "vitest";
export { expectAccessible } from "./accessible.ts";

/** Every wait of playwright. Only a failing test waits this long. */
const patience = 15_000;

export interface Window {
  /** Whose session the browser has; left out: nobody's. */
  readonly as?: Pick<Person, "userId">;
  /** Relative to the site's address. */
  readonly path?: string;
  /** The browser's language. */
  readonly locale?: string;
  /** The system's setting. */
  readonly theme?: "light" | "dark";
}

const chosen = await findChromium();
skipAll("reason" in chosen ? chosen.reason : undefined);

export const story = test
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await startChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("site", { scope: "file" }, async ({}, { onCleanup }): Promise<Site> => {
    const site = await startSite();
    onCleanup(() => site.stop());
    return site;
  })
  .extend("findings", { auto: true }, async ({}, { onCleanup }): Promise<Findings> => {
    const findings = collectFindings();
    onCleanup(() => expect(findings.unexpected(), "what went wrong in the browser").toEqual([]));
    return findings;
  })
  .extend("pages", async ({}): Promise<Page[]> => [])
  .extend(
    "open",
    async ({ browser, site, findings, pages }, { onCleanup }) =>
      async ({ as, path = "/", locale = "en-GB", theme = "light" }: Window = {}): Promise<Page> => {
        const context = await browser.newContext({
          baseURL: site.url,
          locale,
          timezoneId: "Europe/Vienna",
          colorScheme: theme,
          reducedMotion: "reduce",
          viewport: { width: 1280, height: 900 },
        });
        onCleanup(() => context.close());
        context.setDefaultTimeout(patience);
        await findings.watch(context);
        if (as !== undefined) {
          const { hostname } = new URL(site.url);
          const cookie = { name: "muster_session", value: await site.signIn(as), httpOnly: true };
          await context.addCookies([{ ...cookie, domain: hostname, path: "/", sameSite: "Lax" }]);
        }
        const page = await context.newPage();
        pages.push(page);
        await page.clock.install({ time: site.clock.now() });
        await page.goto(site.url + path);
        return page;
      },
  )
  .extend("pass", async ({ site, pages }) => async (minutes: number): Promise<void> => {
    site.clock.pass(minutes);
    for (const page of pages) if (!page.isClosed()) await page.clock.fastForward(minutes * 60_000);
  })
  .extend("announce", async ({ findings }) => findings.announce);
