/** A session that is not used ends: with a warning a minute before, and without loss of what was typed. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

/** The default of an organization. */
const idleMinutes = 120;
const shortMinutes = 15;

story("whoever answers the warning stays signed in", async ({ open, site, pass }) => {
  const page = await open({ as: site.owner });
  await settled(page);
  await pass(idleMinutes - 0.5);
  const warning = page.getByRole("dialog", { name: en.shell.idle.title });
  await warning.waitFor();
  await expectAccessible(page);
  await warning.getByRole("button", { name: en.shell.idle.stay }).click();
  await warning.waitFor({ state: "hidden" });
  await pass(idleMinutes / 2);
  await settled(page);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(en.members.title);
});

story(
  "a session ends though the page reads on by itself; what was typed is there after signing in again",
  async ({ open, site, pass, announce }) => {
    announce(/^401 GET/);
    const path = `/o/${site.organizationId}/settings`;
    const page = await open({ as: site.owner, path });
    await settled(page);
    const name = page.getByRole("textbox", { name: en.common.name });
    await name.fill("Analytical Engines and more");

    // Somebody else's changes make the page read again.
    for (const firstName of ["Ada", "Bo", "Cleo"]) {
      await pass(idleMinutes / 4);
      await site.addMember({ email: `${firstName}@example.com`, firstName, lastName: "Byron" });
      await settled(page);
    }
    const asked = page.waitForResponse(
      (response) => new URL(response.url()).pathname === "/v1/session",
    );
    await pass(idleMinutes / 4 + 1);
    expect((await asked).status()).toBe(401);
    await page.getByRole("heading", { name: en.shell.locked.title }).waitFor();
    await page.getByText(en.shell.locked.because["session-ended"]).waitFor();
    expect(await name.isVisible()).toBe(false);
    await expectAccessible(page);

    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await name.waitFor();
    expect(await name.inputValue()).toBe("Analytical Engines and more");
    expect(new URL(page.url()).pathname).toBe(path);
  },
);

story(
  "a session that was ended elsewhere locks the page at the next act, and it goes on from there",
  async ({ open, site, announce }) => {
    announce(/^401 /);
    const page = await open({ as: site.owner });
    await settled(page);
    await (await site.as(site.owner)).DELETE("/v1/users/me/sessions");
    await page.getByRole("link", { name: en.shell.usage }).click();
    await page.getByRole("heading", { name: en.shell.locked.title }).waitFor();
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await page.getByRole("heading", { level: 1, name: en.usage.title }).waitFor();
    await page.getByRole("region", { name: en.usage.byStatus.title }).waitFor();
  },
);

story(
  "a computer that slept past the end does not lock while another tab has kept the session",
  async ({ open, site }) => {
    const page = await open({ as: site.owner });
    await settled(page);
    site.clock.pass(idleMinutes - 5);
    const elsewhere = await page.context().newPage();
    await elsewhere.clock.install({ time: site.clock.now() });
    await elsewhere.goto(site.url);
    await settled(elsewhere);
    await elsewhere.close();
    site.clock.pass(10);
    const asked = page.waitForResponse(
      (response) => new URL(response.url()).pathname === "/v1/session",
    );
    await page.clock.fastForward((idleMinutes + 5) * 60_000);
    expect((await asked).status()).toBe(200);
    await settled(page);
    expect(await page.getByRole("heading", { name: en.shell.locked.title }).count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1, name: en.members.title }).count()).toBe(1);
  },
);

story(
  "without an answer a page locks at the end, and opens once it hears that the session lives",
  async ({ open, site, announce }) => {
    announce(/^request failed: GET/);
    announce(/ERR_INTERNET_DISCONNECTED|Failed to load/);
    const path = `/o/${site.organizationId}/settings`;
    const page = await open({ as: site.owner, path });
    await settled(page);
    const name = page.getByRole("textbox", { name: en.common.name });
    await name.fill("Analytical Engines and more");
    const locked = page.getByRole("heading", { name: en.shell.locked.title });
    await page.context().setOffline(true);
    await page.clock.fastForward((idleMinutes + 5) * 60_000);
    await page.clock.fastForward(10_000);
    await locked.waitFor();
    await page.context().setOffline(false);
    await page.clock.fastForward(20_000);
    await name.waitFor();
    expect(await locked.count()).toBe(0);
    expect(await name.inputValue()).toBe("Analytical Engines and more");
  },
);

story(
  "an organization with a shorter idle time warns and locks, though the session goes on elsewhere",
  async ({ open, site, pass, announce }) => {
    announce(/^401 GET/);
    const owner = await site.as(site.owner);
    await owner.POST("/v1/organizations", { body: { name: "Second Engines" } });
    const params = { path: { organizationId: site.organizationId } };
    await owner.PATCH("/v1/organizations/{organizationId}/settings", {
      params,
      body: { idleLogoutMinutes: shortMinutes },
    });
    const page = await open({ as: site.owner, path: `/o/${site.organizationId}/users` });
    await settled(page);
    await pass(shortMinutes - 0.5);
    const warning = page.getByRole("dialog", { name: en.shell.idle.title });
    await warning.waitFor();
    await warning.getByRole("button", { name: en.shell.idle.stay }).click();
    await warning.waitFor({ state: "hidden" });
    await pass(shortMinutes + 1);
    await page.getByRole("heading", { name: en.shell.locked.title }).waitFor();
    await page.getByText(en.shell.locked.because["organization-closed"]).waitFor();
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await page.getByRole("heading", { name: en.members.title }).waitFor();
  },
);
