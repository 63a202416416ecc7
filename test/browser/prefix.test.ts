/** The console below a path, as a proxy publishes it. */
import { expect, settled, story } from "./support/story.ts";
import { startPrefixProxy } from "./support/prefix-proxy.ts";
import { startSite } from "./support/site.ts";
import { en } from "./support/texts.ts";

story.override("site", { scope: "file" }, async ({}, { onCleanup }) => {
  const proxy = await startPrefixProxy("/people/console");
  const site = await startSite({ PUBLIC_URL: proxy.url });
  proxy.passTo(site.address);
  onCleanup(async () => {
    await site.stop();
    await proxy.stop();
  });
  return site;
});

story(
  "below a path everything works: signing in by mail, pages, a reload",
  async ({ open, site }) => {
    const page = await open();
    await page.getByLabel(en.signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await page.getByRole("link", { name: en.shell.settings }).click();
    await settled(page);
    const { pathname } = new URL(page.url());
    expect(pathname).toBe(`/people/console/o/${site.organizationId}/settings`);
    await page.reload();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.getByRole("heading", { name: en.organizations.title }).waitFor();
  },
);
