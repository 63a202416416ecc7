/** WCAG 2.2 AA by axe: a page with a finding fails the test, with a list of what to mend. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { settled } from "./window.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const options: RunOptions = {
  runOnly: tags,
  resultTypes: ["violations"],
  // The only frame shows a mail.
  iframes: false,
  // Menus and lists of options open at the end of the document, outside of its landmarks.
  rules: { region: { enabled: false } },
};
const themes = ["light", "dark"] as const;
const nodesShown = 5;
/** Resolves when no colour is on its way to another one. Code of the page, because the tests have no types of a document. */
const colorsAtRest = `(async () => {
  // In a frame the page learns of a new theme, and an element that was just enabled begins to change its colours.
  // The story's clock moves no animation, so this is a frame of the browser.
  await document.documentElement.animate([], { duration: 1 }).finished;
  for (;;) {
    const running = document.getAnimations().filter((each) => each instanceof CSSTransition);
    if (running.length === 0) return;
    await Promise.allSettled(running.map(({ finished }) => finished));
  }
})()`;

/** Checks what the page shows now in the light and in the dark theme, as the system's setting asks for them. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const isDark = await page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  // Ends with the theme that the page had.
  for (const colorScheme of isDark ? themes : themes.toReversed()) {
    await page.emulateMedia({ colorScheme });
    const found = await findingsOf(page);
    if (found.length > 0) {
      throw new Error(`axe finds on ${page.url()} in ${colorScheme}:\n\n${found.join("\n\n")}`);
    }
  }
}

/** A text for each broken rule. */
async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(colorsAtRest);
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.map(({ id, help, nodes }) => {
    const shown = nodes.slice(0, nodesShown).map(({ target, html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
      return `  ${target.join(" ")}\n    ${html.slice(0, 200)}\n    ${why}`;
    });
    const more = nodes.length - shown.length;
    return [`${id}: ${help}`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
  });
}
