/** What stands around every page: keys, skip link, switching organizations, logging out. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { shell } = en;

story("the keyboard reaches the content, the help and every page", async ({ open, site }) => {
  const page = await open({ as: site.owner });
  await settled(page);
  await page.keyboard.press("Tab");
  expect(await page.getByRole("link", { name: shell.skip }).isVisible()).toBe(true);
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.id")).toBe("content");

  await page.keyboard.press("Shift+?");
  const help = page.getByRole("dialog", { name: shell.help });
  await help.waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("content");

  await page.goto(`${site.url}/o/${site.organizationId}/settings`);
  await page.getByRole("textbox", { name: en.common.name }).focus();
  await page.keyboard.press("Shift+?");
  expect(await help.count()).toBe(0);
  await page.keyboard.press("Control+k");
  const search = page.getByPlaceholder(shell.goToPlaceholder);
  await search.waitFor();
  await expectAccessible(page);
  await page.keyboard.type(shell.solutions.slice(0, 6).toLowerCase());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: en.solutions.title }).waitFor();
});

story(
  "Ctrl K leads to a person, and / to the search on a German keyboard",
  async ({ open, site }) => {
    await site.addMember({ email: "grace@example.com", firstName: "Grace", lastName: "Hopper" });
    const page = await open({ as: site.owner });
    await settled(page);
    // There the sign is Shift 7.
    await page.keyboard.down("Shift");
    await page.keyboard.press("/");
    await page.keyboard.up("Shift");
    const list = page.getByRole("searchbox", { name: en.members.searchLabel });
    await expect.poll(() => list.evaluate((field) => field.matches(":focus"))).toBe(true);

    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(shell.goToPlaceholder).fill("grace");
    await page.getByRole("dialog").getByText("grace@example.com").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Grace Hopper" }).waitFor();
  },
);

story("an owner of two organizations switches between them", async ({ open, site }) => {
  const owner = await site.as(site.owner);
  await owner.POST("/v1/organizations", { body: { name: "Second Engines" } });
  const page = await open({ as: site.owner });
  await page.getByRole("button", { name: shell.switchOrganization }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Second Engines" }).click();
  await page.getByRole("button", { name: `Second Engines ${shell.switchOrganization}` }).waitFor();
  expect(page.url()).not.toContain(site.organizationId);
});

story(
  "whoever logs out is at the sign-in, and the way back shows nothing",
  async ({ open, site }) => {
    const page = await open({ as: site.owner });
    await settled(page);
    await page.getByRole("button", { name: shell.account }).click();
    await page.getByRole("menuitem", { name: shell.logOut }).click();
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
    await page.goto(`${site.url}/o/${site.organizationId}/users`);
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
  },
);

story("an address without a page says so", async ({ open, site }) => {
  const page = await open({ as: site.owner, path: "/nowhere" });
  await page.getByText(shell.notFound).first().waitFor();
  await expectAccessible(page);
});

story(
  "a name without a space does not make the page wider than a phone",
  async ({ open, site }) => {
    const person = { firstName: "<b>Ada</b>", lastName: "W".repeat(60) };
    const { userId } = await site.addMember({ email: "wide@example.com", ...person });
    const page = await open({ as: site.owner });
    await page.setViewportSize({ width: 320, height: 640 });
    const pages = [`users/${userId}`, "settings?tab=templates", "audit?tab=export"];
    for (const path of pages) {
      await page.goto(`${site.url}/o/${site.organizationId}/${path}`);
      await settled(page);
      expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBe(320);
    }
  },
);

story(
  "what could not be loaded without a network works after trying again",
  async ({ open, site, announce }) => {
    announce(/request failed: GET|dynamically imported module/);
    const page = await open({ as: site.owner });
    await settled(page);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: en.members.invite }).click();
    await page.getByRole("heading", { name: shell.failed }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: en.common.retry }).click();
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await page.getByRole("button", { name: en.members.invite }).click();
    await page.getByRole("dialog", { name: en.members.invite }).waitFor();
  },
);
