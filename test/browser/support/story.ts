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
import { type Site, startSite } from "./site.ts";
import { keepPicture, openWindow, type Window } from "./window.ts";

export { expect } from "vitest";
export { expectAccessible } from "./accessible.ts";
export { settled, tabTo } from "./window.ts";

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
  .extend("pages", async ({ task }, { onCleanup }): Promise<Page[]> => {
    const pages: Page[] = [];
    onCleanup(async () => {
      for (const page of pages) {
        if (task.result?.state === "fail") await keepPicture(task.name, page);
        await page.context().close();
      }
    });
    return pages;
  })
  .extend("open", async ({ browser, site, findings, pages }) => async (window: Window = {}) => {
    const page = await openWindow(browser, site, findings, window);
    pages.push(page);
    return page;
  })
  .extend("pass", async ({ site, pages }) => async (minutes: number): Promise<void> => {
    site.clock.pass(minutes);
    for (const page of pages) if (!page.isClosed()) await page.clock.fastForward(minutes * 60_000);
  })
  .extend("announce", async ({ findings }) => findings.announce);
