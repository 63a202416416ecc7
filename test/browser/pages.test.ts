/** What holds on every page: German without English words, people by name, and a narrow window without scrolling aside. */
import type { Page } from "playwright-core";
import { expect, settled, story } from "./support/story.ts";
import { furnish } from "./support/furnish.ts";
import { de, en } from "./support/texts.ts";

/** All texts of a catalogue. */
function textsOf(part: unknown): string[] {
  if (typeof part === "string") return [part];
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(textsOf) : [];
}

const german = new Set(textsOf(de));
const onlyEnglish = new Set(textsOf(en)).difference(german);

/** What a person sees or hears, line by line. */
const shownOn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[
  ...document.body.innerText.split("\\n"),
  ...[...document.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap((element) =>
    ["aria-label", "placeholder", "title"].flatMap((name) => element.getAttribute(name) ?? [])),
].map((line) => line.trim())`);

/** The addresses of all links in the navigation, and of one's own pages. */
async function addresses(page: Page, site: string): Promise<string[]> {
  const found = new Set<string>();
  for (const start of [page.url(), `${site}/me`]) {
    await page.goto(start);
    await settled(page);
    for (const link of await page.getByRole("navigation").getByRole("link").all()) {
      found.add(new URL((await link.getAttribute("href")) ?? "", `${site}/`).href);
    }
  }
  return [...found];
}

story("a German page has no English text, and nobody is shown by an id", async ({ open, site }) => {
  await furnish(site);
  const page = await open({ as: site.owner, locale: "de-AT" });
  await settled(page);
  for (const address of await addresses(page, site.url)) {
    await page.goto(address);
    await settled(page);
    const shown = await shownOn(page);
    const path = new URL(address).pathname;
    expect(
      shown.filter((text) => onlyEnglish.has(text)),
      `English on ${path}`,
    ).toEqual([]);
    expect(
      shown.filter((text) => /[\da-f]{8}-[\da-f]{4}-7/.test(text)),
      `ids on ${path}`,
    ).toEqual([]);
  }
});

story("a window of 320 pixels needs no scrolling aside (WCAG 1.4.10)", async ({ open, site }) => {
  const page = await open({ as: site.owner });
  await settled(page);
  const all = await addresses(page, site.url);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of all) {
    await page.goto(address);
    await settled(page);
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width, `the width of ${new URL(address).pathname}`).toBeLessThanOrEqual(320);
  }
});
