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
