/** An organization's settings: templates with a live preview, and what cannot be taken back. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { organizations, common } = en;

story(
  "the owner writes a German template and sees the mail while writing",
  async ({ open, site }) => {
    const page = await open({ as: site.owner, path: `/o/${site.organizationId}/settings` });
    await page.getByRole("tab", { name: organizations.tabs.templates }).click();
    await settled(page);
    await page.getByRole("button", { name: organizations.addTemplate }).click();
    await page.getByRole("combobox", { name: common.language }).click();
    await page.getByRole("option", { name: "German" }).click();
    await page
      .getByRole("textbox", { name: organizations.subject })
      .fill("Willkommen, {firstName}");
    await page
      .getByRole("textbox", { name: organizations.html })
      .fill(
        '<p style="color: #003366">Guten Tag {firstName}</p><a href="{inviteLink}">Annehmen</a>',
      );
    const mail = page.frameLocator(`iframe[title="${organizations.preview}"]`);
    await mail.getByText("Guten Tag").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: common.save }).click();
    await page.getByRole("cell", { name: "German" }).waitFor();

    const person = { email: "greta@example.com", firstName: "Greta", lastName: "Muster" };
    await site.invite({ ...person, language: "de" });
    const [received] = await site.mail.received(person.email);
    expect(received?.subject).toBe("Willkommen, Greta");
  },
);

story(
  "a number that is too small is refused at its field, and a right one holds after a reload",
  async ({ open, site }) => {
    const path = `/o/${site.organizationId}/settings?tab=access`;
    const page = await open({ as: site.owner, path });
    const minutes = page.getByLabel(organizations.idleLogout);
    await minutes.fill("0");
    await page.getByRole("button", { name: common.save }).click();
    await expect.poll(() => minutes.getAttribute("aria-invalid")).toBe("true");
    await expectAccessible(page);
    await minutes.fill("45");
    await page.getByRole("button", { name: common.save }).click();
    await page.getByText(common.saved).waitFor();
    await page.reload();
    await settled(page);
    expect(await minutes.inputValue()).toBe("45");
  },
);

story(
  "what is typed stays when somebody else saves, and when the service fails for a while",
  async ({ open, site, announce }) => {
    const params = { path: { organizationId: site.organizationId } };
    const path = `/o/${site.organizationId}/settings`;
    const page = await open({ as: site.owner, path });
    const description = page.getByLabel(organizations.description);
    await description.fill("Engines that weave");
    const owner = await site.as(site.owner);
    await owner.PATCH("/v1/organizations/{organizationId}", {
      params,
      body: { url: "https://engines.example" },
    });
    announce(`412 PATCH /v1/organizations/${site.organizationId}`);
    await page.getByRole("button", { name: common.save }).click();
    await page.getByText(common.changedMeanwhile).waitFor();
    expect(await description.inputValue()).toBe("Engines that weave");
    await expectAccessible(page);
    await page.getByRole("button", { name: common.showChanged }).click();
    expect(await page.getByLabel(organizations.url).inputValue()).toBe("https://engines.example");

    await description.fill("Engines that weave");
    announce("503 GET");
    await page.route(/\/v1\//, (route) => route.fulfill({ status: 503, body: "" }));
    await page.clock.fastForward(60_000);
    const failed = page.waitForResponse((response) => response.status() === 503);
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await failed;
    await page.clock.runFor(10_000);
    await settled(page);
    expect(await description.inputValue()).toBe("Engines that weave");
    await page.unroute(/\/v1\//);
    await page.getByRole("button", { name: common.save }).click();
    await page.getByText(common.saved).waitFor();
  },
);

story(
  "an organization is deleted only after its name was typed and the question was answered",
  async ({ open, site }) => {
    const owner = await site.as(site.owner);
    const name = "Short Lived";
    const { data } = await owner.POST("/v1/organizations", { body: { name } });
    const path = `/o/${data?.organizationId}/settings?tab=danger`;
    const page = await open({ as: site.owner, path });
    const remove = page.getByRole("main").getByRole("button", { name: organizations.delete });
    await remove.waitFor();
    expect(await remove.isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: organizations.typeName(name) }).fill(name);
    await remove.click();
    const question = page.getByRole("dialog", { name: organizations.deleteQuestion(name) });
    await question.waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "hidden" });
    await expect
      .poll(() => page.evaluate("document.activeElement.textContent"))
      .toBe(organizations.delete);
    await page.keyboard.press("Enter");
    await question.getByRole("button", { name: organizations.delete }).click();
    await page.getByText(organizations.deleted(name)).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/me/organizations");
  },
);
