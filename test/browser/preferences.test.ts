/** Theme and language: by the system's and the browser's setting, or as the person chooses. */
import { unwrap } from "../../clients/typescript/src/index.ts";
import type { Page } from "playwright-core";
import { de, en } from "./support/texts.ts";
import { expect, expectAccessible, story } from "./support/story.ts";

const themeOf = (page: Page): Promise<string> =>
  page.evaluate("getComputedStyle(document.documentElement).colorScheme");

async function switchToDark(page: Page): Promise<void> {
  await page.getByRole("button", { name: en.shell.account }).click();
  await page.getByRole("menuitemcheckbox", { name: en.shell.darkMode }).click();
  await expect.poll(() => themeOf(page)).toBe("dark");
}

story(
  "the theme follows the system until the person switches it; then it is kept",
  async ({ open, site }) => {
    const page = await open({ as: site.owner });
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    expect(await themeOf(page)).toBe("light");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => themeOf(page)).toBe("dark");
    await page.emulateMedia({ colorScheme: "light" });
    await switchToDark(page);
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await expect.poll(() => themeOf(page)).toBe("dark");

    // Also in another browser, by the person's settings in the service.
    const elsewhere = await open({ as: site.owner });
    await expect.poll(() => themeOf(elsewhere)).toBe("dark");
  },
);

story("German people read German, with German dates and numbers", async ({ open, site }) => {
  const page = await open({ as: site.owner, locale: "de-AT" });
  await page.getByRole("heading", { name: de.members.title }).waitFor();
  expect(await page.getByRole("document").getAttribute("lang")).toBe("de");
  await page.getByRole("link", { name: de.shell.solutions }).click();
  await page.getByRole("heading", { name: de.solutions.title }).waitFor();
  await expectAccessible(page);
});

story(
  "a browser that keeps nothing, and a language without texts, show the page all the same",
  async ({ open, site, announce }) => {
    announce("Local storage color scheme manager was unable to save color scheme");
    const owner = await site.as(site.owner);
    await unwrap(
      owner.PUT("/v1/users/{userId}/settings", {
        params: { path: { userId: "me" } },
        body: { theme: "light", language: "xx", columns: 5 },
      }),
    );
    const page = await open({ as: site.owner });
    await page.context().addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      }
    });
    await page.reload();
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await switchToDark(page);
    await page.reload();
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await expect.poll(() => themeOf(page)).toBe("dark");
  },
);
