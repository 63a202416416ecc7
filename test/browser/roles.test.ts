/** Each role through its whole navigation: no page is refused behind a link, and axe finds nothing in either theme. */
import type { Page } from "playwright-core";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { furnish } from "./support/furnish.ts";
import { en } from "./support/texts.ts";

const roles = ["OWNER", "ADMIN", "CREATOR", "USER"] as const;

async function visitAll(page: Page): Promise<string[]> {
  const navigation = page.getByRole("navigation", { name: en.shell.navigation });
  const links = navigation.getByRole("link");
  const names = await links.allTextContents();
  for (const name of names) {
    await navigation.getByRole("link", { name, exact: true }).click();
    await settled(page);
    await expectAccessible(page);
    for (const tab of (await page.getByRole("tab").all()).slice(1)) {
      await tab.click();
      await settled(page);
      await expectAccessible(page);
    }
  }
  return names;
}

const { shell } = en;
const pagesOf: Record<(typeof roles)[number], readonly string[]> = {
  OWNER: [
    shell.users,
    shell.solutions,
    shell.notifications,
    shell.usage,
    shell.audit,
    shell.troubleshooting,
    shell.settings,
  ],
  ADMIN: [
    shell.users,
    shell.solutions,
    shell.notifications,
    shell.usage,
    shell.audit,
    shell.settings,
  ],
  CREATOR: [shell.users, shell.solutions],
  USER: [],
};

let isFurnished = false;

for (const userRole of roles) {
  story(
    `${userRole.toLowerCase()}: the organization's pages and one's own`,
    async ({ open, site }) => {
      if (!isFurnished) await furnish(site);
      isFurnished = true;
      const email = `${userRole.toLowerCase()}@example.com`;
      const person = { email, firstName: "Rae", lastName: userRole, userRole };
      const page = await open({ as: await site.addMember(person) });
      await settled(page);
      if (pagesOf[userRole].length > 0) expect(await visitAll(page)).toEqual(pagesOf[userRole]);
      await page.goto(`${site.url}/me`);
      await settled(page);
      expect(await visitAll(page)).toContain(shell.profile);
    },
  );
}
