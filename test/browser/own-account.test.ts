/** One's own pages: what the session opens, tokens, sessions, organizations, the export and the erasure. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { common, erasure, organizations, ownData, shell, signIn, tokens, users } = en;

story("a token is made, shown once, extended and deleted", async ({ open, site }) => {
  const page = await open({ as: site.owner, path: "/me/tokens" });
  await page.getByRole("button", { name: tokens.create }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(tokens.name).fill("Nightly sync");
  await dialog.getByLabel(tokens.scope["users:view"] ?? "").check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: tokens.create }).click();
  const secret = await dialog.getByLabel(tokens.secret, { exact: true }).inputValue();
  expect(secret).toMatch(/^mst_pat_/);
  await expectAccessible(page);
  // The secret stays until somebody says that it is kept.
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await dialog.getByRole("button", { name: tokens.kept }).click();
  await dialog.waitFor({ state: "hidden" });
  const card = page.getByRole("region", { name: "Nightly sync" });
  expect(await card.getByRole("progressbar").count()).toBe(2);
  expect(await page.getByText(secret).count()).toBe(0);
  await expectAccessible(page);
  await card.getByRole("button", { name: tokens.extend }).click();
  await page.getByText(tokens.extended("Nightly sync")).waitFor();
  await card.getByRole("button", { name: common.delete }).click();
  const question = page.getByRole("dialog", { name: tokens.deleteQuestion("Nightly sync") });
  await question.getByRole("button", { name: common.delete }).click();
  await card.getByText(tokens.status.DELETED).waitFor();
  expect(await card.getByRole("button").count()).toBe(0);
});

story("other sessions end, this one goes on", async ({ open, site }) => {
  await site.signIn(site.owner);
  const page = await open({ as: site.owner, path: "/me/sessions" });
  await settled(page);
  expect(await page.getByText(signIn.session.current).count()).toBe(1);
  await page.getByRole("button", { name: signIn.session.endOthers }).click();
  const question = page.getByRole("dialog", { name: signIn.session.endOthersQuestion });
  await expectAccessible(page);
  await question.getByRole("button", { name: signIn.session.endOthers }).click();
  await page.getByText(signIn.session.othersEnded).waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
});

story("the only owner cannot leave, and reads why", async ({ open, site, announce }) => {
  announce(/^409 DELETE/);
  const page = await open({ as: site.owner, path: "/me/organizations" });
  await page.getByRole("button", { name: organizations.mine.leave }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: organizations.mine.leave }).click();
  await page.getByText(/owner/).last().waitFor();
  await page.getByRole("button", { name: shell.newOrganization }).click();
  await page.getByRole("dialog").getByLabel(common.name).fill("Third Engines");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: shell.newOrganization }).click();
  await page.getByRole("button", { name: `Third Engines ${shell.switchOrganization}` }).waitFor();
});

story("profile and preferences are saved", async ({ open, site }) => {
  const person = { email: "pia@example.com", firstName: "Pia", lastName: "Profile" };
  const page = await open({ as: await site.addMember(person), path: "/me" });
  await page.getByText(shell.accountOnly.title).waitFor();
  await page.getByLabel(users.phone).fill("+43 1 234");
  await page.getByRole("button", { name: common.save }).click();
  await page.getByText(common.saved).waitFor();
  await page.getByLabel(users.phone).waitFor();
  const kept = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByText(users.themes.dark, { exact: true }).click();
  await kept;
  await page.reload();
  await settled(page);
  expect(await page.getByLabel(users.phone).inputValue()).toBe("+43 1 234");
  expect(await page.getByRole("radio", { name: users.themes.dark }).isChecked()).toBe(true);
  await expectAccessible(page);
});

story(
  "one's own data comes as a file, and one is erased after typing it",
  async ({ open, site }) => {
    const person = { email: "fred@example.com", firstName: "Fred", lastName: "Forgotten" };
    const page = await open({ as: await site.addMember(person), path: "/me/data" });
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: ownData.make }).click();
    expect((await file).suggestedFilename()).toBe("my-data.json");
    await page.getByRole("button", { name: erasure.start }).click();
    const dialog = page.getByRole("dialog", { name: erasure.question("Fred Forgotten") });
    const erase = dialog.getByRole("button", { name: erasure.confirm });
    expect(await erase.isDisabled()).toBe(true);
    await expectAccessible(page);
    await dialog.getByRole("textbox").fill(erasure.phrase);
    await erase.click();
    await page.getByRole("heading", { name: signIn.title }).waitFor();
  },
);

story(
  "logging out locks the other tabs, and signing in again opens them",
  async ({ open, site }) => {
    const page = await open({ as: site.owner, path: "/me" });
    await settled(page);
    const other = await page.context().newPage();
    await other.goto(`${site.url}/me/tokens`);
    await settled(other);
    await page.getByRole("button", { name: shell.account }).click();
    await page.getByRole("menuitem", { name: shell.logOut }).click();
    await other.getByRole("heading", { name: shell.locked.title }).waitFor();
    await page.getByLabel(signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: signIn.sendCode }).click();
    await page.getByText(signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await other.getByRole("heading", { name: tokens.title }).waitFor();
  },
);
